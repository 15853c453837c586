import RecallTestSupport
import Tabular
import Testing

@Suite struct RecordWriterTests {
    @Test func `what is written reads back the same in every encoding and dialect`() throws {
        let seed: UInt64 = 99
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "Zo", "é", ",", ";", "\"", "'", "\\", "\n", "\r\n", " ", "7", "£"]
        let dialects = [
            Dialect(), Dialect(delimiter: 0x3B, lineEnding: .lf),
            Dialect(delimiter: 0x09, quote: 0x27, lineEnding: .cr),
            Dialect(escape: 0x5C), Dialect(delimiter: 0x7C, escape: 0x5C, lineEnding: .lf),
        ]
        for number in 0..<1_500 {
            let encoding = TextEncoding.allCases[number % TextEncoding.allCases.count]
            let dialect = dialects[number % dialects.count]
            let records = (0..<4).map { _ in
                (0..<3).map { _ in
                    (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                        .joined()
                }
            }
            var writer = RecordWriter(
                dialect: dialect, encoding: encoding, quoting: number % 3 == 0 ? .all : .minimal,
                byteOrderMark: number % 2 == 0)
            let bytes = records.flatMap { writer.bytes(of: $0) }
            var reader = try RecordReader(
                source: ArraySource(bytes), encoding: encoding, dialect: dialect, chunkSize: 7)
            var found: [[String]] = []
            while try reader.next() { found.append(reader.strings()) }
            #expect(found == records, "seed \(seed), file \(number)")
            #expect(writer.replacedCharacters == 0, "seed \(seed), file \(number)")
        }
    }

    @Test func `only cells that need quotes get them`() {
        var writer = RecordWriter(byteOrderMark: true)
        #expect(
            writer.bytes(of: ["a", "b,c", "d\"e", ""]) == [0xEF, 0xBB, 0xBF] + Array("a,\"b,c\",\"d\"\"e\",\r\n".utf8))
        #expect(writer.bytes(of: [""]) == Array("\"\"\r\n".utf8))
        var all = RecordWriter(dialect: Dialect(delimiter: 0x3B, lineEnding: .lf), quoting: .all)
        #expect(all.bytes(of: ["a", ""]) == Array("\"a\";\"\"\n".utf8))
    }

    @Test func `characters that the encoding lacks are counted`() {
        var writer = RecordWriter(encoding: .windows1252)
        #expect(writer.bytes(of: ["Paweł", "“x”"]) == Array("Pawel,".utf8) + [0x93, 0x78, 0x94, 0x0D, 0x0A])
        #expect(writer.replacedCharacters == 1)
        var dos = RecordWriter(encoding: .ibm850)
        #expect(dos.bytes(of: ["“x”"]) == Array("\"\"\"x\"\"\"\r\n".utf8))
    }
}
