import Foundation
import RecallTestSupport

/// The exports that a kill storm drops: of any number of patients, all of them due, each with a number of their own.
enum StormFiles {
    private static let header =
        "Patient No,Title,Forename,Surname,DOB,Mobile,Home Phone,Email,Address 1,Address 2,Town,Postcode,Parent/Guardian,"
        + "Last Eye Test,Recall Due,Recall Months,Last CL Check,CL Recall,CL Expiry,Diabetic,Diabetic Screening,Glaucoma,"
        + "FH Glaucoma,OHT,AMD,HES,Notes,Automated Call Consent,Do Not Contact,No Recall,Deceased,Patient Status,"
        + "Next Appointment,Optometrist,Branch"

    /// Thousands of numbers each, set aside by Ofcom for films; none of the Harbour Lane exports is among them.
    private static let ranges = [
        "01144960", "01154960", "01164960", "01174960", "01184960", "01214960", "01314960", "01414960", "01514960",
        "01614960", "02079460", "01914980", "02896496", "02920180", "01632960",
    ]

    /// The telephone number of the nth patient, as an export has it.
    static func number(_ index: Int) -> String {
        let digits = String(1000 + index % 1000).dropFirst()
        return ranges[index / 1000 % ranges.count] + digits
    }

    /// The same number as the provider has it.
    static func e164(_ index: Int) -> String { "+44" + number(index).dropFirst() }

    /// The surname of the nth patient: without digits, and none that a rule takes for a code. Three letters count.
    static func surname(_ index: Int) -> String {
        let letters = [index / 676 % 26, index / 26 % 26, index % 26].map { String(UnicodeScalar(UInt8(97 + $0))) }
        return "Storm" + letters.joined(separator: "o")
    }

    /// An export of the patients with these numbers; one row more where one is wanted that cannot be used.
    static func patients(_ range: Range<Int>, withUnusableRow: Bool = false) -> Data {
        let tested = day(monthsAgo: 30)
        let due = day(monthsAgo: 6)
        var lines = [header]
        for index in range {
            lines.append(
                "\(50_000 + index),Mrs,Ada,\(surname(index)),07/01/1975,,\(number(index)),,1 Storm Street,,Leeds,"
                    + "LS10 1WP,,\(tested),\(due),24,,,,N,N,N,N,N,N,N,,Y,N,N,N,Active,,Dr A Shah,Harbour Lane")
        }
        if withUnusableRow { lines.append(",,,,,,,,,,,,,\(tested),\(due),24,,,,N,N,N,N,N,N,N,,Y,N,N,N,Active,,,") }
        return Data(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    /// The Harbour Lane diary with its days moved, so that its first is today; later turns differ by a room's name.
    static func diary(turn: Int = 0) throws -> Data {
        let text = String(decoding: try Data(contentsOf: Fixtures.sample("harbour-lane-diary.csv")), as: UTF8.self)
        let date = try Regex("[0-9]{2}/[0-9]{2}/[0-9]{4}")
        guard let first = text.firstMatch(of: date).map({ String(text[$0.range]) }), let start = parse(first) else {
            return Data(text.utf8)
        }
        let shift = (midnight.timeIntervalSince(start) / 86_400).rounded() * 86_400
        let moved = text.replacing(date) { match in
            parse(String(text[match.range])).map { format($0.addingTimeInterval(shift)) } ?? String(text[match.range])
        }
        return Data((turn == 0 ? moved : moved.replacing("Room 1", with: "Room 1\(turn)")).utf8)
    }

    /// A file that is no text.
    static func picture(_ turn: Int) -> Data {
        Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data("picture \(turn)".utf8)
    }

    /// A file whose columns cannot be told for sure, as nothing but the cells says what they are. Its
    /// second date makes a recall due, whether it is taken for the last test or for the day on which the next is due.
    static func riddle(_ turn: Int) -> Data {
        Data(
            (0..<6).map {
                let name = ["Ada Storm", "Ben Gale", "Cora Frost", "Dev Hale", "Eve Snow", "Finn Rain"][$0]
                return "\(70_000 + turn * 10 + $0),\(name),01632 96\(1000 + turn * 10 + $0),0\($0 + 1)/01/1975,"
                    + "\(day(monthsAgo: 30)),Leeds\r\n"
            }.joined().utf8)
    }

    // MARK: Days

    private static var midnight: Date { parse(format(Date())) ?? Date() }

    /// The date so many days from today as exports write it.
    static func day(ahead days: Int) -> String { format(Date().addingTimeInterval(Double(days) * 86_400)) }

    private static func day(monthsAgo months: Int) -> String {
        format(Date().addingTimeInterval(Double(months) * -30.44 * 86_400))
    }

    private static func format(_ date: Date) -> String { formatter.string(from: date) }
    private static func parse(_ text: String) -> Date? { formatter.date(from: text) }

    private static var formatter: DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "dd/MM/yyyy"
        return formatter
    }
}
