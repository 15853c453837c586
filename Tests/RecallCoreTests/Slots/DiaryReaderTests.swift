import Foundation
import RecallTestSupport
import Tabular
import Testing

@testable import RecallCore

/// What the rows of a diary come to: when a place is, and whether it is free.
@Suite struct DiaryReaderTests {
    private static let today = Day(iso: "2026-11-23") ?? Day(number: 0)
    private static let head = "Slot ID,Date,Start,End,Practitioner,Room,Type,Status,Patient No"

    /// A diary as the import sees it.
    private struct Diary {
        var recognition: Recognition
        var rows: [ReadRow] = []
        /// The problems that `inspect` counts.
        var problems: [RowProblem] = []

        var slots: [Slot?] { rows.map { try? DiaryReader.read($0).get() } }
        var times: [String] { slots.map { $0.map { "\($0.day) \(clockTime($0.start))" } ?? "none" } }
    }

    private static func read(_ bytes: [UInt8]) throws -> Diary {
        let source = ArraySource(bytes)
        let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
        var recogniser = Recogniser(
            header: profile.headerRow == nil ? nil : profile.header, columns: profile.columns, today: today,
            fileName: "diary.csv", titleLines: [])
        var rows = try profile.dataRows(of: source)
        while try rows.next() { recogniser.add(rows.strings()) }
        var diary = Diary(recognition: recogniser.finish(layouts: []))
        let reader = RowReader(diary.recognition, today: today, zone: .london)
        rows = try profile.dataRows(of: source)
        while try rows.next() {
            diary.rows.append(reader.read(row: rows.row, line: rows.line, cells: rows.strings()))
            diary.problems += reader.problems(of: rows)
        }
        return diary
    }

    private static func read(_ lines: String...) throws -> Diary { try read(Array(lines.joined(separator: "\n").utf8)) }

    private static func read(field name: String) throws -> Diary {
        try read([UInt8](Data(contentsOf: Fixtures.root.appending(path: "Tests/Fixtures/Field/\(name)"))))
    }

    // MARK: Date and time in one cell

    /// Half past one on 7 December and on 15 June in the forms that systems write, and what a cell of midday comes to.
    private static let forms: [(String, winter: String, summer: String)] = [
        ("the half of the day", "07/12/2026 01:30 PM", "15/06/2027 01:30 PM"),
        ("in small letters, close", "07/12/2026 1:30pm", "15/06/2027 1:30pm"),
        ("UTC", "2026-12-07T13:30:00Z", "2027-06-15T12:30:00Z"),
        ("with an offset", "2026-12-07T13:30:00+00:00", "2027-06-15T13:30:00+01:00"),
        ("with another offset", "2026-12-07T15:30:00+02:00", "2027-06-15T14:30:00+02:00"),
        ("with thousandths", "2026-12-07T13:30:00.000Z", "2027-06-15T12:30:00.000Z"),
        ("the month by its name", "07 Dec 2026 13:30", "15 Jun 2027 13:30"),
        ("the weekday first", "Mon 07 Dec 2026 13:30", "Tue 15 Jun 2027 13:30"),
        ("American words", "December 07, 2026 01:30 PM", "June 15, 2027 01:30 PM"),
        ("with at", "07/12/2026 at 13:30", "15/06/2027 at 13:30"),
        ("of a spreadsheet", "46363.5625", "46553.5625"),
        ("without an offset", "2026-12-07 13:30:00", "2027-06-15 13:30:00"),
        ("plain", "07/12/2026 13:30", "15/06/2027 13:30"),
    ]

