import RecallCore
import Testing

/// Whom and which numbers an entry of the do-not-call list stops.
@Suite struct StopListTests {
    private static let mobile = PlanFixture.number("+447700900123")
    private static let home = PlanFixture.number("+441632960123")

    private static func stop(
        _ phone: PhoneNumber?, _ patient: String?, reason: String = "asked", source: String = "staff"
    ) -> Stop {
        Stop(practice: "harbour-lane", phone: phone, patientID: patient, reason: reason, source: source)
    }

    private struct Effect: Equatable {
        var stopsNumber = false
        var stopsPatient = false
        var isOutOfRecall = false
        var numbers = [mobile, home]
    }

    private static let cases: [(String, [Stop], Effect)] = [
        ("nothing", [], Effect()),
        ("a number", [stop(mobile, nil)], Effect(stopsNumber: true)),
        ("a patient", [stop(nil, "p")], Effect(stopsPatient: true)),
        ("another patient", [stop(nil, "q")], Effect()),
        (
            "a number that is not the patient's", [stop(mobile, "p", reason: "wrong_number", source: "call")],
            Effect(numbers: [home])
        ),
        ("a number that is not another's", [stop(mobile, "q")], Effect()),
        (
            "moved away, by a call", [stop(nil, "p", reason: "moved_away", source: "call")],
            Effect(isOutOfRecall: true)
        ),
        (
            "moved away, by staff, who mean the patient", [stop(nil, "p", reason: "moved_away")],
            Effect(stopsPatient: true)
        ),
        (
            "opted out in a call", [stop(nil, "p", reason: "opted_out", source: "call")], Effect(stopsPatient: true)
        ),
        (
            "moved away, and asked not to be called",
            [stop(nil, "p", reason: "moved_away", source: "call"), stop(nil, "p")],
            Effect(stopsPatient: true, isOutOfRecall: true)
        ),
        (
            "both numbers are somebody else's", [stop(mobile, "p"), stop(home, "p")], Effect(numbers: [])
        ),
    ]

    @Test(arguments: cases.indices) func `an entry stops whom it names, and nobody else`(_ index: Int) {
        let (words, stops, expected) = Self.cases[index]
        let list = StopList(stops)
        var facts = PatientFacts(numbers: [Self.mobile, Self.home])
        list.apply(to: &facts, of: "p")
        #expect(
            Effect(
                stopsNumber: list.numbers.contains(Self.mobile), stopsPatient: list.isStopped("p"),
                isOutOfRecall: facts.reminderSuppressed, numbers: facts.numbers) == expected, "\(words)")
    }

    @Test func `a call's stop keeps away the patient, the number, or the patient from the number`() {
        let cases: [(CallStop, Stop)] = [
            (
                CallStop(.patient, .optedOut), Self.stop(nil, "p", reason: "opted_out", source: "call")
            ),
            (
                CallStop(.number, .optedOut),
                Stop(practice: nil, phone: Self.mobile, patientID: nil, reason: "opted_out", source: "call")
            ),
            (
                CallStop(.patientOnNumber, .wrongNumber),
                Self.stop(Self.mobile, "p", reason: "wrong_number", source: "call")
            ),
            (
                CallStop(.number, .numberRefused),
                Stop(practice: nil, phone: Self.mobile, patientID: nil, reason: "number_refused", source: "provider")
            ),
        ]
        for (stop, expected) in cases {
            #expect(Stop(stop, practice: "harbour-lane", phone: Self.mobile, patientID: "p") == expected)
        }
    }

    @Test func `a row of a do-not-call list stops each number that can be read, and the patient`() {
        func row(_ phones: [String], id: String?) -> ReadRow {
            ReadRow(
                row: 0, line: 2,
                cells: id.map { [Cell(column: 0, field: .patientID, header: "No", text: $0)] } ?? [],
                phones: phones.map { ReadPhone(column: 1, field: .mobilePhone, reading: PhoneReader.read($0)) })
        }
        func entries(_ phones: [String], id: String?) -> [Stop] {
            Stop.entries(of: row(phones, id: id), practice: "harbour-lane")
        }
        #expect(entries([], id: nil).isEmpty)
        #expect(entries(["n/a"], id: nil).isEmpty)
        let reason = "do-not-call list"
        #expect(entries([], id: "p") == [Self.stop(nil, "p", reason: reason, source: "export")])
        #expect(
            entries(["07700 900123", "01632 960123"], id: "p") == [
                Self.stop(Self.mobile, nil, reason: reason, source: "export"),
                Self.stop(Self.home, nil, reason: reason, source: "export"),
                Self.stop(nil, "p", reason: reason, source: "export"),
            ])
    }
}
