import Foundation
import RecallCore
import RecallTestSupport
import Tabular
import Testing

/// The cells of outbox files in every form that a template can ask for.
@Suite struct OutboxRendererTests {
    private static let event: Event = {
        var event = Event(
            id: "e_1", kind: .bookings, patientID: "00123",
            name: PersonName(title: "Mrs", first: "Zoë", last: "O'Neill"),
            phone: PhoneNumber(e164: "+447700900123"),
            at: Instant(iso: "2026-07-01T08:05:00Z") ?? Instant(milliseconds: 0),
            attempt: "a_1", callID: "c_1", note: "=1+1")
        event.appointment = Appointment(
            day: Day(iso: "2026-07-09") ?? Day(number: 0), start: 545, end: nil, practitioner: "Dr A Shah",
            type: "Sight test", room: "", slotID: "-7")
        event.bookingStatus = .requested
        return event
    }()

    private func cell(_ field: OutboxField, _ change: (inout OutboxTemplate.Sheet) -> Void = { _ in }) throws -> String
    {
        var sheet = OutboxTemplate.Sheet.standard(.bookings)
        change(&sheet)
        sheet.columns = [OutboxTemplate.Column(header: "x", content: .field(field))]
        let zone = try Zone(
            tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London"))), name: "Europe/London")
        let renderer = OutboxRenderer(
            template: OutboxTemplate(name: "t", isVerified: false) { _ in sheet }, zone: zone)
        return renderer.rows(kind: .bookings, events: [Self.event])[1][0]
    }

    @Test func `dates, times, numbers and names take the form that is asked for`() throws {
        #expect(try cell(.date) == "09/07/2026")
        for (form, text) in [
            (OutboxTemplate.DateForm.iso, "2026-07-09"), (.compact, "20260709"), (.dayNameMonthYear, "09-Jul-2026"),
            (.dayMonthYearDots, "09.07.2026"), (.dayMonthYearDashes, "09-07-2026"),
        ] { #expect(try cell(.date) { $0.dateForm = form } == text) }
        #expect(try cell(.bookedAt) == "09:05", "summer time")
        for (form, text) in [(OutboxTemplate.TimeForm.dot, "09.05"), (.compact, "0905"), (.seconds, "09:05:00")] {
            #expect(try cell(.start) { $0.timeForm = form } == text)
        }
        #expect(try cell(.phone) == "07700 900123")
        for (form, text) in [(OutboxTemplate.PhoneForm.digits, "07700900123"), (.e164, "+447700900123")] {
            #expect(try cell(.phone) { $0.phoneForm = form } == text)
        }
        #expect(try cell(.fullName) == "Mrs Zoë O'Neill")
        for (form, text) in [
            (OutboxTemplate.NameForm.firstLast, "Zoë O'Neill"), (.lastFirst, "O'Neill, Zoë"),
            (.capitalLastFirst, "O'NEILL, Zoë"),
        ] { #expect(try cell(.fullName) { $0.nameForm = form } == text) }
        #expect(try cell(.lastName) { $0.nameForm = .capitalLastFirst } == "O'NEILL")
        #expect(try cell(.end) == "")
    }

    @Test func `what a spreadsheet would run is text, and what only polls like it stays as it is`() throws {
        #expect(try cell(.note) == "'=1+1")
        #expect(try cell(.slotID) == "'-7")
        let zone = try Zone(
            tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London"))), name: "Europe/London")
        let table: [(String, String)] = [
            ("@SUM(A1)", "'@SUM(A1)"), ("+44", "'+44"), ("  =A1", "'=A1"), ("\t=A1", "'=A1"), ("\r\n=A1", "'=A1"),
            ("＝A1", "'＝A1"), ("−1", "'−1"), ("–x", "'–x"), ("a=1", "a=1"), ("a\nb", "a b"), ("\u{0}=1", "'=1"),
            ("", ""),
            ("00123", "00123"),
        ]
        for (text, expected) in table {
            var event = Self.event
            event.note = text
            var sheet = OutboxTemplate.Sheet.standard(.bookings)
            sheet.columns = [OutboxTemplate.Column(header: "x", content: .field(.note))]
            let made = sheet
            let renderer = OutboxRenderer(
                template: OutboxTemplate(name: "t", isVerified: false) { _ in made }, zone: zone)
            #expect(renderer.rows(kind: .bookings, events: [event])[1][0] == expected, "\(text.debugDescription)")
        }
    }

    @Test func `the summary of a day counts what happened and names nobody`() throws {
        let day = try #require(Day(iso: "2026-11-24"))
        let summary = DaySummary(
            practice: "Harbour Lane Opticians", day: day,
            outcomes: [.booked: 3, .declined: 1, .optedOut: 1, .noAnswer: 5, .voicemail: 2], unsettled: 1,
            waiting: [.notDue: 900, .noUsableNumber: 4, .attemptSpacing: 7], openTasks: [.urgent: 1, .soon: 2],
            bookingsToEnter: 3, filesToCollect: 6, filesToCheck: 0)
        #expect(DaySummary.fileName(practice: "harbour-lane", day: day) == "summary-harbour-lane-20261124.txt")
        let lines = [
            "Harbour Lane Opticians: Tuesday 24 November 2026", "", "Called: 13", "Reached: 5", "  Booked: 3",
            "  Declined: 1", "  Asked us to stop: 1", "Not reached: 7", "  No answer: 5",
            "  Voicemail, no message left: 2", "Not known yet: 1", "", "Not called, and why:",
            "  7: We called not long ago. We wait before we try again.",
            "  4: There is no telephone number that we can call. Please correct the patient's record.", "",
            "Tasks open: 3", "  Urgent: 1", "  Soon: 2", "Bookings to enter in the diary: 3",
            "Files to collect from the outbox: 6", "Files to check in the review folder: 0",
        ]
        #expect(summary.text == lines.map { $0 + "\r\n" }.joined())
    }
}
