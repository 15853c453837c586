/// What the records of a file look like under one dialect.
struct CutTally {
    /// The records of one width.
    private struct Width {
        var records = 0.0
        var cells = 0.0
        /// The worth of its cells, summed.
        var known = 0.0
    }

    private let dialect: Dialect
    /// Whether records are looked at as a whole as well.
    private let weighsWholes: Bool
    private var widths: [Int: Width] = [:]
    private var records = 0.0
    private var cells = 0.0
    /// Cells that begin with a blank, but for the first of a record.
    private var cellsBehindBlank = 0
    private var delimiters = 0
    /// Records that, uncut, are one value of a known shape, such as a telephone number.
    private var wholeValues = 0
    private(set) var quoted = 0
    /// Quoted cells with text behind their closing quote.
    private(set) var loose = 0
    /// Cells without quotes round them that hold the dialect's quote, or `"` where it has none.
    private(set) var stray = 0
    private(set) var escapes = 0
    /// Places at whose end a quote was open.
    private(set) var unclosed = 0

    init(_ dialect: Dialect, weighsWholes: Bool) {
        self.dialect = dialect
        self.weighsWholes = weighsWholes
    }

    /// Notes the current record of a reader; false where it shows nothing.
    mutating func note(_ reader: RecordReader) -> Bool {
        if reader.isBlankRecord { return false }
        if reader.hasUnclosedQuote {
            unclosed += 1
            return false
        }
        let first = reader.fieldBytes(0)
        // A line that begins with # is a remark, or has a delimiter of its own.
        let hash = UInt8(ascii: "#")
        if dialect.delimiter == hash, first.isEmpty { return false }
        let weight = first.first == hash ? 0.5 : 1.0
        var known = 0.0
        let count = reader.fieldCount
        for index in 0..<count {
            let isQuoted = reader.isQuoted(index)
            known += reader.withBytes(index) { worth($0, isQuoted, isFirst: index == 0) }
        }
        if weighsWholes {
            let whole = (0..<count).map { Array(reader.fieldBytes($0)) }.joined(separator: [dialect.delimiter])
            if CellShape(utf8: Array(whole).span).isStrong { wholeValues += 1 }
        }
        records += weight
        cells += weight * Double(count)
        delimiters += count - 1
        widths[count, default: Width()].records += weight
        widths[count, default: Width()].cells += weight * Double(count)
        widths[count, default: Width()].known += weight * known
        return true
    }

    /// Takes what a reader counted in a place.
    mutating func finish(_ reader: RecordReader) {
        quoted += reader.quotedCells
        loose += reader.looseQuotedCells
        escapes += reader.escapes
    }

    /// The share of the cells with quotes in them that are quoted from end to end; 0 where there are none.
    var shareOfFittingQuotes: Double {
        guard dialect.quote == UInt8(ascii: "\"") else { return 0 }
        return Double(max(0, quoted - loose)) / Double(max(1, quoted + stray))
    }

    /// Whether most delimiters have a blank behind them, as punctuation in a text has.
    var hasBlankBehindDelimiters: Bool { cellsBehindBlank * 2 > delimiters }

    /// How far the records have one width, and their cells known shapes: 0 to 1.
    ///
    /// A width counts by its records and by its cells, so that a table outweighs the longer text that stands before it.
    func regularity(where counts: (_ width: Int, _ records: Double) -> Bool) -> Double {
        var total = 0.0
        for (width, sum) in widths where counts(width, sum.records) {
            let share = sum.records / records * sum.cells / cells
            let spread = width > 1 ? Double(width - 1) / Double(width) : 0.001
            total += share * spread * (0.02 + sum.known / max(1, sum.cells))
        }
        return total
    }

    /// Counts what stands in a cell, and answers how much it speaks for the cut that made it.
    private mutating func worth(_ bytes: Span<UInt8>, _ isQuoted: Bool, isFirst: Bool) -> Double {
        if isQuoted { return bytes.count < 2_000 ? 1 : 0.5 }
        if !isFirst, !bytes.isEmpty, bytes[0] == 0x20 { cellsBehindBlank += 1 }
        let mark = dialect.quote ?? UInt8(ascii: "\"")
        var hasMark = false
        // Another cut would part it.
        var isPartable = false
        for index in bytes.indices {
            let byte = bytes[index]
            hasMark = hasMark || byte == mark
            isPartable = isPartable || byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == 0x7C
        }
        if hasMark { stray += 1 }
        switch CellShape(utf8: bytes) {
        case .blank: return 0.8
        case .number, .date, .time, .phone, .email, .postcode, .link: return 1
        case .code: return isPartable ? 0.6 : 0.95
        case .words: return isPartable ? 0.6 : 0.9
        case .prose: return 0.4
        case .odd: return 0
        }
    }
}

extension CutTally {
    /// Whether nearly every record has the same width of three or more, and so is no list of single values that happen to
    /// hold the delimiter.
    var isCutAlikeThroughout: Bool {
        guard let width = widths.max(by: { $0.value.records < $1.value.records }), width.key >= 3, records >= 2 else {
            return false
        }
        return width.value.records >= 0.98 * records && Double(wholeValues) * 2 < records
    }
}
