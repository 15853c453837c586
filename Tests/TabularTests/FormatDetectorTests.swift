import Foundation
import RecallTestSupport
import Tabular
import Testing

@Suite struct FormatDetectorTests {
    private func profile(_ text: String) throws -> FileProfile {
        try FormatDetector.profile(ArraySource(Array(text.utf8)))
    }

    private func table(_ rows: Int, from first: Int = 1) -> String {
        (first..<first + rows).map { "\($0),Smith,Ann,0\($0 % 9 + 1)/02/1960,07700 90010\($0 % 10)\r\n" }.joined()
    }

    private let head = "Ref,Surname,Forename,DOB,Mobile\r\n"

    @Test func `every sample is what its manifest says`() throws {
        let data = try Data(contentsOf: Fixtures.sample("manifest.json"))
        let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let files = try #require(manifest["files"] as? [[String: Any]])
        #expect(files.count >= 13)
        for file in files {
            let name = try #require(file["file"] as? String)
            let source = ArraySource([UInt8](try Data(contentsOf: Fixtures.sample(name))))
            let profile = try FormatDetector.profile(source)
            let found: [String: Any] = [
                "encoding": profile.encoding.rawValue, "bom": NSNumber(value: profile.hasByteOrderMark),
                "delimiter": text(profile.dialect.delimiter), "quote": text(profile.dialect.quote),
                "escape": text(profile.dialect.escape), "line_ending": profile.dialect.lineEnding.rawValue,
                "header_row": profile.headerRow.map { $0 as Any } ?? NSNull(), "preamble_rows": profile.preambleRows,
                "footer_rows": profile.footerRows, "rows": profile.rows, "columns": profile.columns,
                "header": profile.header,
            ]
            let others = file["also_ok"] as? [String: Any] ?? [:]
            for (key, value) in found {
                let wanted = [try #require(file[key])] + (others[key] as? [Any] ?? [])
                let isRight = wanted.contains { "\($0)" == "\(value)" }
                #expect(isRight, "\(name): \(key) is \(value), not \(wanted)")
            }
            #expect(profile.rejection == nil && profile.damage.isEmpty, "\(name)")
            var rows = try profile.dataRows(of: source)
            while try rows.next() {}
            #expect(rows.row + 1 == profile.rows, "\(name)")
        }
    }

    private func text(_ byte: UInt8?) -> Any {
        byte.map { String(Character(Unicode.Scalar($0))) } ?? NSNull()
    }

    @Test func `what stands round the table is left out`() throws {
        let page = "Recall report,,,,\r\n" + head
        let text =
            "Recall report,,,,\r\nPrinted on 20/11/2026\r\n\r\n" + head + table(20) + "\r\nPage 2 of 2\r\n" + page
            + table(10, from: 21) + "Total,,,,30\r\n"
        let profile = try profile(text)
        #expect(profile.headerRow == 3)
        #expect(profile.preambleRows == 3)
        #expect(profile.rows == 30)
        #expect(profile.footerRows == 1)
        #expect(profile.repeatedHeaders == 1)
        #expect(profile.blankRecords == 1)
        #expect(profile.linesBetweenPages == 2)
        #expect(profile.header == ["Ref", "Surname", "Forename", "DOB", "Mobile"])
    }

    /// Takes rows as texts.
    private struct Taker: RowTaker {
        var header: [[String]] = []
        var rows: [[String]] = []
        mutating func begin(_ profile: FileProfile) throws {
            header.append(profile.header)
            rows = []
        }
        mutating func take(_ row: RecordReader) { rows.append(row.strings()) }
    }

    @Test(arguments: [
        // What stands behind 4,000 rows and how often, how many of it are data, how many the footer, and whether the rows
        // had to be counted once more.
        ("", 1, 0, 0, false), ("Total,,,,4000\r\n", 1, 0, 1, false), ("\r\nPage 9\r\n\r\n", 1, 0, 3, false),
        ("4001,Smith,Ann", 1, 1, 0, false),
        ("Ref,Surname,Forename,DOB,Mobile\r\n4001,Ng,Bo,,\r\n", 1, 1, 0, false),
        ("7,a second table of two columns\r\n", 3_000, 0, 3_001, true), ("1,2,3,4,5,6,7\r\n", 9_000, 5_000, 0, true),
    ])
    func `rows that come while a large file is read are those of its table`(
        behind: (text: String, times: Int, more: Int, footer: Int, isAgain: Bool)
    ) throws {
        let gap = behind.times > 1 ? "\r\n" : ""
        let end = gap + String(repeating: behind.text, count: behind.times)
        let source = ArraySource(Array(("Recalls\r\n" + head + table(4_000) + end).utf8))
        var taker = Taker()
        let profile = try FormatDetector.profile(source, rows: &taker)
        #expect(profile.rows == 4_000 + behind.more)
        #expect(profile.footerRows == behind.footer)
        #expect(taker.header.count == (behind.isAgain ? 2 : 1))
        #expect(taker.header.last == profile.header)
        var rows = try profile.dataRows(of: source)
        var wanted: [[String]] = []
        while try rows.next() { wanted.append(rows.strings()) }
        #expect(taker.rows == wanted)
    }

    @Test func `the parts of a large file hold its rows with their numbers, each once`() throws {
        let note = "\"two\r\nlines, \"\"quoted\"\"" + String(repeating: " and so on", count: 200) + "\"\r\n"
        let rows = (1...2_500).map { "\($0),Smith,Ann,01/02/1960," + note + ($0 % 100 == 0 ? "\r\n" : "") }.joined()
        let source = ArraySource(Array(("Recalls\r\nRef,Surname,Forename,DOB,Note\r\n" + rows + "Total,,,,\r\n").utf8))
        let profile = try FormatDetector.profile(source)
        #expect(profile.rows == 2_500)
        #expect(profile.parts.count == 2)
        func read(_ rows: DataRows) throws -> [[String]] {
            var rows = rows
            var found: [[String]] = []
            while try rows.next() {
                found.append(["\(rows.row)", "\(rows.record)", "\(rows.line)", "\(rows.byteOffset)"] + rows.strings())
            }
            return found
        }
        let parts = try profile.parts.map { try read(try profile.dataRows(of: source, in: $0)) }
        #expect(parts.allSatisfy { $0.count > 1_000 })
        #expect(Array(parts.joined()) == (try read(try profile.dataRows(of: source))))
    }

    @Test func `of several tables the largest is taken`() throws {
        let text =
            head + table(20) + "\r\nBranches\r\nName,Town,Rooms\r\nNorth,Leeds,2\r\nSouth,York,3\r\nEast,Hull,1\r\n"
        let profile = try profile(text)
        #expect(profile.rows == 20)
        #expect(profile.columns == 5)
        #expect(profile.footerRows == 6)
        #expect(profile.notes.count == 1)
    }

    @Test func `a file without a header has none`() throws {
        let profile = try profile(table(12))
        #expect(profile.headerRow == nil)
        #expect(profile.header.isEmpty)
        #expect(profile.rows == 12)
        #expect(profile.preambleRows == 0)
    }

    @Test func `a delimiter at the end of every row makes no column`() throws {
        let profile = try profile(head + table(12).replacingOccurrences(of: "\r\n", with: ",\r\n"))
        #expect(profile.headerRow == 0)
        #expect(profile.columns == 5)
        #expect(profile.rows == 12)
    }

    @Test func `a header alone is no reason to refuse a file`() throws {
        let profile = try profile(head)
        #expect(profile.rejection == nil)
        #expect(profile.headerRow == 0)
        #expect(profile.rows == 0)
    }

    @Test func `the caller's vocabulary finds a header that shapes cannot tell`() throws {
        let text = "Ann,Leeds\nBob,York\nEve,Hull\n"
        let named = try FormatDetector.profile(ArraySource(Array(("Name,Town\n" + text).utf8))) {
            $0.contains("Name") ? 1 : 0
        }
        #expect(named.headerRow == 0)
        #expect(named.rows == 3)
        let bare = try FormatDetector.profile(ArraySource(Array(text.utf8))) { $0.contains("Name") ? 1 : 0 }
        #expect(bare.headerRow == nil)
        #expect(bare.rows == 3)
    }

    @Test func `delimiters, quotes and escapes are found`() throws {
        for delimiter in [",", ";", "\t", "|", "^", "~", "#"] {
            let cells = [
                ["Ref", "Name", "Address", "DOB", "Email"],
                ["1", "Ann Smith", "1 High St, Leeds", "01/02/1960", "a@b.example"],
                ["2", "Bob O'Hara", "Flat 2; 3 Oak Rd", "12/11/1971", "b@b.example"],
                ["3", "Eve \"Evie\" Jones", "4 Mill Ln", "30/06/1985", ""],
                ["4", "Dan Webb", "The \(delimiter) House", "21/03/1999", "d@b.example"],
            ]
            let byte = try #require(delimiter.utf8.first)
            for dialect in [
                Dialect(delimiter: byte, lineEnding: .lf), Dialect(delimiter: byte, quote: 0x27, lineEnding: .cr),
                Dialect(delimiter: byte, escape: 0x5C, lineEnding: .crlf),
            ] {
                var writer = RecordWriter(dialect: dialect)
                let bytes = cells.flatMap { writer.bytes(of: $0) }
                let profile = try FormatDetector.profile(ArraySource(bytes))
                #expect(profile.dialect == dialect, "\(delimiter) \(dialect)")
                #expect(profile.rows == 4 && profile.columns == 5, "\(delimiter) \(dialect)")
            }
        }
    }

    @Test func `blanks round quotes belong to no cell, and a line that begins with a hash is a remark`() throws {
        let padded = try profile("Ref, Name, Town\n1, \"Smith, Ann\" , Leeds\n2, \"Webb, Dan\", \"York\"\n")
        #expect(padded.dialect.isPadded && padded.dialect.quote == UInt8(ascii: "\"") && padded.columns == 3)
        let text = "1, \"Smith, Ann\" , Leeds\n2, \"Webb, Dan\", \"York\"\n"
        let bytes = ArraySource(Array(("Ref, Name, Town\n" + text).utf8))
        var rows = try padded.dataRows(of: bytes)
        #expect(try rows.next() && rows.strings() == ["1", "Smith, Ann", " Leeds"])
        #expect(try rows.next() && rows.strings() == ["2", "Webb, Dan", "York"])
        let remarks = try profile("# Export\n# of 20 November\n# all patients\n1,Ann,Leeds\n2,Bob,York\n3,Eve,Hull\n")
        #expect(remarks.dialect.delimiter == UInt8(ascii: ",") && remarks.columns == 3 && remarks.rows == 3)
    }

    @Test func `an escape that shows only far down the file is found all the same`() throws {
        let rows = (1...60_000).map { "\"\($0)\",\"Ann Smith\",\"Leeds\"\n" }
        let text = rows.joined() + "\"7\",\"Bob \\\"Bobby\\\" Webb\",\"York\"\n" + rows.prefix(20_000).joined()
        let profile = try profile(text)
        #expect(profile.dialect.escape == UInt8(ascii: "\\"))
        #expect(profile.raggedRows == 0 && profile.columns == 3)
        // Backslashes in texts that fit without one are none.
        let plain = try self.profile("Ref,Path\n1,\"C:\\\\Docs\"\n2,\"say \\\"\"yes\\\"\"\"\n")
        #expect(plain.dialect.escape == nil)
    }

    @Test func `what is given is not guessed`() throws {
        let given = FormatDetector.Given(delimiter: 0x3B, quote: .some(nil), encoding: .ibm850)
        let profile = try FormatDetector.profile(ArraySource(Array("a,b;\"c\nd,e;f\n".utf8)), overriding: given)
        #expect(profile.dialect.delimiter == 0x3B)
        #expect(profile.dialect.quote == nil)
        #expect(profile.encoding == .ibm850)
    }

    @Test func `mixed line ends are said to be mixed`() throws {
        #expect(try profile("a,b\r\n1,2\n3,4\r\n").dialect.lineEnding == .mixed)
        #expect(try profile("a,b\r1,2\r3,4\r").dialect.lineEnding == .cr)
    }

    @Test func `damage is found and placed`() throws {
        let unclosed = try profile(head + table(3) + "4,\"Smith,Ann,01/02/1960,07700 900104\r\n" + table(3, from: 5))
        #expect(unclosed.damage.map(\.kind) == [.unclosedQuote])
        #expect(unclosed.damage.first?.line == 5 && unclosed.damage.first?.record == 4)
        #expect(unclosed.rejection != nil)
        let torn = try profile(head + table(9) + "10,Smith,An")
        #expect(torn.damage.map(\.kind) == [.tornRecord])
        #expect(torn.damage.first?.line == 11)
        #expect(try profile(head + table(9) + "10,Smith,Ann,01/02/1960,07700 900104").damage.isEmpty)
        let start = head + table(9)
        let nul = try profile(start + String(repeating: "\0", count: 40))
        #expect(nul.damage.first?.kind == .nul)
        #expect(nul.damage.first?.byte == start.utf8.count)
        #expect(nul.damage.first?.line == 11)
        #expect(nul.rejection != nil)
        let lost = try profile(head + table(3) + "4,M\u{FFFD}ller,Ann,01/02/1960,\r\n")
        #expect(lost.damage.map(\.kind) == [.replacementCharacter])
        #expect(lost.damage.first?.line == 5)
        #expect(lost.rejection == nil)
    }

    @Test func `a file that cannot be used is refused in a sentence of its own`() throws {
        let wide = String(repeating: "a,", count: 9_999) + "a\n"
        let long = "a,b\n" + String(repeating: "x", count: 9 << 20) + ",1\n"
        let cases: [(String, [UInt8])] = [
            ("empty", []), ("blank", Array("\r\n \r\n".utf8)), ("xlsx", [0x50, 0x4B, 3, 4, 20, 0]),
            ("old Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1]), ("pdf", Array("%PDF-1.7\n".utf8)),
            ("html", Array("\n<!DOCTYPE html><html><table>".utf8)), ("binary", (0..<4_000).map { UInt8($0 % 31) }),
            ("wide", Array((wide + wide).utf8)), ("long", Array(long.utf8)),
        ]
        var sentences: Set<String> = []
        for (name, bytes) in cases {
            let profile = try FormatDetector.profile(ArraySource(bytes))
            let sentence = try #require(profile.rejection, "\(name)")
            #expect(sentence.hasSuffix("."), "\(name)")
            sentences.insert(sentence)
        }
        #expect(sentences.count == cases.count - 1)
    }

    @Test func `no bytes at all make the profile fail`() throws {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [
            "a", "1", ",", ";", "\"", "'", "\n", "\r\n", "\r", "\\", "é", " ", "01/02/2024", "Total",
        ].map {
            Array($0.utf8)
        }
        for number in 0..<1_500 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                bytes +=
                    number % 4 == 0
                    ? [UInt8.random(in: 0...255, using: &random)]
                    : pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            let profile = try FormatDetector.profile(ArraySource(bytes))
            guard profile.rejection == nil else { continue }
            var rows = try profile.dataRows(of: ArraySource(bytes))
            while try rows.next() {}
            #expect(rows.row + 1 == profile.rows, "seed \(seed), file \(number)")
            #expect(profile.preambleRows + profile.footerRows <= profile.recordCount, "seed \(seed), file \(number)")
        }
    }

    @Test func `as many rows are read as the limits allow`() throws {
        var bytes = Array("id,b\n".utf8)
        // More than are read where nothing is set.
        let rows = 2_000_001
        bytes.reserveCapacity(rows * 4 + 5)
        for _ in 0..<rows { bytes += [0x31, 0x2C, 0x32, 0x0A] }
        let source = ArraySource(bytes)
        let profile = try FormatDetector.profile(source)
        #expect(profile.rows == rows)
        #expect(profile.rejection == nil)
    }
}
