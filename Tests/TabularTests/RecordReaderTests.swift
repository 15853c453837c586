import RecallTestSupport
import Tabular
import Testing

@Suite struct RecordReaderTests {
    @Test func `the fast reader agrees with the obvious one on ten thousand files, whatever the chunk size`() throws {
        let seed: UInt64 = 20_261_124
        var random = SeededGenerator(seed: seed)
        let dialects = [
            Dialect(), Dialect(delimiter: 0x3B, quote: 0x27), Dialect(quote: nil), Dialect(escape: 0x5C),
            Dialect(quote: nil, escape: 0x5C), Dialect(isPadded: true), Dialect(escape: 0x5C, isPadded: true),
        ]
        for number in 0..<10_000 {
            // The fast reader looks at 64 bytes at a time: one file in ten is longer than several of its blocks.
            let isLong = number % 10 == 0
            let bytes = Self.made(Int.random(in: 0...(isLong ? 500 : 24), using: &random), &random)
            let dialect = dialects[number / 10 % dialects.count]
            let wanted = PlainReader.records(bytes, dialect)
            let chunks = isLong ? [1, 2, 63, 64, 65, 128, 191] : Array(1...max(1, bytes.count))
            for chunk in chunks + [Int.random(in: 1...600, using: &random), 1 << 16] {
                let found = try readAll(bytes, dialect, chunk: chunk)
                guard found.cells == wanted.cells, found.places == wanted.places else {
                    Issue.record("seed \(seed), file \(number), chunk \(chunk): \(bytes) in \(dialect)")
                    return
                }
            }
        }
    }

    @Test func `in UTF-16 the fast reader finds the records of the obvious one`() throws {
        let seed: UInt64 = 16
        var random = SeededGenerator(seed: seed)
        for number in 0..<300 {
            let encoding = number % 2 == 0 ? TextEncoding.utf16LittleEndian : .utf16BigEndian
            let text = String(decoding: Self.made(Int.random(in: 0...300, using: &random), &random), as: UTF8.self)
            let bytes = encoding.encode(text).bytes
            let wanted = PlainReader.records(Array(text.utf8), Dialect())
            for chunk in [1, 2, 3, 64, 127, 1 << 16] {
                let found = try readAll(bytes, Dialect(), encoding: encoding, chunk: chunk)
                let lines = found.places.map(\.first) == wanted.places.map(\.first)
                guard found.cells == wanted.cells, lines else {
                    Issue.record("seed \(seed), file \(number), chunk \(chunk): \(text.debugDescription)")
                    return
                }
            }
        }
    }

    /// Bytes full of quotes, escapes, delimiters and line ends, in one file of three with stretches of plain text between.
    private static func made(_ length: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let alphabet = Array("ab,;  \"\"\"'\\\n\r é\n,,".utf8)
        let hasStretches = Int.random(in: 0..<3, using: &random) == 0
        var bytes: [UInt8] = []
        while bytes.count < length {
            if hasStretches, Int.random(in: 0..<4, using: &random) == 0 {
                bytes += Array(repeating: 0x78, count: Int.random(in: 1...90, using: &random))
            }
            bytes.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
        }
        return bytes
    }

    @Test func `cells read as RFC 4180 says and stray quotes stay`() throws {
        let cases: [(String, [[String]])] = [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a,\"b\nc\",d", [["a", "b\nc", "d"]]),
            ("\"a \"\"b\"\" c\"\n", [["a \"b\" c"]]),
            ("a\"b,5\" pipe\n", [["a\"b", "5\" pipe"]]),
            ("\"a\" b,c\n", [["a b", "c"]]),
            ("\n\na\n", [[""], [""], ["a"]]),
            ("a,\n", [["a", ""]]),
            ("a,", [["a", ""]]),
            ("a\rb\r\nc\nd", [["a"], ["b"], ["c"], ["d"]]),
            ("", []),
            ("\"\",\"\"\"\"", [["", "\""]]),
            ("a, \"b\"\n", [["a", " \"b\""]]),
        ]
        for (text, wanted) in cases {
            var reader = try RecordReader(source: ArraySource(Array(text.utf8)), encoding: .utf8, dialect: Dialect())
            var found: [[String]] = []
            while try reader.next() { found.append(reader.strings()) }
            #expect(found == wanted, "\(text.debugDescription)")
        }
    }

    @Test func `a record knows the line and the byte at which it begins`() throws {
        let text = "a,b\r\n\"c\r\nd\ne\",f\n\ng"
        for chunk in 1...text.utf8.count {
            let found = try readAll(Array(text.utf8), Dialect(), chunk: chunk)
            #expect(found.places == [[1, 0], [2, 5], [5, 16], [6, 17]], "chunk \(chunk)")
        }
        let wide = TextEncoding.utf16LittleEndian
        let bytes = wide.byteOrderMark + wide.encode("a,é\r\n😀,b\r\nc").bytes
        for chunk in 1...bytes.count {
            let found = try readAll(bytes, Dialect(), encoding: wide, chunk: chunk)
            #expect(found.places == [[1, 2], [2, 12], [3, 24]], "chunk \(chunk)")
        }
    }

    @Test func `an unclosed quote is told, and so is a record without a line end`() throws {
        var reader = try RecordReader(
            source: ArraySource(Array("a,b\n\"c,d\ne".utf8)), encoding: .utf8, dialect: Dialect())
        #expect(try reader.next())
        #expect(!reader.isUnterminated && !reader.hasUnclosedQuote)
        #expect(try reader.next())
        #expect(reader.isUnterminated && reader.hasUnclosedQuote)
        #expect(reader.strings() == ["c,d\ne"])
        #expect(try !reader.next())
    }

    @Test func `a record longer than the limit ends the reading in bounded memory`() throws {
        let bytes = Array("a,b\n".utf8) + [UInt8](repeating: 0x78, count: RecordReader.maximumRecordLength + 300_000)
        var reader = try RecordReader(source: ArraySource(bytes), encoding: .utf8, dialect: Dialect())
        #expect(try reader.next())
        #expect(!reader.isOverlong)
        #expect(try reader.next())
        #expect(reader.isOverlong)
        #expect(try !reader.next())
        let many = [UInt8](repeating: 0x2C, count: RecordReader.maximumCells * 2)
        var wide = try RecordReader(source: ArraySource(many), encoding: .utf8, dialect: Dialect())
        #expect(try wide.next())
        #expect(wide.isOverlong && wide.fieldCount == RecordReader.maximumCells)
        #expect(try !wide.next())
    }
}
