/// Turns records into delimited text.
package struct RecordWriter: Sendable {
    /// Which cells get quotes.
    package enum Quoting: String, Sendable {
        /// Those that would be read wrongly without.
        case minimal
        case all
    }

    package let dialect: Dialect
    package let encoding: TextEncoding
    package let quoting: Quoting
    /// Whether cells that a spreadsheet would run as a formula are made text, judged on what is written.
    package let keepsFormulasOut: Bool
    /// How many characters had to be written as something near, since the encoding lacks them.
    package private(set) var replacedCharacters = 0

    private var startsWithMark: Bool

    /// - Parameters:
    ///   - dialect: how the records are laid out; where it has no quote, cells that need one get `"`.
    ///   - encoding: how characters become bytes.
    ///   - quoting: which cells get quotes.
    ///   - byteOrderMark: whether the first record is preceded by the encoding's mark.
    ///   - keepsFormulasOut: whether cells that a spreadsheet would run as a formula are made text.
    package init(
        dialect: Dialect = Dialect(), encoding: TextEncoding = .utf8, quoting: Quoting = .minimal,
        byteOrderMark: Bool = false, keepsFormulasOut: Bool = false
    ) {
        self.dialect = dialect
        self.encoding = encoding
        self.quoting = quoting
        self.keepsFormulasOut = keepsFormulasOut
        startsWithMark = byteOrderMark
    }

    /// The bytes of one record, its line end included.
    package mutating func bytes(of cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = startsWithMark ? encoding.byteOrderMark : []
        startsWithMark = false
        for (index, cell) in cells.enumerated() {
            if index > 0 { put(ascii: [dialect.delimiter], &bytes) }
            put(cell, isAlone: cells.count == 1, &bytes)
        }
        put(ascii: dialect.lineEnding.bytes, &bytes)
        return bytes
    }

    /// The cell as text where a spreadsheet would run it. Judged after encoding: what the encoding lacks is left out or
    /// written in its nearest form, and a formula may come of it.
    private func harmless(_ cell: String) -> String {
        guard keepsFormulasOut, !FormulaGuard.isNumber(cell) else { return cell }
        var written: [UInt8] = []
        var transcoder = Transcoder(encoding)
        transcoder.append(encoding.encode(cell).bytes, to: &written)
        transcoder.finish(into: &written)
        let isFormula = FormulaGuard.isFormula(String(decoding: written, as: UTF8.self)) || FormulaGuard.isFormula(cell)
        return isFormula ? FormulaGuard.mark + cell : cell
    }

    private mutating func put(_ original: String, isAlone: Bool, _ bytes: inout [UInt8]) {
        let cell = harmless(original)
        let quote = dialect.quote ?? UInt8(ascii: "\"")
        let encoded = encoding.encode(cell)
        replacedCharacters += encoded.replaced
        // The nearest form of a character may be a quote or a delimiter, so what is written is looked at, not what was given.
        let written = encoding.isUTF16 ? Array(cell.utf8) : encoded.bytes
        let needsQuotes =
            quoting == .all || (isAlone && cell.isEmpty)
            || written.contains {
                $0 == dialect.delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D || $0 == dialect.escape
            }
            || written.first == 0x20 || written.last == 0x20
        guard needsQuotes else {
            bytes += encoded.bytes
            return
        }
        var escaped: [UInt8] = [quote]
        for byte in written {
            if byte == quote { escaped.append(dialect.escape ?? quote) }
            if byte == dialect.escape { escaped.append(byte) }
            escaped.append(byte)
        }
        escaped.append(quote)
        bytes += encoding.isUTF16 ? encoding.encode(String(decoding: escaped, as: UTF8.self)).bytes : escaped
    }

    private func put(ascii: [UInt8], _ bytes: inout [UInt8]) {
        switch encoding {
        case .utf16LittleEndian: for byte in ascii { bytes += [byte, 0] }
        case .utf16BigEndian: for byte in ascii { bytes += [0, byte] }
        default: bytes += ascii
        }
    }
}
