import RecallCore
import Testing

/// On which days a diary shows a patient, and what it takes back.
@Suite struct DiaryAppointmentsTests {
    private static let today = Day(iso: "2026-11-24") ?? Day(number: 0)

    private static func slot(_ days: Int, _ status: Slot.Status, patient: String? = "0041", start: Int = 600) -> Slot {
        Slot(
            key: "S\(days)-\(start)", day: today.adding(days: days), start: start, end: nil, practitioner: "Dr Shah",
            status: status, patientID: patient)
    }

    private static func read(_ slots: [Slot]) -> DiaryAppointments {
        var read = DiaryAppointments()
        for slot in slots { read.note(slot) }
        return read
    }

    @Test func `a day is booked or missed, and booked where both are said of it`() {
        let cases: [([Slot.Status], KnownAppointment.State?)] = [
            ([.booked], .booked), ([.cancelled], .missed), ([.notAttended], .missed), ([.cancelled, .booked], .booked),
            ([.booked, .notAttended], .booked), ([.free], nil), ([.blocked], nil), ([], nil),
        ]
        for (statuses, expected) in cases {
            let read = Self.read(statuses.enumerated().map { Self.slot(2, $1, start: 600 + $0) })
            #expect(
                read.appointments
                    == expected.map {
                        [
                            KnownAppointment(
                                patientID: "41", day: Self.today.adding(days: 2), state: $0,
                                start: statuses == [.cancelled, .booked] ? 601 : 600, practitioner: "Dr Shah")
                        ]
                    } ?? [], "\(statuses)")
        }
        #expect(Self.read([Self.slot(2, .booked, patient: nil)]).appointments.isEmpty)
    }

    @Test func `a diary is the newest word of the days to come that it covers, and of no others`() {
        let cases: [([Int], ClosedRange<Int>?)] = [
            ([], nil), ([-3], nil), ([0], nil), ([1], 1...1), ([-3, 5], 1...5), ([0, 9, 4], 1...9), ([3, 6], 3...6),
        ]
        for (days, expected) in cases {
            let read = Self.read(days.map { Self.slot($0, .free, patient: nil) })
            #expect(
                read.cover(today: Self.today)?.days
                    == expected.map { Self.today.adding(days: $0.lowerBound)...Self.today.adding(days: $0.upperBound) },
                "\(days)")
        }
    }

    @Test func `a diary of one practitioner, one kind or free places alone is silent of other appointments`() {
        func row(
            _ practitioner: String, _ type: String, _ status: Slot.Status, start: Int = 660, patient: String? = "9"
        ) -> Slot {
            Slot(
                key: "K", day: Self.today.adding(days: 2), start: start, end: nil, practitioner: practitioner,
                type: type,
                status: status, patientID: status == .booked ? patient : nil)
        }
        let cases: [(String, [Slot], Bool)] = [
            ("the same practitioner and kind", [row("dr shah", "Sight Test", .booked)], true),
            ("another practitioner", [row("Dr Roe", "Sight Test", .booked)], false),
            ("both practitioners", [row("Dr Roe", "", .booked), row("Dr Shah", "", .booked)], true),
            (
                "another's appointments beside free places", [row("Dr Roe", "", .booked), row("Dr Shah", "", .free)],
                false
            ),
            (
                "the place itself, taken by nobody told",
                [row("Dr Shah", "", .booked), row("Dr Shah", "", .booked, start: 600, patient: nil)], false
            ),
            ("another kind", [row("Dr Shah", "Aftercare", .booked)], false),
            ("no practitioner told", [row("", "", .booked)], true),
            ("free places alone", [row("Dr Shah", "Sight Test", .free)], false),
            ("the place itself, free", [row("Dr Shah", "Sight Test", .free, start: 600)], true),
            ("the place of another", [row("Dr Roe", "Sight Test", .free, start: 600)], false),
        ]
        let known = KnownAppointment(
            patientID: "41", day: Self.today.adding(days: 2), state: .booked, start: 600, practitioner: "Dr Shah",
            type: "Sight Test")
        for (words, rows, expected) in cases {
            #expect(Self.read(rows).cover(today: Self.today)?.covers(known) == expected, "\(words)")
        }
    }
}
