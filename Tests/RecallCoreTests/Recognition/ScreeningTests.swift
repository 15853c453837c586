import RecallCore
import Testing

/// Lists of numbers as screening houses send them back and as practices keep them: who of a list is stopped.
@Suite struct ScreeningTests {
    private static let today = Day(iso: "2026-11-23")!

    /// What became of a list: what kind it was taken for, why it is held, and what each row says.
    private struct Outcome {
        var kind: ExportKind?
        var doubts: [String]
        var hasHeader: Bool
        /// Of each row the numbers that are stopped.
        var stops: [[Stop]]
        var problems: [[RowProblem]]

        init(_ header: [String]?, _ rows: [[String]], file: String = "file.csv") {
            var recogniser = Recogniser(
                header: header, columns: rows.map(\.count).max() ?? 0, today: ScreeningTests.today, fileName: file)
            for row in rows { recogniser.add(row) }
            let recognition = recogniser.finish()
            kind = recognition.kind
            doubts = recognition.doubts
            hasHeader = recognition.hasHeader
            let reader = RowReader(recognition, today: ScreeningTests.today, zone: .london)
            let read = rows.enumerated().map { reader.read(row: $0.offset, line: $0.offset + 2, cells: $0.element) }
            stops = read.map { Stop.entries(of: $0, practice: "harbour-lane") }
            problems = read.map(\.problems)
        }
    }

    /// A column beside numbers: each cell with `+` where it stops its number, `-` where it does not, `?` where it stops because
    /// it is not understood; nil where the file is held.
    struct Column: Sendable, CustomTestStringConvertible {
        var header: String
        var cells: [String]
        var expected: String?

        init(_ header: String, _ cells: String, _ expected: String?) {
            self.header = header
            self.cells = cells.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            self.expected = expected
        }

        var testDescription: String { "\(header): \(cells.joined(separator: "|"))" }
    }

    static let columns = [
        Column("TPS Registered", "Yes|No|No", "+--"),
        Column("TPS", "Y|N|N", "+--"),
        Column("CTPS", "1|0|0", "+--"),
        Column("TPS Match", "TRUE|FALSE|FALSE", "+--"),
        Column("tps_registered", "true|false|true", "+-+"),
        Column("TPSRegistered", "Y|N|Y", "+-+"),
        Column("On TPS", "Y||", "+--"),
        Column("On TPS?", "Yes|No|", "+-?"),
        Column("TPS/CTPS", "TPS|OK|CTPS", "+-+"),
        Column("TPS Status", "Registered|Not Registered|Not registered", "+--"),
        Column("TPS Result", "Match|No match|No match", "+--"),
        Column("Result", "Registered|Not registered|Clear", "+--"),
        Column("Result", "No match found|Match found|No match found", "-+-"),
        Column("Status", "TPS|Clear|CTPS", "+-+"),
        Column("Screening outcome", "Clear|Clear|On TPS", "--+"),
        Column("Screening outcome", "PASS|FAIL|PASS", "-+-"),
        Column("", "registered|not registered|unregistered", "+--"),
        Column("Column 7", "Listed|Not listed|Not listed", "+--"),
        Column("Match", "Y|N|N", "+--"),
        Column("Matched", "No|No|No", "---"),
        Column("Registered", "No|Yes|No", "-+-"),
        Column("Not registered", "Yes|No|Yes", "-+-"),
        Column("Do Not Call", "Yes|No|No", "+--"),
        Column("Don't call", "Y|N|", "+-?"),
        Column("DNC", "x||", "+--"),
        Column("OK to call", "Yes|No|Yes", "-+-"),
        Column("Callable", "N|Y|Y", "+--"),
        Column("Callable", "Y||Y", "-+-"),
        Column("Can call", "1|0|1", "-+-"),
        Column("Safe to call?", "no|yes|yes", "+--"),
        Column("Verdict", "Do not call|OK to call|Ok", "+--"),
        Column("Verdict", "Don't call|Can be called|Not to be called", "+-+"),
        Column("TPS Registration Date", "12/03/2019||", "+--"),
        Column("Date registered", "2019-03-12|01/01/1900|", "+--"),
        Column("Registered on", "||4 May 2021", "--+"),
        Column("TPS", "Yes - registered|No - not registered|N: clear", "+--"),
        Column("TPS", "TPS: yes|TPS: no|ctps no", "+--"),
        Column("TPS", "Registered with the Telephone Preference Service|Not registered with TPS|No", "+--"),
        Column("TPS", "Registered 12/03/2019|Non-registered|Not on the TPS register", "+--"),
        Column("TPS", "✓||", "+--"),
        // A cell that is not understood stops its number.
        Column("TPS", "Yes|No|No|No|No|pending", "+----?"),
        Column("TPS", "Yes|No|No|No|No|n/a", "+----?"),
        Column("Result", "Registered|Clear|Clear|Clear|Clear|Registered, ok to call", "+----?"),
        // What a yes says is open.
        Column("Result", "Yes|No|No", nil),
        Column("Screened", "Y|N|Y", nil),
        Column("TPS Checked", "Yes|No|Yes", nil),
        Column("Flag2", "1|0|0", nil),
        Column("", "Yes|No|No", nil),
        // Words that nobody knows, and nothing at all.
        Column("TPS", "A1|A2|A2", nil),
        Column("TPS Status", "grün|rot|rot", nil),
        Column("TPS", "||", nil),
        // No verdict: everybody in the list is stopped.
        Column("Why", "asked|rude|asked", "+++"),
        Column("Reason", "TPS||opted out", "+++"),
        Column("Date Added", "12/03/2019||13/03/2019", "+++"),
        Column("TPS check date", "12/03/2019|12/03/2019|12/03/2019", "+++"),
        Column("Notes", "do not call||", "+++"),
    ]

