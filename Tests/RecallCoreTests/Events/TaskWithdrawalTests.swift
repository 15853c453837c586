import RecallCore
import Testing

/// When staff must no longer do what a task asks of them.
@Suite struct TaskWithdrawalTests {
    private static let phone = PlanFixture.number("+447700900123")

    private static func task(_ reason: TaskReason) -> Event {
        Event.task(
            TaskProposal(reason), id: "e_1", patientID: "7", phone: phone, at: PlanFixture.now,
            today: Day(number: 0))
    }

    private static func stop(
        _ source: String, phone: PhoneNumber? = nil, patient: String? = nil, _ reason: String = "asked"
    ) -> Stop {
        Stop(practice: "x", phone: phone, patientID: patient, reason: reason, source: source)
    }

    private enum Expected { case stands, falls, warns }

    @Test func `a task falls away, warns or stands by what it asks for`() {
        var dead = PatientFacts()
        dead.deceased = .column
        var shy = PatientFacts()
        shy.doNotContact = true
        let ofPatient = Self.stop("staff", patient: "7")
        let ofNumber = Self.stop("staff", phone: Self.phone)
        let cases: [(String, PatientFacts?, [Stop], Bool, ring: Expected, whatever: Expected)] = [
            ("nothing", PatientFacts(), [], false, .stands, .stands),
            ("nobody known", nil, [], false, .stands, .stands),
            ("dead", dead, [], false, .falls, .falls), ("do not contact", shy, [], false, .falls, .warns),
            ("opted out", PatientFacts(), [ofPatient], false, .falls, .warns),
            ("told dead", nil, [Self.stop("call", patient: "7", "deceased_reported")], false, .falls, .falls),
            ("moved", nil, [Self.stop("call", patient: "7", "moved_away")], false, .stands, .stands),
            ("booked", nil, [], true, .falls, .stands), ("the telephone", nil, [ofNumber], false, .falls, .warns),
            ("somebody on it", nil, [Self.stop("call", phone: Self.phone, "opted_out")], false, .warns, .warns),
            ("refused", nil, [Self.stop("provider", phone: Self.phone, "number_refused")], false, .stands, .stands),
            (
                "closed by a call", nil, [Self.stop("call", phone: Self.phone, patient: "8", "wrong_number")], false,
                .warns, .warns
            ),
        ]
        for (words, facts, stops, isBooked, ring, whatever) in cases {
            let circumstances = TaskWithdrawal.Circumstances(facts: facts, stops: stops, isBookedSince: isBooked)
            for reason in TaskReason.allCases {
                let expected =
                    switch reason.reach {
                    case .none: Expected.stands
                    case .ring: ring
                    case .whatever: whatever
                    }
                let found: Expected =
                    switch TaskWithdrawal.verdict(on: Self.task(reason), in: circumstances) {
                    case .stands: .stands
                    case .fallsAway: .falls
                    case .warns: .warns
                    }
                #expect(found == expected, "\(words): \(reason.rawValue)")
            }
        }
    }

    @Test func `a withdrawn task says why, and a warning stands behind it once`() throws {
        let task = Self.task(.identityNotConfirmed)
        let line = task.withdrawal(because: "the patient has asked not to be called.", at: PlanFixture.now)
        #expect(line.reason == "No longer to be done: the patient has asked not to be called.")
        #expect(line.note == "It was: \(TaskReason.identityNotConfirmed.words)")
        #expect(line.phone == nil && line.patientID == "7" && line.id != task.id && line.priority == task.priority)
        let warned = try #require(Self.task(.symptoms).warning("Do not ring."))
        #expect(warned.taskReason == .symptoms && warned.reason?.hasSuffix("Do not ring.") == true)
        #expect(warned.warning("Do not ring.") == nil)
    }
}
