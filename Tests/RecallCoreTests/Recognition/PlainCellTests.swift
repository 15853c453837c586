import Foundation
import RecallTestSupport
import Tabular
import Testing

@testable import RecallCore

/// What is told of a cell by its bytes alone must be what is told of it in full.
@Suite struct PlainCellTests {
    private static let today = Day(iso: "2026-11-23")!
    private static let seed: UInt64 = 77

    // MARK: Cells

    @Test func `a number that is plainly dialable is read as one, and of the same kind`() {
        var random = SeededGenerator(seed: Self.seed)
        var plain = 0
        for number in 0..<60_000 {
            let cell = Self.phone(&random)
            let reading = PhoneReader.read(cell)
            let bytes = cell.utf8.span
            if PhoneReader.isPlainlyDialable(bytes) {
                plain += 1
                #expect(reading.usable != nil, "seed \(Self.seed), number \(number): \(cell)")
            }
            if let kind = PhoneReader.plainKind(bytes) {
                #expect(
                    reading.number != nil && reading.kind == kind, "seed \(Self.seed), number \(number): \(cell)")
            }
        }
        #expect(plain > 1_000)
    }

    @Test(arguments: [DateSense.birth, .past, .due, .diary], [DateOrder.dmy, .mdy, .ymd, nil])
    func `a date that is plain makes sense in full`(sense: DateSense, order: DateOrder?) {
        let reader = DateReader(order: order, sense: sense, today: Self.today)
        var random = SeededGenerator(seed: Self.seed)
        var plain = 0
        for number in 0..<8_000 {
            let cell = Self.date(&random)
            guard reader.plain.hold(cell.utf8.span) else { continue }
            plain += 1
            let reading = reader.read(cell)
            if case .problem(let words) = reading {
                Issue.record("seed \(Self.seed), number \(number): \(cell): \(words)")
            }
        }
        #expect(plain > 50)
    }

    @Test func `a number of digits and blanks alone is no date`() {
        var random = SeededGenerator(seed: Self.seed)
        var plain = 0
        for number in 0..<60_000 {
            // Parts as dates have them, and the digits that are left over.
            var left = Bool.random(using: &random) ? 10 : 11
            var cell = left == 11 ? "0" : String(Int.random(in: 1...9, using: &random))
            left -= 1
            while left > 0 {
                if Int.random(in: 0..<3, using: &random) == 0 { cell += " " }
                cell += String(Int.random(in: 0...9, using: &random))
                left -= 1
            }
            guard PhoneReader.plainKind(cell.utf8.span) != nil else { continue }
            plain += 1
            guard case .nonsense = WrittenDate(cell).form else {
                Issue.record("seed \(Self.seed), number \(number): \(cell)")
                continue
            }
        }
        #expect(plain > 1_000)
    }

    @Test func `what is passed over as no time of day is none`() {
        var random = SeededGenerator(seed: Self.seed)
        let characters = Array("0123456789::..  amp APMx-/\u{A0}é")
        for number in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 1...8, using: &random)).map { _ in characters.randomElement(using: &random)! })
            if ClockText.minutes(text) != nil {
                let mayBe = ClockText.mayBeTime(text.utf8.span)
                #expect(mayBe, "seed \(Self.seed), number \(number): \(text)")
            }
        }
    }

    @Test(arguments: [
        "Yes", "n", "MR", "Miss", "unknown", "N/A", "Monday", "Male", "high", "deceased", "n/k", "?", "-",
    ])
    func `a word that is known is not passed over`(word: String) {
        #expect(!CellWords.of(word.lowercased()).isEmpty)
        let mayKnow = CellWords.mayKnow(word.utf8.span)
        #expect(mayKnow)
    }

    // MARK: Rows

    @Test func `the problems of a row are those of reading it in full`() throws {
        var random = SeededGenerator(seed: Self.seed)
        for file in 0..<60 {
            let (bytes, columns) = Self.file(&random)
            let source = ArraySource(bytes)
            let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
            let kind: ExportKind = file % 4 == 0 ? .suppressions : .patients
            let reader = RowReader(
                Recognition(
                    kind: kind, layout: Recognition.LayoutMatch(name: "", source: .proposed, confidence: 1),
                    columns: columns, dateOrder: nil, doubts: [], fingerprint: "", hasHeader: true),
                today: Self.today, zone: .london)
            var rows = try profile.dataRows(of: source)
            var count = 0
            while try rows.next() {
                let wanted = reader.read(row: rows.row, line: rows.line, cells: rows.strings()).problems
                #expect(reader.problems(of: rows) == wanted, "seed \(Self.seed), file \(file), row \(rows.row)")
                count += 1
            }
            #expect(count > 30, "file \(file)")
        }
    }

    @Test func `columns are the same for rows in bytes and in strings`() throws {
        struct Taker: RowTaker {
            let fresh: Recogniser
            var recogniser: Recogniser
            mutating func begin(_ profile: FileProfile) throws { recogniser = fresh }
            mutating func take(_ row: RecordReader) { recogniser.add(row) }
        }
        for truth in try SampleTruth.all() {
            let source = ArraySource([UInt8](try Data(contentsOf: Fixtures.sample(truth.file))))
            let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
            let recogniser = Recogniser(
                header: profile.headerRow == nil ? nil : profile.header, columns: profile.columns,
                today: Self.today, fileName: truth.file)
            var taker = Taker(fresh: recogniser, recogniser: recogniser)
            _ = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:), rows: &taker)
            var slow = recogniser
            var rows = try profile.dataRows(of: source)
            while try rows.next() { slow.add(rows.strings()) }
            #expect(taker.recogniser.finish() == slow.finish(), "\(truth.file)")
        }
    }

    // MARK: Made cells

    private static func phone(_ random: inout SeededGenerator) -> String {
        let beginnings = [
            "07", "077009", "0113", "01632", "020", "0800", "0845", "0900", "070", "076", "0171", "01481", "07624",
            "7700", "113", "943", "447", "+44 7", "00", "0", "03", "055", "010", "1234", "0777777", "01111",
        ]
        var digits = beginnings.randomElement(using: &random)!
        let length = [11, 11, 11, 10, 10, 12, 9, 7].randomElement(using: &random)!
        let isDull = Int.random(in: 0..<20, using: &random) == 0
        while digits.utf8.count < length {
            digits += isDull ? "0" : "\(Int.random(in: 0...9, using: &random))"
        }
        var cell = ""
        for digit in digits {
            cell.append(digit)
            if Int.random(in: 0..<6, using: &random) == 0 { cell.append(" ") }
            if Int.random(in: 0..<200, using: &random) == 0 {
                cell.append(contentsOf: ["  ", "-", "x", " home"].randomElement(using: &random)!)
            }
        }
        return cell
    }

    private static func date(_ random: inout SeededGenerator) -> String {
        func two(_ range: ClosedRange<Int>) -> String {
            let number = Int.random(in: range, using: &random)
            return number < 10 ? "0\(number)" : "\(number)"
        }
        let year = [
            "\(Int.random(in: 1900...2045, using: &random))", "0000", "1753", "9999", "2026", "1970", "19",
        ]
        let chosen = Int.random(in: 0..<3, using: &random) > 0 ? year[0] : year.randomElement(using: &random)!
        let mark = ["/", "/", "-", ".", " "].randomElement(using: &random)!
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return chosen + mark + two(0...13) + mark + two(0...32)
        case 1: return two(0...32) + mark + two(0...13) + "/" + chosen
        case 2: return two(0...32) + mark + two(0...13) + mark + chosen + " 10:30"
        default: return two(0...32) + mark + two(0...13) + mark + chosen
        }
    }

    /// A file of patients whose cells are often damaged, and what its columns are.
    private static func file(_ random: inout SeededGenerator) -> ([UInt8], [Recognition.Column]) {
        let fields: [(String, Field?)] = [
            ("Patient No", .patientID), ("Surname", .lastName), ("DOB", .dateOfBirth), ("Mobile", .mobilePhone),
            ("Home Tel", .homePhone), ("Last Exam", .lastExamDate), ("Next Recall", .nextRecallDate), ("Notes", nil),
        ]
        let orders: [DateOrder?] = [.dmy, .mdy, .ymd, nil]
        let order = orders.randomElement(using: &random)!
        let columns = fields.enumerated().map { index, column in
            Recognition.Column(
                column: index, header: column.0, field: column.1, confidence: 1, evidence: "", samples: [],
                dateOrder: column.1?.dateSense == nil ? nil : order)
        }
        let odd = [
            "", " ", "\t", "n/a", "unknown", "\u{A0}", "é", "12", "  07700 900123 ", "ex-directory", "14 Mar 2019",
        ]
        var lines = [fields.map(\.0).joined(separator: ",")]
        for row in 0..<50 {
            var cells = fields.map { column in
                if Int.random(in: 0..<12, using: &random) == 0 { return odd.randomElement(using: &random)! }
                if column.1?.dateSense != nil { return date(&random) }
                if column.1?.isPhone == true { return phone(&random) }
                return column.1 == .patientID ? "\(1000 + row)" : "Whitfield"
            }
            if Int.random(in: 0..<15, using: &random) == 0 { cells.removeLast(Int.random(in: 1...3, using: &random)) }
            if Int.random(in: 0..<25, using: &random) == 0 { cells += ["", "more"] }
            lines.append(cells.joined(separator: ","))
        }
        return (Array((lines.joined(separator: "\r\n") + "\r\n").utf8), columns)
    }
}
