/// Where the content of a cell stands, counted from the start of its record.
struct CellPlace {
    private static let quotedBit: UInt32 = 1 << 31

    private var startAndQuoted: UInt32
    var end: UInt32

    init(start: Int, end: Int, isQuoted: Bool) {
        startAndQuoted = UInt32(truncatingIfNeeded: start) | (isQuoted ? Self.quotedBit : 0)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    static var none: CellPlace { CellPlace(start: 0, end: 0, isQuoted: false) }

    var start: UInt32 { startAndQuoted & ~Self.quotedBit }
    /// Whether the cell began with a quote.
    var isQuoted: Bool { startAndQuoted & Self.quotedBit != 0 }
    var count: Int { Int(end &- start) }
}

/// Finds the cells of records in a buffer; it can stop and go on at any byte.
///
/// The bytes are looked at 64 at a time. Only those that may shape a record, which are the delimiter, the quote, the escape
/// and line ends, are looked at one by one, each with what the ones before it left behind: so stray quotes are exact.
struct RecordScan {
    enum Outcome {
        case whole
        case needsBytes
        case needsRoom
    }

    private enum State {
        case unquoted
        case quoted
        /// Behind a quote that closes the cell, or is the first half of a doubled one.
        case afterQuote
    }

    private static let nowhere = -2

    private let delimiter: UInt8
    /// Marks that the dialect lacks stand for the delimiter here, which is looked for anyway.
    private let quote: UInt8
    private let escape: UInt8
    private let hasQuote: Bool
    private let hasEscape: Bool
    private let isPadded: Bool
    private let wanted: ByteSearch.Wanted

    /// The marks that are still to be looked at, from `blockStart` on, and where the next block begins.
    private var bits: UInt64 = 0
    private var blockStart = 0
    private var nextBlock = 0

    private var recordStart = 0
    private var cellStart = 0
    private var state = State.unquoted
    private var quoteAt = Self.nowhere
    private var escapeAt = Self.nowhere
    private var returnAt = Self.nowhere
    private var needsMending = false

    /// How many cells of the record were found.
    private(set) var cellCount = 0
    /// The cells of the record whose content is not the bytes as they stand, by number.
    private(set) var cellsToMend: [Int] = []
    /// The line ends inside cells.
    private(set) var innerLines = 0
    private(set) var quotedCells = 0
    private(set) var looseQuotedCells = 0
    private(set) var escapes = 0
    private(set) var endedInQuotes = false
    private(set) var endedWithCarriageReturn = false

    init(_ dialect: Dialect) {
        delimiter = dialect.delimiter
        quote = dialect.quote ?? dialect.delimiter
        escape = dialect.escape ?? dialect.delimiter
        hasQuote = dialect.quote != nil
        hasEscape = dialect.escape != nil
        isPadded = dialect.isPadded
        wanted = ByteSearch.Wanted(delimiter, quote, escape, 0x0A, 0x0D)
    }

    /// Takes up a buffer whose bytes before a place are done with.
    mutating func takeUp(at position: Int, recordStart: Int) {
        let shift = self.recordStart - recordStart
        bits = 0
        blockStart = position
        nextBlock = position
        cellStart -= shift
        quoteAt -= shift
        escapeAt -= shift
        returnAt -= shift
        self.recordStart = recordStart
    }

    mutating func beginRecord(at position: Int) {
        recordStart = position
        cellStart = position
        state = .unquoted
        quoteAt = Self.nowhere
        escapeAt = Self.nowhere
        returnAt = Self.nowhere
        needsMending = false
        cellCount = 0
        if !cellsToMend.isEmpty { cellsToMend.removeAll(keepingCapacity: true) }
        innerLines = 0
        endedInQuotes = false
    }

    /// Passes over a byte that stands where the next record would begin.
    mutating func skip(at position: Int) {
        if bits != 0, blockStart &+ bits.trailingZeroBitCount == position {
            bits &= bits &- 1
        } else if nextBlock == position {
            nextBlock = position + 1
        }
    }

