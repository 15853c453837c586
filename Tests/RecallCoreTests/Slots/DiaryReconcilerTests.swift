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

    private static func booking(
        practitioner: String = "Dr A Shah", status: BookingStatus = .requested, recordSeenOn: Int = -3
    ) -> OpenBooking {
        let name = PersonName(title: "Mrs", first: "Ann", last: "Smith-Jones")
        return OpenBooking(
            attempt: "a", patientID: "0123", name: name,
            appointment: Appointment(
                day: day, start: 630, end: 660, practitioner: practitioner, type: "Sight test", room: "1", slotID: "S1"),
            told: Event(
                id: "e", kind: .bookings, patientID: "0123", name: name, phone: nil, at: Instant(milliseconds: 0)),
            status: status, recordSeenAt: Zone.london.start(of: day.adding(days: recordSeenOn)))
    }

    private static let other = slot(
        .booked, key: "S8", day: day.adding(days: 5), practitioner: "Dr B Lee", patient: "123")

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
            [slot(.booked, key: "S8", practitioner: "Dr B Lee", patient: "0123")],
            .moved(Appointment(slot(.booked, key: "S8", practitioner: "Dr B Lee", patient: "0123")))
        ),
        ("by name only", [slot(.booked, name: PersonName(first: "A", last: "Smith-Jones"))], .taken),
        (
            "by name in the other order",
            [slot(.booked, name: PersonName(first: "Smith-Jones", last: "Ann"))], .taken
        ),
        ("by a namesake", [slot(.booked, name: PersonName(first: "Tom", last: "Smith-Jones"))], .takenByAnother),
        ("by half the name", [slot(.booked, name: PersonName(first: "Ann", last: "Jones"))], .takenByAnother),
        ("blocked", [slot(.blocked)], .blocked),
        ("cancelled", [slot(.cancelled, patient: "0123")], .cancelled),
        ("cancelled for another", [slot(.cancelled, patient: "0124")], .gone),
        ("cancelled, and nobody is named", [slot(.cancelled)], .gone),
        (
            "cancelled, and the patient has another place", [slot(.cancelled, patient: "0123"), other],
            .moved(Appointment(other))
        ),
        ("not attended", [slot(.notAttended, patient: "0123")], .notAttended),
        ("not attended by another", [slot(.notAttended, patient: "0124")], .gone),
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

    /// What is said of a booking that a diary has confirmed: the day of `now` beside that of the appointment, and that of
    /// the newest export that holds the patient.
    private static let confirmed: [(String, [Slot], now: Int, record: Int, DiaryReconciler.Finding?)] = [
        ("the patient has it", [slot(.booked, patient: "123")], -2, -3, nil),
        ("cancelled", [slot(.cancelled, patient: "123")], -2, -3, .cancelled),
        ("cancelled, and free again", [slot(.cancelled, patient: "123"), slot(.free, key: "S9")], -2, -3, .cancelled),
        ("not attended", [slot(.notAttended, patient: "123")], 1, -3, .notAttended),
        ("not attended, and nobody is named", [slot(.notAttended)], 1, -3, .notAttended),
        ("not attended, and booked anew", [slot(.notAttended, patient: "123"), other], 1, -3, .notAttended),
        ("moved", [slot(.free), other], -2, -3, .moved(Appointment(other))),
        ("cancelled and booked anew", [slot(.cancelled, patient: "123"), other], -2, -3, .moved(Appointment(other))),
        (
            "another place that is past", [slot(.free), slot(.booked, day: day.adding(days: -5), patient: "123")], -2,
            -3,
            .cancelled
        ),
        ("free again", [slot(.free)], -2, -3, .cancelled),
        ("another patient has it", [slot(.booked, patient: "9")], -2, -3, .cancelled),
        ("blocked", [slot(.blocked)], -2, -3, .cancelled),
        ("gone, the practitioner is there that day", [slot(.free, key: "S2", start: 700)], -2, -3, .cancelled),
        (
            "gone, and only others are in the diary", [slot(.free, key: "S2", start: 700, practitioner: "Dr B Lee")],
            -2,
            -3, nil
        ),
        ("a diary that ends earlier", [slot(.free, key: "S2", day: day.adding(days: -1))], -2, -3, nil),
        ("a diary that begins later", [slot(.free, key: "S2", day: day.adding(days: 1))], 1, 1, nil),
        ("an empty diary", [], 1, 1, nil),
        ("past and gone, and no export since", [slot(.free, key: "S2", start: 700)], 1, 0, nil),
        ("past and gone, and an export since leaves it open", [slot(.free, key: "S2", start: 700)], 1, 1, .cancelled),
    ]

    @Test(arguments: confirmed.indices) func `a diary says of a booking that one has confirmed`(_ index: Int) {
        let (words, rows, now, record, expected) = Self.confirmed[index]
        var look = DiaryReconciler([Self.booking(status: .confirmed, recordSeenOn: record)])
        for row in rows { look.note(row) }
        let moment = LocalTime(day: Self.day.adding(days: now), second: 36_000)
        #expect(look.findings(now: moment).first?.finding == expected, "\(words)")
    }

    @Test func `a diary of free places alone says nothing of a booking that one has confirmed`() {
        var look = DiaryReconciler([Self.booking(status: .confirmed)], namesPatients: false)
        look.note(Self.slot(.free))
        let moment = LocalTime(day: Self.day.adding(days: -2), second: 36_000)
        #expect(look.findings(now: moment).isEmpty)
    }

    @Test func `a booking that came to nothing opens its recall on the day after, and no other does`() {
        let cases: [(DiaryReconciler.Finding, today: Int, Int?)] = [
            (.notAttended, 0, 1), (.notAttended, 1, 1), (.notAttended, 5, 5), (.cancelled, -2, -1), (.cancelled, 3, 4),
            (.taken, 0, nil), (.moved(Appointment(Self.other)), 0, nil), (.takenByAnother, 0, nil), (.blocked, 0, nil),
            (.gone, 0, nil), (.passed, 0, nil),
        ]
        for (finding, today, expected) in cases {
            let change = finding.change(
                about: Self.booking(), today: Self.day.adding(days: today), now: Instant(milliseconds: 1)
            ) { "n" }
            #expect(change.reopensOn == expected.map { Self.day.adding(days: $0) }, "\(finding), \(today)")
        }
    }

    @Test func `a booking that was moved is followed to its new place, and told once it was not confirmed before`() {
        let finding = DiaryReconciler.Finding.moved(Appointment(Self.other))
        for (status, lines) in [(BookingStatus.requested, 1), (.confirmed, 0)] {
            let change = finding.change(
                about: Self.booking(status: status), today: Self.day, now: Instant(milliseconds: 1)
            ) { "n" }
            #expect(change.status == .confirmed && change.appointment.slotID == "S8")
            #expect(change.events.map(\.appointment?.slotID) == Array(repeating: "S8", count: lines))
        }
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
            (.gone, .expired, .today), (.passed, .expired, .soon), (.cancelled, .cancelled, .soon),
            (.notAttended, .notAttended, .soon), (.moved(Appointment(Self.other)), .confirmed, nil),
        ]
        for (finding, status, priority) in table {
            var number = 0
            let change = finding.change(about: Self.booking(), today: Self.day, now: Instant(milliseconds: 1)) {
                number += 1
                return "n\(number)"
            }
            let events = change.events
            #expect(change.status == status)
            #expect(events.first?.bookingStatus == status)
            #expect(events.first?.id == "n1")
            #expect(events.first?.note.isEmpty == false)
            #expect(events.dropFirst().first?.priority == priority)
            #expect(events.count == (priority == nil ? 1 : 2))
        }
    }
}
