/// Where the content of a cell stands, counted from the start of its record.
@usableFromInline
struct CellPlace {
    /// From the lowest bit: the start in 31 bits, whether the cell is quoted, and the end. One word, so that one is stored.
    @usableFromInline let bits: UInt64

    init(start: Int, end: Int, isQuoted: Bool) {
        bits = UInt64(truncatingIfNeeded: start) | (isQuoted ? 1 &<< 31 : 0) | UInt64(truncatingIfNeeded: end) &<< 32
    }

    static var none: CellPlace { CellPlace(start: 0, end: 0, isQuoted: false) }

    @inlinable var start: Int { Int(truncatingIfNeeded: bits & 0x7FFF_FFFF) }
    @inlinable var end: Int { Int(truncatingIfNeeded: bits &>> 32) }
    /// Whether the cell began with a quote.
    var isQuoted: Bool { bits &>> 31 & 1 != 0 }
    var count: Int { end &- start }
}

/// Finds the cells of records in a buffer; it can stop and go on at any byte.
///
/// The buffer is first looked at 64 bytes at a time for the marks that may shape a record, which are the delimiter, the
/// quote, the escape and line ends. Then only those are looked at one by one, each with what the ones before it left
/// behind: so stray quotes are exact. In two passes, since the first then has no branch, and the second its registers.
@usableFromInline
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
    /// What no byte is, for a mark that the dialect lacks.
    private static let none: UInt16 = 256

    private let delimiter: UInt16
    private let quote: UInt16
    private let escape: UInt16
    private let isPadded: Bool
    private let wanted: ByteSearch.Wanted

    /// The marks of the bytes from `marksStart` on, 64 bytes a word.
    private var marks: [UInt64] = []
    private var marksStart = 0
    /// The word that is looked at, and what is still to be looked at of it.
    private var word = 0
    private var bits: UInt64 = 0

    private var recordStart = 0
    private var cellStart = 0
    private var state = State.unquoted
    private var quoteAt = Self.nowhere
    private var escapeAt = Self.nowhere
    private var returnAt = Self.nowhere
    private var needsMending = false

    /// How many cells of the record were found.
    @usableFromInline var cellCount = 0
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
        delimiter = UInt16(dialect.delimiter)
        quote = dialect.quote.map(UInt16.init) ?? Self.none
        escape = dialect.escape.map(UInt16.init) ?? Self.none
        isPadded = dialect.isPadded
        wanted = ByteSearch.Wanted(dialect.delimiter, dialect.quote ?? 0x0A, 0x0A, 0x0D, dialect.escape)
    }

    /// Takes up a buffer whose bytes before a place are done with.
    mutating func takeUp(_ bytes: Span<UInt8>, from position: Int, recordStart: Int) {
        let shift = self.recordStart - recordStart
        cellStart -= shift
        quoteAt -= shift
        escapeAt -= shift
        returnAt -= shift
        self.recordStart = recordStart
        ByteSearch.find(wanted, in: bytes, from: position, into: &marks)
        marksStart = position
        word = 0
        bits = marks.first ?? 0
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

    /// Passes over a mark that stands where the next record would begin.
    mutating func skipMark() {
        while bits == 0, word + 1 < marks.count {
            word += 1
            bits = marks[word]
        }
        bits &= bits &- 1
    }

    /// Goes on to the end of the record, of the bytes, or of the room for cells; `position` becomes the place behind it.
    mutating func advance(_ bytes: Span<UInt8>, position: inout Int, cells: inout MutableSpan<CellPlace>) -> Outcome {
        escape == Self.none
            ? advance(bytes, escaping: false, position: &position, cells: &cells)
            : advance(bytes, escaping: true, position: &position, cells: &cells)
    }

    /// `advance`, made twice, since looking for escapes in files that have none costs a tenth of the speed.
    @inline(__always)
    private mutating func advance(
        _ bytes: Span<UInt8>, escaping hasEscape: Bool, position: inout Int, cells: inout MutableSpan<CellPlace>
    ) -> Outcome {
        let room = cells.count
        let (delimiter, quote, recordStart) = (delimiter, quote, recordStart)
        let (marks, marksStart) = (marks, marksStart)
        let words = marks.count
        var (bits, word) = (bits, word)
        var (cellStart, cellCount, state) = (cellStart, cellCount, state)
        defer {
            (self.bits, self.word) = (bits, word)
            (self.cellStart, self.cellCount, self.state) = (cellStart, cellCount, state)
        }
        outer: while true {
            while bits == 0 {
                word &+= 1
                if word >= words {
                    position = bytes.count
                    return .needsBytes
                }
                bits = marks[word]
            }
            if cellCount == room { return .needsRoom }
            let base = marksStart &+ word &* ByteSearch.blockLength
            var index = base &+ bits.trailingZeroBitCount
            bits &= bits &- 1
            // In bounds: a mark is a byte of the buffer.
            var byte = UInt16(unsafe bytes[unchecked: index])
            // Without an escape, a mark other than the quote ends every cell that has no quotes.
            if !hasEscape, state == .unquoted {
                while byte != quote {
                    // In bounds: `cellCount` is below `room`.
                    unsafe cells[unchecked: cellCount] = CellPlace(
                        start: cellStart &- recordStart, end: index &- recordStart, isQuoted: false)
                    cellCount &+= 1
                    cellStart = index &+ 1
                    if byte != delimiter {
                        endedWithCarriageReturn = byte == 0x0D
                        position = cellStart
                        return .whole
                    }
                    if bits == 0 || cellCount == room { continue outer }
                    index = base &+ bits.trailingZeroBitCount
                    bits &= bits &- 1
                    byte = UInt16(unsafe bytes[unchecked: index])
                }
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
            if byte == quote {
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
    private mutating func countInner(_ byte: UInt16, at index: Int) {
        if byte == 0x0D {
            innerLines += 1
            returnAt = index
        } else if index != returnAt &+ 1 {
            innerLines += 1
        }
    }
}