    /// Goes on to the end of the record, of the bytes, or of the room for cells; `position` becomes the place behind it.
    mutating func advance(_ bytes: Span<UInt8>, position: inout Int, cells: inout MutableSpan<CellPlace>) -> Outcome {
        let end = bytes.count
        let room = cells.count
        let (delimiter, quote, escape) = (delimiter, quote, escape)
        let (hasQuote, hasEscape, recordStart) = (hasQuote, hasEscape, recordStart)
        let wanted = wanted
        // Without an escape, a mark other than the quote ends every cell that has no quotes.
        let endsPlainCells = !hasEscape
        var (bits, blockStart, nextBlock) = (bits, blockStart, nextBlock)
        var (cellStart, cellCount, state) = (cellStart, cellCount, state)
        defer {
            (self.bits, self.blockStart, self.nextBlock) = (bits, blockStart, nextBlock)
            (self.cellStart, self.cellCount, self.state) = (cellStart, cellCount, state)
        }
        while true {
            while bits == 0 {
                if nextBlock >= end {
                    position = end
                    return .needsBytes
                }
                blockStart = nextBlock
                if blockStart &+ ByteSearch.blockLength <= end {
                    bits = ByteSearch.marks(in: bytes, at: blockStart, of: wanted)
                    nextBlock = blockStart &+ ByteSearch.blockLength
                } else {
                    bits = ByteSearch.lastMarks(in: bytes, at: blockStart, of: wanted)
                    nextBlock = end
                }
            }
            if cellCount == room { return .needsRoom }
            let index = blockStart &+ bits.trailingZeroBitCount
            bits &= bits &- 1
            // In bounds: a mark stands in a block, and blocks end at or before the end of the bytes.
            let byte = unsafe bytes[unchecked: index]
            if endsPlainCells, state == .unquoted, byte != quote || !hasQuote {
                // In bounds: `cellCount` is below `room`.
                unsafe cells[unchecked: cellCount] = CellPlace(
                    start: cellStart &- recordStart, end: index &- recordStart, isQuoted: false)
                cellCount &+= 1
                cellStart = index &+ 1
                if byte == delimiter { continue }
                endedWithCarriageReturn = byte == 0x0D
                position = index &+ 1
                return .whole
            }
            if hasEscape {
                if index == escapeAt &+ 1 {
                    escapeAt = Self.nowhere
                    escapes += 1
                    needsMending = true
                    if byte == 0x0A || byte == 0x0D { countInner(byte, at: index) }
                    continue
                }
                if byte == escape {
                    escapeAt = index
                    continue
                }
                // The second half of a CRLF whose first was escaped.
                if byte == 0x0A, index == returnAt &+ 1 { continue }
            }
            if state == .quoted {
                if byte == quote {
                    state = .afterQuote
                    quoteAt = index
                } else if byte != delimiter {
                    countInner(byte, at: index)
                }
                continue
            }
            if hasQuote, byte == quote {
                if state == .unquoted {
                    if index == cellStart || isPadded && Self.areBlanks(bytes, from: cellStart, to: index) {
                        cellStart = index
                        state = .quoted
                        quotedCells &+= 1
                    }
                } else if index == quoteAt &+ 1 {
                    needsMending = true
                    state = .quoted
                }
                continue
            }
            // In bounds: `cellCount` is below `room`.
            let place = close(cellStart, contentEnd(bytes, index, state), state, number: cellCount)
            unsafe cells[unchecked: cellCount] = place
            cellCount &+= 1
            cellStart = index &+ 1
            state = .unquoted
            if byte == delimiter { continue }
            endedWithCarriageReturn = byte == 0x0D
            position = index &+ 1
            return .whole
        }
    }

    /// Ends the record where the bytes end; the last cell of it.
    mutating func finish(_ bytes: Span<UInt8>, at end: Int) -> CellPlace {
        if state == .quoted {
            endedInQuotes = true
            needsMending = true
        }
        let place = close(cellStart, contentEnd(bytes, end, state), state, number: cellCount)
        cellCount += 1
        state = .unquoted
        return place
    }

    /// Where a cell ends whose delimiter, line end or end of file is at a place: blanks behind its closing quote left out.
    @inline(__always)
    private func contentEnd(_ bytes: Span<UInt8>, _ end: Int, _ state: State) -> Int {
        guard isPadded, state == .afterQuote, Self.areBlanks(bytes, from: quoteAt &+ 1, to: end) else { return end }
        return quoteAt &+ 1
    }

    private static func areBlanks(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        for index in start..<end where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
        return true
    }

    @inline(__always)
    private mutating func close(_ start: Int, _ end: Int, _ state: State, number: Int) -> CellPlace {
        if state == .afterQuote, end != quoteAt &+ 1 {
            looseQuotedCells += 1
            needsMending = true
        }
        if needsMending {
            cellsToMend.append(number)
            needsMending = false
            return CellPlace(start: start &- recordStart, end: end &- recordStart, isQuoted: state != .unquoted)
        }
        return state == .unquoted
            ? CellPlace(start: start &- recordStart, end: end &- recordStart, isQuoted: false)
            : CellPlace(start: start &+ 1 &- recordStart, end: end &- 1 &- recordStart, isQuoted: true)
    }

    /// Counts line ends inside cells, CRLF as one.
    private mutating func countInner(_ byte: UInt8, at index: Int) {
        if byte == 0x0D {
            innerLines += 1
            returnAt = index
        } else if index != returnAt &+ 1 {
            innerLines += 1
        }
    }
}
