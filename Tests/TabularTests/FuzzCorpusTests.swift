import Foundation
import RecallTestSupport
import Tabular
import Testing

/// Inputs that a coverage-guided fuzzer found to reach something new, one a line in base64.
///
/// The first byte chooses the dialect, the second the size of the chunks, the rest is the file.
@Suite struct FuzzCorpusTests {
    private static let dialects = [
        Dialect(), Dialect(delimiter: 0x3B, quote: 0x27), Dialect(quote: nil), Dialect(escape: 0x5C),
        Dialect(quote: nil, escape: 0x5C), Dialect(isPadded: true), Dialect(delimiter: 0x09, isPadded: true),
        Dialect(escape: 0x5C, isPadded: true),
    ]

    @Test func `what a fuzzer found reads as the obvious reader reads it, and no survey fails on it`() throws {
        let text = try String(
            contentsOf: Fixtures.root.appending(path: "Tests/Fixtures/Fuzz/corpus.txt"), encoding: .utf8)
        let inputs = text.split(separator: "\n")
        #expect(inputs.count > 100)
        for (number, line) in inputs.enumerated() {
            let input = [UInt8](try #require(Data(base64Encoded: String(line)), "line \(number + 1)"))
            let file = Array(input.dropFirst(2))
            let mark = TextEncoding.utf8.byteOrderMark
            let content = file.starts(with: mark) ? Array(file.dropFirst(mark.count)) : file
            if !content.starts(with: mark) {
                let dialect = Self.dialects[Int(input[0]) % Self.dialects.count]
                let wanted = PlainReader.records(content, dialect)
                let found = try readAll(content, dialect, chunk: input[1] == 0 ? 1 << 17 : Int(input[1]))
                #expect(found.cells == wanted.cells && found.places == wanted.places, "line \(number + 1)")
            }
            let survey = try Surveyor.survey(ArraySource(file))
            guard survey.rejection == nil else { continue }
            var rows = try survey.dataRows(of: ArraySource(file))
            while try rows.next() { for index in 0..<rows.fieldCount { _ = rows.field(index) } }
            #expect(rows.row + 1 == survey.rows, "line \(number + 1)")
            #expect(survey.preambleRows + survey.footerRows <= survey.recordCount, "line \(number + 1)")
        }
    }
}
