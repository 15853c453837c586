import RecallCore
import Testing

/// What a newer diary says of a booking: each way that a practice's diary may show it.
@Suite struct DiaryReconcilerTests {
    private static let day = Day(iso: "2026-11-26") ?? Day(number: 0)

    private static func slot(
        _ status: Slot.Status, key: String? = "S1", day: Day = day, start: Int = 630,
        practitioner: String = "Dr A Shah", room: String = "1", patient: String? = nil, name: PersonName = PersonName()
    ) -> Slot {
        Slot(
            key: key ?? Slot.key(day: day, start: start, practitioner: practitioner, room: room), day: day,
            start: start, end: nil, practitioner: practitioner, room: room, status: status, patientID: patient,
            name: name)
    }

    private static func booking(practitioner: String = "Dr A Shah") -> OpenBooking {
        let name = PersonName(title: "Mrs", first: "Ann", last: "Smith-Jones")
        return OpenBooking(
            attempt: "a", patientID: "0123", name: name,
            appointment: Appointment(
                day: day, start: 630, end: 660, practitioner: practitioner, type: "Sight test", room: "1", slotID: "S1"),
            told: Event(
                id: "e", kind: .bookings, patientID: "0123", name: name, phone: nil, at: Instant(milliseconds: 0)))
    }

    private static let cases: [(String, [Slot], DiaryReconciler.Finding?)] = [
        ("still free", [slot(.free)], nil),
        ("taken by the patient", [slot(.booked, patient: "0123")], .taken),
        ("the number without its noughts", [slot(.booked, patient: "123")], .taken),
        ("by another", [slot(.booked, patient: "0124")], .takenByAnother),
        (
            "twice in the place, one of them the patient",
            [slot(.booked, patient: "0124"), slot(.booked, patient: "0123")], .taken
        ),
        ("under a number of its own once booked", [slot(.booked, key: "A77", patient: "0123")], .taken),
        ("in another room", [slot(.booked, key: nil, room: "2", patient: "0123")], .taken),
        (
            "with another practitioner at that time",
            [slot(.booked, key: "S8", practitioner: "Dr B Lee", patient: "0123")], .gone
        ),
        ("by name only", [slot(.booked, name: PersonName(first: "A", last: "Smith-Jones"))], .taken),
        (
            "by name in the other order",
            [slot(.booked, name: PersonName(first: "Smith-Jones", last: "Ann"))], .taken
        ),
        ("by a namesake", [slot(.booked, name: PersonName(first: "Tom", last: "Smith-Jones"))], .takenByAnother),
        ("by half the name", [slot(.booked, name: PersonName(first: "Ann", last: "Jones"))], .takenByAnother),
        ("blocked", [slot(.blocked)], .blocked),
        ("cancelled", [slot(.cancelled, patient: "0123")], .gone),
        ("cancelled, and free again", [slot(.cancelled, patient: "0123"), slot(.free, key: "S9")], nil),
        ("gone, the day is there", [slot(.free, key: "S2", start: 660)], .gone),
        ("gone, a later day is there", [slot(.free, key: "S2", day: day.adding(days: 4))], .gone),
        ("a diary that ends earlier", [slot(.free, key: "S2", day: day.adding(days: -1))], nil),
        ("an empty diary", [], nil),
        ("its number at another time", [slot(.booked, start: 700, patient: "0124")], .gone),
    ]

    @Test(arguments: cases.indices) func `a diary says of a booking`(_ index: Int) {
        let (words, rows, expected) = Self.cases[index]
        var look = DiaryReconciler([Self.booking()])
        for row in rows { look.note(row) }
        let before = LocalTime(day: Self.day.adding(days: -2), second: 36_000)
        #expect(look.findings(now: before).first?.finding == expected, "\(words)")
    }

    @Test func `once the time has passed, only the patient's name in the place is good news`() {
        let after = LocalTime(day: Self.day, second: 630 * 60)
        for (rows, expected) in [
            ([Self.slot(.free)], DiaryReconciler.Finding.passed), ([], .passed),
            ([Self.slot(.booked, patient: "0123")], .taken), ([Self.slot(.booked, patient: "9")], .takenByAnother),
        ] {
            var look = DiaryReconciler([Self.booking()])
            for row in rows { look.note(row) }
            #expect(look.findings(now: after).first?.finding == expected)
        }
    }

    @Test func `each finding tells staff its status, and those that leave a patient without a place a task`() {
        let table: [(DiaryReconciler.Finding, BookingStatus, TaskProposal.Priority?)] = [
            (.taken, .confirmed, nil), (.takenByAnother, .conflict, .today), (.blocked, .conflict, .today),
            (.gone, .expired, .today), (.passed, .expired, .soon),
        ]
        for (finding, status, priority) in table {
            var number = 0
            let events = finding.events(about: Self.booking(), today: Self.day, now: Instant(milliseconds: 1)) {
                number += 1
                return "n\(number)"
            }
            #expect(events.first?.bookingStatus == status)
            #expect(events.first?.id == "n1")
            #expect(events.first?.note.isEmpty == false)
            #expect(events.dropFirst().first?.priority == priority)
            #expect(events.count == (priority == nil ? 1 : 2))
        }
    }
}
