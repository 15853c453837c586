/// Where a cell stands, counted from the start of its record, and what must be done to get at its content.
struct CellPlace {
    enum Kind: UInt8 {
        /// The bytes are the content.
        case plain
        /// The content stands between a quote at either end.
        case quoted
        /// Doubled quotes, escapes or text behind the closing quote.
        case mended
    }

    var start: UInt32
    var end: UInt32
    var kind: Kind
}

/// The state of finding the cells of one record; it can stop and go on at any byte.
struct RecordScan {
    private enum State {
        case cellStart
        case unquoted
        case quoted
        /// Behind a quote that closes the cell, or is the first half of a doubled one.
        case afterQuote
        /// Behind a closing quote and more text.
        case loose
    }

    let hasQuote: Bool
    let quote: UInt8
    let delimiter: UInt8
    let escape: UInt8?
    var cellStart: UInt32 = 0
    private(set) var innerLines = 0
    private(set) var quotedCells = 0
    private(set) var looseQuotedCells = 0
    private(set) var escapes = 0
    private(set) var endedInQuotes = false
    private(set) var endedWithCarriageReturn = false
    private var state = State.cellStart
    private var needsMending = false
    private var isBehindEscape = false
    private var isBehindInnerReturn = false

    init(hasQuote: Bool, quote: UInt8, delimiter: UInt8, escape: UInt8?) {
        self.hasQuote = hasQuote
        self.quote = quote
        self.delimiter = delimiter
        self.escape = escape
    }

    static func isEscapable(_ byte: UInt8, _ dialect: Dialect) -> Bool {
        byte == dialect.quote || byte == dialect.delimiter || byte == dialect.escape || byte == 0x0A || byte == 0x0D
    }

    /// Goes on to the end of the record or of the bytes; true where the record is whole.
    mutating func advance(
        _ bytes: Span<UInt8>, recordStart: Int, position: inout Int, cells: inout [CellPlace]
    ) -> Bool {
        let end = bytes.count
        var index = position
        defer { position = index }
        while index < end {
            if isBehindEscape {
                isBehindEscape = false
                let byte = bytes[index]
                let isLiteral = byte == delimiter || byte == escape || byte == 0x0A || byte == 0x0D
                if (hasQuote && byte == quote) || isLiteral {
                    escapes += 1
                    if byte == 0x0A || byte == 0x0D { countInner(byte) }
                    needsMending = true
                    index += 1
                    continue
                }
            }
            switch state {
            case .cellStart:
                if hasQuote, bytes[index] == quote {
                    quotedCells += 1
                    state = .quoted
                    index += 1
                } else {
                    state = .unquoted
                }
            case .unquoted, .loose:
                index = firstMark(bytes, from: index)
                guard index < end else { return false }
                let byte = bytes[index]
                index += 1
                if byte == delimiter {
                    close(at: index - 1 - recordStart, &cells)
                    cellStart = UInt32(index - recordStart)
                } else if byte == escape {
                    isBehindEscape = true
                } else {
                    close(at: index - 1 - recordStart, &cells)
                    endedWithCarriageReturn = byte == 0x0D
                    return true
                }
            case .quoted:
                index = firstQuotedMark(bytes, from: index)
                guard index < end else { return false }
                let byte = bytes[index]
                index += 1
                if byte == quote {
                    state = .afterQuote
                    isBehindInnerReturn = false
                } else if byte == escape {
                    isBehindEscape = true
                } else {
                    countInner(byte)
                }
            case .afterQuote:
                let byte = bytes[index]
                if byte == quote {
                    needsMending = true
                    state = .quoted
                    index += 1
                } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
                    index += 1
                    close(at: index - 1 - recordStart, &cells)
                    cellStart = UInt32(index - recordStart)
                    if byte != delimiter {
                        endedWithCarriageReturn = byte == 0x0D
                        return true
                    }
                } else {
                    looseQuotedCells += 1
                    needsMending = true
                    state = .loose
                }
            }
        }
        return false
    }

    /// Ends the record where the bytes end.
    mutating func finish(length: Int, cells: inout [CellPlace]) {
        if state == .quoted {
            endedInQuotes = true
            needsMending = true
        }
        close(at: length, &cells)
    }

    private mutating func close(at end: Int, _ cells: inout [CellPlace]) {
        let kind: CellPlace.Kind = needsMending ? .mended : state == .afterQuote ? .quoted : .plain
        cells.append(CellPlace(start: cellStart, end: UInt32(end), kind: kind))
        needsMending = false
        state = .cellStart
    }

    /// Counts line ends inside quotes, CRLF as one.
    private mutating func countInner(_ byte: UInt8) {
        if byte == 0x0D {
            innerLines += 1
            isBehindInnerReturn = true
        } else {
            if !isBehindInnerReturn { innerLines += 1 }
            isBehindInnerReturn = false
        }
    }

    /// The place of the next delimiter, line end or escape.
    private func firstMark(_ bytes: Span<UInt8>, from start: Int) -> Int {
        ByteSearch.first(in: bytes, from: start, of: delimiter, 0x0A, 0x0D, escape ?? delimiter)
    }

    /// The place of the next quote, line end or escape.
    private func firstQuotedMark(_ bytes: Span<UInt8>, from start: Int) -> Int {
        ByteSearch.first(in: bytes, from: start, of: quote, 0x0A, 0x0D, escape ?? quote)
    }
}
