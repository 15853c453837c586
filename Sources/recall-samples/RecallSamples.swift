import Foundation
import RecallCore
import RecallPages
import RecallService
import RecallTestSupport

/// Writes pages, or outbox files with what their cells hold, into a folder: `recall-samples pages|outbox FOLDER`.
@main
struct RecallSamples {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let what = arguments.first, let folder = arguments.last else {
            throw Usage()
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        switch what {
        case "pages":
            // All are new but one, which says of itself that it is old.
            let old = PageSamples.well
            try Data(PageRenderer.html(old).utf8).write(to: URL(filePath: "\(folder)/old.html"))
            for (name, sample) in PageSamples.all {
                var content = sample
                content.writtenAt = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                try Data(PageRenderer.html(content).utf8).write(to: URL(filePath: "\(folder)/\(name).html"))
            }
        case "outbox": try OutboxSamples.write(into: folder)
        default: throw Usage()
        }
    }

    struct Usage: Error, CustomStringConvertible {
        let description = "Use: recall-samples pages FOLDER, or recall-samples outbox FOLDER"
    }
}

/// A file of each kind in the standard template, with cells that spreadsheets like to spoil, and what the cells hold.
enum OutboxSamples {
    static func write(into folder: String) throws {
        let zone = try Zone(
            tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London"))), name: "Europe/London")
        let template = OutboxTemplate(name: "standard", isVerified: false) { .standard($0) }
        let renderer = OutboxRenderer(template: template, zone: zone)
        for kind in EventKind.allCases {
            let rows = renderer.rows(kind: kind, events: people.enumerated().map { event(kind, $0.offset, $0.element) })
            let bytes = OutboxBytes.write(rows, sheet: template.sheet(kind)).bytes
            try Data(bytes).write(to: URL(filePath: "\(folder)/\(kind.rawValue).csv"))
            try JSONEncoder().encode(rows).write(to: URL(filePath: "\(folder)/\(kind.rawValue).json"))
        }
    }

    private static let people: [(id: String, name: PersonName, note: String)] = [
        ("0012345", PersonName(title: "Mrs", first: "Zoë", last: "Brontë"), "=HYPERLINK(\"http://example.org\";\"x\")"),
        ("00E12", PersonName(title: "Mr", first: "Seán", last: "O'Neill-Łuk"), "=1+1"),
        ("3-4", PersonName(title: "Dr", first: "Siân", last: "Pryce, the younger"), "@SUM(A1:A9)"),
        ("1E5", PersonName(title: "", first: "May", last: "1/2"), "two \"quoted\" words"),
        ("-7", PersonName(title: "Ms", first: "+Ann", last: "-Lee"), "a line\nand another"),
        ("10023", PersonName(title: "Mr", first: "True", last: "Null"), "€5 – naïve; \u{201C}curly\u{201D}"),
    ]

    private static func event(
        _ kind: EventKind, _ index: Int, _ person: (id: String, name: PersonName, note: String)
    ) -> Event {
        var event = Event(
            id: "e_01J\(index)", kind: kind, patientID: person.id, name: person.name,
            phone: PhoneNumber(e164: "+4477009001\(20 + index)"),
            at: Instant(iso: "2026-03-0\(1 + index)T09:05:00Z") ?? Instant(milliseconds: 0), attempt: "a_01J\(index)",
            callID: "0e1234\(index)", note: person.note)
        event.outcome = .booked
        event.answeredBy = "human"
        event.durationSeconds = 61 + index
        event.riskLevel = .high
        event.nextStep = "Enter the booking in the diary"
        event.appointment = Appointment(
            day: Day(iso: "2026-04-0\(1 + index)") ?? Day(number: 0), start: 545, end: 575, practitioner: "Dr A Shah",
            type: "Sight test", room: "01", slotID: "000\(index)")
        event.bookingStatus = .requested
        event.change = .phoneNew
        event.oldValue = "+441134960485"
        event.newValue = "+4477009001\(40 + index)"
        event.priority = .today
        event.reason = "Please ring."
        event.dueBy = Day(iso: "2026-03-0\(2 + index)")
        return event
    }
}
