import Tabular

/// One input of the fuzzer, and what must hold for it.
///
/// The first byte chooses the dialect and the encoding, the second the size of the chunks, the rest is the file.
struct FuzzInput {
    private static let dialects = [
        Dialect(), Dialect(delimiter: 0x3B, quote: 0x27), Dialect(quote: nil), Dialect(escape: 0x5C),
        Dialect(quote: nil, escape: 0x5C), Dialect(isPadded: true), Dialect(delimiter: 0x09, isPadded: true),
        Dialect(escape: 0x5C, isPadded: true),
    ]

    let dialect: Dialect
    let encoding: TextEncoding
    let chunk: Int
    let file: [UInt8]

    /// Nil where the bytes are too few to choose anything.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return nil }
        dialect = Self.dialects[Int(bytes[0]) % Self.dialects.count]
        encoding = TextEncoding.allCases[Int(bytes[0]) / Self.dialects.count % TextEncoding.allCases.count]
        chunk = bytes[1] == 0 ? 1 << 17 : Int(bytes[1])
        file = Array(bytes.dropFirst(2))
    }

    /// What does not hold, in words; nil where all is well.
    func failure() throws -> String? {
        if try !readsAsThePlainReader() { return "the reader and the obvious reader differ" }
        let source = ArraySource(file)
        let profile = try FormatDetector.profile(source)
        guard profile.rejection == nil else { return nil }
        var rows = try profile.dataRows(of: source)
        while try rows.next() { for index in 0..<rows.fieldCount { _ = rows.field(index) } }
        if rows.row + 1 != profile.rows {
            return "the survey counts \(profile.rows) rows, and \(rows.row + 1) are read"
        }
        if profile.preambleRows + profile.footerRows > profile.recordCount {
            return "what stands round the table overlaps"
        }
        if profile.header.count != (profile.headerRow == nil ? 0 : profile.columns) {
            return "the header has other columns"
        }
        return nil
    }

    private func readsAsThePlainReader() throws -> Bool {
        let mark = encoding.byteOrderMark
        let content = !mark.isEmpty && file.starts(with: mark) ? Array(file.dropFirst(mark.count)) : file
        // A second mark is a character of the first cell, and the reader is right to keep it.
        if !mark.isEmpty, content.starts(with: mark) { return true }
        let found = try readAll(file, dialect, encoding: encoding, chunk: chunk)
        if encoding.isUTF16 {
            var text: [UInt8] = []
            var transcoder = Transcoder(encoding)
            transcoder.append(content, to: &text)
            transcoder.finish(into: &text)
            return found.cells == PlainReader.records(text, dialect).cells
        }
        let wanted = PlainReader.records(content, dialect)
        let start = file.count - content.count
        return found.cells == wanted.cells && found.places == wanted.places.map { [$0[0], $0[1] + start] }
    }
}