    @Test(arguments: forms.indices) func `a cell with a date and a time is that moment where the practice is`(
        _ index: Int
    ) throws {
        let (words, winter, summer) = Self.forms[index]
        for (cell, expected) in [(winter, "2026-12-07 13:30"), (summer, "2027-06-15 13:30")] {
            let reader = DateReader(order: .dmy, sense: .diary, today: Self.today, zone: .london)
            let moment = reader.readMoment(cell)
            #expect(
                "\(moment.date.day?.description ?? "") \(moment.minute.map(clockTime) ?? "")" == expected, "\(words)")
        }
    }

    @Test(arguments: forms.indices.filter { forms[$0].0 != "of a spreadsheet" })
    func `a diary of such cells is read whole`(_ index: Int) throws {
        let (words, winter, summer) = Self.forms[index]
        let diary = try Self.read(
            "Slot ID,Starts At,Duration (mins),Optometrist,Status", "T1,\"\(winter)\",25,Dr A Shah,Free",
            "T2,\"\(summer)\",25,Dr A Shah,Free")
        #expect(diary.times == ["2026-12-07 13:30", "2027-06-15 13:30"], "\(words)")
        #expect(diary.problems.isEmpty, "\(words)")
        #expect(diary.slots.map { $0?.end } == [835, 835], "\(words)")
    }

    @Test func `the afternoon is not the night, and noon is neither`() throws {
        let diary = try Self.read(field: "diary-instants.csv")
        #expect(diary.times == ["2026-12-07 13:30", "2026-12-07 09:00", "2026-12-07 12:15"])
        #expect(diary.problems.isEmpty)
    }

    @Test func `moments stand in columns for starts and ends, whatever these are called`() throws {
        let diary = try Self.read(field: "diary-instants-iso.csv")
        #expect(diary.times == ["2026-12-07 09:00", "2026-12-07 09:30", "2026-12-07 10:00"])
        #expect(diary.slots.map { $0?.length } == [25, 25, 25])
        #expect(diary.problems.isEmpty)
        #expect(
            diary.recognition.columns.map(\.field) == [.apptStartDatetime, .apptEndTime, .practitioner, .apptStatus])
    }

    @Test func `midnight behind a bare day says nothing, and a day without a time is a problem`() throws {
        let bare = try Self.read(
            "Slot ID,Date,Start,Practitioner,Status", "S1,07/12/2026 00:00:00,10:00,Dr A Shah,Free",
            "S2,08/12/2026 00:00:00,10:30,Dr A Shah,Free")
        #expect(bare.times == ["2026-12-07 10:00", "2026-12-08 10:30"])
        let missing = try Self.read(
            "Slot ID,Starts At,Practitioner,Status", "S1,07/12/2026 10:00,Dr A Shah,Free",
            "S2,08/12/2026 10:00,Dr A Shah,Free", "S3,09/12/2026,Dr A Shah,Free")
        #expect(missing.times == ["2026-12-07 10:00", "2026-12-08 10:00", "none"])
        #expect(missing.problems.map(\.row) == [2])
    }

    // MARK: Times that no clock shows

    @Test(arguments: ["25:00", "08:60", "half nine", "9 till 10", "13:30 or so", "24:30"])
    func `a time that no clock shows is a problem of its row, and no guess`(_ time: String) throws {
        let good = (0..<12).map { "T\($0),07/12/2026,\(clockTime(540 + 30 * $0)),,Dr A Shah,,,Free," }
        let diary = try Self.read(
            Array(([Self.head] + good + ["T99,07/12/2026,\(time),,Dr A Shah,,,Free,"]).joined(separator: "\n").utf8))
        #expect(diary.times == (0..<12).map { "2026-12-07 \(clockTime(540 + 30 * $0))" } + ["none"])
        #expect(diary.problems.map(\.row) == [12])
        #expect(diary.problems.map(\.field) == [.apptStartTime])
        #expect(diary.rows.last?.minutes.isEmpty == true)
    }

    @Test func `an end that no clock shows makes no free place, and keeps a practitioner until the evening`() throws {
        let diary = try Self.read(
            Self.head, "S1,07/12/2026,10:00,late,Dr A Shah,,,Free,", "S2,07/12/2026,11:00,late,Dr A Shah,,,Booked,41",
            "S3,07/12/2026,09:00,09:25,Dr A Shah,,,Free,")
        #expect(diary.slots.map { $0?.key } == [nil, "S2", "S3"])
        #expect(diary.slots.map { $0?.end } == [nil, 1440, 565])
        #expect(diary.problems.map(\.row) == [0, 1])
    }

    @Test func `an appointment whose time cannot be read is the patient's all the same, and takes the day`() throws {
        let diary = try Self.read(
            Self.head, "S1,07/12/2026,half nine,,Dr A Shah,,,Booked,41", "S2,07/12/2026,,,Dr A Shah,,,Booked,42",
            "S3,07/12/2026,,,Dr A Shah,,,Blocked,", "S4,07/12/2026,09:00,,Dr A Shah,,,Free,")
        #expect(diary.slots.map { $0?.patientID } == ["41", "42", nil, nil])
        #expect(diary.slots.map { $0.map { "\($0.start)-\($0.end ?? 0)" } } == ["0-1440", "0-1440", "0-1440", "540-0"])
    }

    @Test func `a block to midnight lasts until the day's end`() throws {
        let diary = try Self.read(
            Self.head, "S1,07/12/2026,00:00,00:00,Dr A Shah,,,Blocked,",
            "S2,07/12/2026,09:00,00:00,Dr A Shah,,,Annual Leave,",
            "S3,07/12/2026,10:00,00:00,Dr A Shah,,,Free,")
        #expect(diary.slots.map { $0.map { "\($0.start)-\($0.end ?? 0)" } } == ["0-1440", "540-1440", "600-0"])
    }

    // MARK: Status

    private static let words: [(String, patient: String, Slot.Status)] = [
        ("Free", "", .free), ("Available", "", .free), ("", "", .free), ("Free", "41", .booked), ("", "41", .booked),
        ("Booked", "41", .booked), ("Arrived", "41", .booked), ("Blocked", "", .blocked), ("Busy", "", .blocked),
        ("Unavailable", "", .blocked), ("Tentative", "", .blocked), ("Booked", "", .blocked),
        ("Cancelled", "41", .cancelled), ("Canceled by patient", "41", .cancelled), ("CANX", "41", .cancelled),
        ("Cxl", "41", .cancelled), ("Cancelled", "", .cancelled), ("DNA", "41", .notAttended),
        ("FTA", "41", .notAttended), ("Did Not Attend", "41", .notAttended), ("No Show", "41", .notAttended),
        ("no-show", "41", .notAttended), ("Failed to attend", "", .notAttended), ("Edna", "41", .booked),
    ]

    @Test(arguments: words.indices) func `the word of a row says whether its place is free`(_ index: Int) throws {
        let (word, patient, expected) = Self.words[index]
        let row = ReadRow(
            row: 0, line: 2,
            cells: [
                Cell(column: 0, field: .apptStatus, header: "Status", text: word),
                Cell(column: 1, field: .patientID, header: "Patient No", text: patient),
            ].filter { !$0.text.isEmpty }, dates: [.apptDate: Self.today], minutes: [.apptStartDatetime: 600])
        #expect(try DiaryReader.read(row).get().status == expected, "\(word)")
    }

    @Test func `a duration is told in minutes or by the clock`() throws {
        for (text, expected) in [("25", 625), ("25 mins", 625), ("00:25", 625), ("1:00", 660), ("0", nil), ("x", nil)] {
            let row = ReadRow(
                row: 0, line: 2,
                cells: [Cell(column: 0, field: .apptDurationMinutes, header: "Mins", text: text)],
                dates: [.apptDate: Self.today], minutes: [.apptStartDatetime: 600])
            #expect(try DiaryReader.read(row).get().end == expected, "\(text)")
        }
    }
}
