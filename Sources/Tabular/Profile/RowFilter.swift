/// Tells data rows from what stands between them.
struct RowFilter: Equatable, Sendable {
    enum Verdict {
        case data
        case blank
        case repeatedHeader
        case betweenPages
    }

    var header: [String] = [] {
        didSet {
            firstName = header.firstIndex { !$0.isEmpty }
            firstNameBytes = firstName.map { Array(header[$0].utf8) } ?? []
            isFirstNameASCII = firstNameBytes.allSatisfy { $0 < 0x80 }
        }
    }
    private var firstName: Int?
    private var firstNameBytes: [UInt8] = []
    private var isFirstNameASCII = true
    /// The width of most records.
    var width = 0
    /// The titles before the header, digits left out, so that "Page 2" is "Page 1" again.
    var titles: Set<String> = []
    var firstDataRecord = 0
    /// The first record behind the table.
    var end = Int.max

    func verdict(_ reader: RecordReader) -> Verdict {
        let filled = reader.filledCells(upTo: 3)
        if filled == 0 { return .blank }
        if isHeader(reader) { return .repeatedHeader }
        if filled <= 2, width >= 3 {
            let text = reader.strings().joined(separator: " ")
            if titles.contains(Self.fingerprint(text)) || Self.isPageLine(text) { return .betweenPages }
        }
        return .data
    }

    private func isHeader(_ reader: RecordReader) -> Bool {
        guard let first = firstName, first < reader.fieldCount else { return false }
        // Bytes first: nearly every row differs there already. Other characters than ASCII may have other bytes in the file.
        guard !isFirstNameASCII || reader.isTrimmedCell(first, equalTo: firstNameBytes) else { return false }
        for index in 0..<max(header.count, reader.fieldCount) {
            let cell = index < reader.fieldCount ? Self.trimmed(reader.field(index)) : ""
            if cell != (index < header.count ? header[index] : "") { return false }
        }
        return true
    }

    static func fingerprint(_ text: String) -> String {
        text.filter { $0.isLetter }.lowercased()
    }

    static func trimmed(_ text: String) -> String {
        // Characters are slow to ask, and nearly no cell has blanks at its ends.
        func isPlain(_ byte: UInt8?) -> Bool { byte.map { 0x21...0x7E ~= $0 } ?? true }
        if isPlain(text.utf8.first), isPlain(text.utf8.last) { return text }
        var part = text[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }

    /// Whether a text that stands nearly alone in its record is a page line, a total or an end mark.
    static func isPageLine(_ text: String) -> Bool {
        let plain = text.lowercased().drop { !$0.isLetter && !$0.isNumber }
        if plain.isEmpty { return true }
        let beginnings = [
            "page ", "page:", "printed", "print date", "total", "grand total", "sub total", "subtotal", "sub-total",
            "end of",
            "continued", "report ", "records:", "record count", "number of records", "no of records", "no. of records",
            "count:",
            "generated", "exported", "produced", "created on", "created by", "run date", "rows:", "-- end", "copyright",
            "confidential", "selection:", "filter:", "sum:", "average", "listing",
        ]
        if beginnings.contains(where: { plain.hasPrefix($0) }) { return true }
        let words = plain.split(separator: " ")
        if words.count >= 2, words[0].allSatisfy(\.isNumber), let second = words.dropFirst().first {
            return ["records", "record", "rows", "patients", "entries", "items", "recalls", "appointments"].contains {
                second.hasPrefix($0)
            } || (second == "of" && words.count == 3)
        }
        return false
    }
}