    @Test(arguments: columns) func `only who is registered is stopped`(_ column: Column) {
        let numbers = (1...column.cells.count).map { "0770090010\($0)" }
        let outcome = Outcome(["Telephone", column.header], zip(numbers, column.cells).map { [$0, $1] })
        #expect(outcome.kind == .suppressions)
        guard let expected = column.expected else {
            #expect(outcome.doubts.count == 1)
            // Approved as it is, nobody of it is called.
            #expect(outcome.stops.allSatisfy { $0.count == 1 })
            return
        }
        #expect(outcome.doubts == [])
        for (index, sign) in expected.enumerated() {
            #expect(outcome.stops[index].count == (sign == "-" ? 0 : 1), "row \(index)")
            let words = outcome.problems[index].map(\.problem)
            #expect(words == (sign == "?" ? [RowReader.unclearVerdict] : []), "row \(index)")
        }
    }

    @Test func `the reasons for holding a list name the values and what approval does`() throws {
        let outcome = Outcome(["Telephone", "Result"], [["07700900101", "Yes"], ["07700900102", "No"]])
        let words = try #require(outcome.doubts.first)
        #expect(words.contains("\"Result\"") && words.contains("\"no\", \"yes\""))
        #expect(words.contains("Approved as it is, everybody in the list is stopped."))
    }

    @Test func `of several verdicts one that stops is enough`() {
        let outcome = Outcome(
            ["Name", "Telephone", "TPS", "CTPS", "OK to call"],
            [
                ["A Smith", "07700900101", "N", "N", "Y"], ["B Smith", "07700900102", "N", "Y", "N"],
                ["C Smith", "07700900103", "N", "N", "N"],
            ])
        #expect(outcome.kind == .suppressions)
        #expect(outcome.doubts == [])
        #expect(outcome.stops.map(\.count) == [0, 1, 1])
    }

    // MARK: Bare numbers

    /// A file of numbers alone, and how many of them are stopped; nil where it is held, and not taken for a list where `isList`
    /// is false.
    struct Bare: Sendable, CustomTestStringConvertible {
        var header: [String]?
        var rows: [[String]]
        var stopped: Int?
        var isList = true

        init(_ header: String?, _ rows: String, _ stopped: Int?, isList: Bool = true) {
            self.header = header.map { [$0] }
            self.rows = rows.split(separator: "/").map { $0.split(separator: ",").map(String.init) }
            self.stopped = stopped
            self.isList = isList
        }

        var testDescription: String { "\(header?.first ?? "-"): \(rows)" }
    }

    static let bare = [
        Bare(nil, "07700900101/07700900104/07700900105", 3),
        Bare(nil, "07700900101", 1),
        Bare(nil, "07700900101,07700900104,07700900105", 3),
        Bare(nil, "07700 900101/+44 7700 900104/(0113) 496 0485/0044 7700 900106", 4),
        Bare(nil, "7700900101/7700900104", 2),
        Bare("Numbers", "7700900101/7700900104/7700900105", 3),
        Bare("Telephone", "07700900101", 1),
        Bare("Blocked callers", "07700 900101/07700 900104", 2),
        Bare("MSISDN", "447700900101/447700900104", 2),
        Bare("Telephone", "1134960485/1134960486", 2),
        // Landlines without their zero, or anything else of ten digits.
        Bare(nil, "1134960485/1134960486/1134960487", nil),
        // Numbers of patients.
        Bare(nil, "10023/10024/10025", nil, isList: false),
        Bare("Patient No", "10023/10024/10025", nil, isList: false),
        Bare("Patient No", "7700900101/7700900104/7700900105", nil, isList: false),
        Bare("NHS Number", "7700900101/7700900104/7700900105", nil, isList: false),
        Bare(nil, "4010232137/7200000009/6330000006", nil, isList: false),
    ]

    @Test(arguments: bare) func `a list of bare numbers is a do-not-call list under any name`(_ bare: Bare) {
        let outcome = Outcome(bare.header, bare.rows)
        #expect((outcome.kind == .suppressions) == bare.isList)
        guard bare.isList else { return }
        guard let stopped = bare.stopped else {
            #expect(outcome.doubts.count == 1)
            return
        }
        #expect(outcome.doubts == [])
        #expect(outcome.stops.flatMap { $0 }.count == stopped)
    }

    @Test func `numbers behind the last column are stopped too`() {
        var recogniser = Recogniser(header: nil, columns: 1, today: Self.today, fileName: "numbers.txt")
        recogniser.add(["07700900101"])
        let reader = RowReader(recogniser.finish(), today: Self.today, zone: .london)
        let row = reader.read(row: 0, line: 1, cells: ["07700900101", "07700900102"])
        #expect(Stop.entries(of: row, practice: "harbour-lane").count == 2)
    }

    @Test func `patients with a stop column of their own stay patients`() {
        for header in [
            ["Patient No", "Surname", "Telephone", "Last Test", "TPS"],
            ["Patient No", "Surname", "Telephone", "Letzter Termin", "TPS"],
        ] {
            let outcome = Outcome(
                header,
                [
                    ["10023", "Smith", "07700900101", "12/03/2024", "Y"],
                    ["10024", "Jones", "07700900102", "13/03/2024", "N"],
                    ["10025", "Brown", "07700900103", "14/03/2024", "N"],
                ])
            #expect(outcome.kind == .patients)
        }
    }
}
