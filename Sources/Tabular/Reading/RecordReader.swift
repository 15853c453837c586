/// Pulls records out of delimited text, one after the other, in constant memory.
///
/// The rules are those of RFC 4180, made total so that any bytes at all come to records:
/// - a cell is quoted if its first byte is the quote; then delimiters and line ends belong to it, and two quotes are one;
/// - where the dialect is padded, blanks before the opening quote and behind the closing one belong to no cell;
/// - text between the closing quote and the next delimiter is kept as it stands;
/// - quotes inside a cell that does not begin with one are ordinary characters;
/// - CR, LF and CRLF end a record; an empty line is a record of one empty cell;
/// - where the dialect has an escape, it takes the meaning from a quote, a delimiter, a line end (CRLF is one) or itself
///   behind it, and is an ordinary character before anything else.
///
/// Cells are kept as places in the buffer and become strings when they are asked for: nothing is allocated for a cell, and
/// the content of a cell that holds doubled quotes or escapes is made where it stands.
///
/// What is called for every cell is public, because code of the package's own access is not inlined into another module
/// (Swift 6.3), which costs a fifth of the speed.
public struct RecordReader {
    /// The longest record that is read, in bytes of UTF-8 or of the file's own encoding; a longer one ends the reading.
    package static let maximumRecordLength = 1 << 20
    /// The most cells of a record that are read; one with more ends the reading.
    package static let maximumCells = 1 << 16

    package let dialect: Dialect
    package let encoding: TextEncoding

    /// The line on which the current record begins, from 1.
    package private(set) var line = 1
    /// The place in the file at which the current record begins.
    package private(set) var byteOffset = 0
    /// The number of the current record, from 0; -1 before the first.
    package private(set) var record = -1
    /// Whether the current record ends the file without a line end.
    package private(set) var isUnterminated = false
    /// Whether the file ended, or the reading was given up, inside a quoted cell of the current record.
    package private(set) var hasUnclosedQuote = false
    /// Whether the reading was given up because a record is longer than `maximumRecordLength` or has more than
    /// `maximumCells`.
    package private(set) var isOverlong = false
    /// How the records ended so far.
    package private(set) var lineEnds = LineEndCounts()

    private let source: any ByteSource
    private let chunkSize: Int
    private let limit: Int
    private let cellDecoder: CellDecoder

    /// Bytes of the current record and what was read ahead; the file's own, or UTF-8 where the file is UTF-16.
    @usableFromInline var buffer: [UInt8] = []
    @usableFromInline var start = 0
    private var position = 0
    private var sourcePosition: Int
    private var transcoder: Transcoder?
    private var isExhausted = false
    private var swallowsLineFeed = false
    private var linesOfRecord = 0
    private var nextOffset: Int
    @usableFromInline var scan: RecordScan
    /// The cells of the current record, and room for more.
    @usableFromInline var cells = [CellPlace](repeating: .none, count: 64)

    /// - Parameters:
    ///   - source: the whole file.
    ///   - encoding: how its bytes stand for characters; its byte order mark is passed over.
    ///   - dialect: how its records are laid out.
    ///   - mixedWith: a second encoding that single cells may be in, where one of the two is UTF-8.
    ///   - range: the part of the file to read; it must begin where a record begins.
    ///   - chunkSize: how many bytes are asked of the source at a time.
    /// - Throws: what the source throws.
    package init(
        source: any ByteSource, encoding: TextEncoding, dialect: Dialect, mixedWith: TextEncoding? = nil,
        range: Range<Int>? = nil, chunkSize: Int = 1 << 17
    ) throws {
        self.source = source
        self.encoding = encoding
        self.dialect = dialect
        self.chunkSize = max(1, chunkSize)
        scan = RecordScan(dialect)
        let part = range ?? 0..<source.count
        limit = part.upperBound
        sourcePosition = part.lowerBound
        if part.lowerBound == 0 {
            let mark = encoding.byteOrderMark
            if !mark.isEmpty, try source.read(0..<min(mark.count, source.count)) == mark { sourcePosition = mark.count }
        }
        nextOffset = sourcePosition
        transcoder = encoding.isUTF16 ? Transcoder(encoding) : nil
        cellDecoder = CellDecoder(encoding: encoding.isUTF16 ? .utf8 : encoding, mixedWith: mixedWith)
    }

    /// How many cells the current record has.
    @inlinable public var fieldCount: Int { scan.cellCount }

    /// Goes to the next record; false where there is none.
    package mutating func next() throws -> Bool {
        guard !isOverlong else { return false }
        line += linesOfRecord
        linesOfRecord = 0
        start = position
        if swallowsLineFeed { try swallowLineFeed() }
        scan.beginRecord(at: start)
        if position == buffer.count {
            try refill()
            if position == buffer.count { return false }
        }
        byteOffset = nextOffset
        record += 1
        try findCells()
        hasUnclosedQuote = scan.endedInQuotes
        linesOfRecord = scan.innerLines + 1
        nextOffset += transcoder == nil ? position - start : lengthInUTF16(start..<position)
        if !isUnterminated, !isOverlong { noteLineEnd() }
        if !scan.cellsToMend.isEmpty { for number in scan.cellsToMend { mend(number) } }
        return true
    }

    /// How many cells began with a quote so far.
    package var quotedCells: Int { scan.quotedCells }
    /// How many quoted cells had text between their closing quote and the next delimiter.
    package var looseQuotedCells: Int { scan.looseQuotedCells }
    /// How many times the escape took the meaning from a character so far.
    package var escapes: Int { scan.escapes }

    /// The text of a cell: without its quotes, doubled quotes made single.
    package func field(_ index: Int) -> String {
        cellDecoder.decode(buffer.span.extracting(range(index)))
    }

    /// The bytes of a cell without quotes, as they stand in the file; UTF-8 where the file is UTF-16.
    package func fieldBytes(_ index: Int) -> ArraySlice<UInt8> { buffer[range(index)] }

    /// Lends the bytes of every cell of the record, one after the other, without quotes.
    @inlinable public func forEachCell(_ body: (Span<UInt8>) -> Void) {
        let bytes = buffer.span
        let places = cells.span
        for index in 0..<fieldCount {
            // In bounds: the cells of the record are parts of the buffer.
            let place = unsafe places[unchecked: index]
            body(unsafe bytes.extracting(unchecked: Range(uncheckedBounds: (start &+ place.start, start &+ place.end))))
        }
    }

    /// Lends the bytes of a cell, as `fieldBytes` gives them, and answers what is made of them; nothing is copied.
    @inlinable public func withBytes<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(buffer.span.extracting(range(index)))
    }

    /// Lends the text of a cell in UTF-8; only what is not ASCII is copied.
    package func withText(_ index: Int, _ body: (Span<UInt8>) -> Void) {
        let bytes = buffer.span.extracting(range(index))
        if CellDecoder.isASCII(bytes) {
            body(bytes)
        } else {
            body(cellDecoder.decode(bytes).utf8.span)
        }
    }

    /// Whether a cell began with a quote.
    package func isQuoted(_ index: Int) -> Bool { cells[index].isQuoted }

    /// Whether a cell is empty or holds nothing but blanks, tabs and line ends.
    package func isBlank(_ index: Int) -> Bool {
        let bytes = buffer.span.extracting(range(index))
        for place in bytes.indices {
            let byte = bytes[place]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return false }
        }
        return true
    }

    /// Whether all cells of the record are blank.
    package var isBlankRecord: Bool { filledCells(upTo: 1) == 0 }

    /// How many cells are not blank, counted no further than asked.
    package func filledCells(upTo most: Int) -> Int {
        var filled = 0
        for index in 0..<fieldCount where cells[index].count > 0 && !isBlank(index) {
            filled += 1
            if filled == most { break }
        }
        return filled
    }

    /// Whether the content of a cell is these bytes, blanks at its ends left out.
    func isTrimmedCell(_ index: Int, equalTo wanted: [UInt8]) -> Bool {
        let bytes = buffer.span.extracting(range(index))
        var first = 0
        var end = bytes.count
        while first < end, Self.isBlank(bytes[first]) { first += 1 }
        while end > first, Self.isBlank(bytes[end - 1]) { end -= 1 }
        guard end - first == wanted.count else { return false }
        for place in 0..<wanted.count where bytes[first + place] != wanted[place] { return false }
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    /// How the records ended, the current one included.
    package var finalLineEnds: LineEndCounts {
        var ends = lineEnds
        if swallowsLineFeed { ends.cr += 1 }
        return ends
    }

    /// All cells of the record.
    package func strings() -> [String] {
        let bytes = buffer.span
        var strings: [String] = []
        strings.reserveCapacity(fieldCount)
        for index in 0..<fieldCount { strings.append(cellDecoder.decode(bytes.extracting(range(index)))) }
        return strings
    }

    @inlinable func range(_ index: Int) -> Range<Int> {
        let place = cells[index]
        return start + place.start..<start + place.end
    }

    /// Finds the cells of the record at `start`, reading on where the buffer ends within it.
    private mutating func findCells() throws {
        while true {
            switch advance() {
            case .whole: return
            case .needsRoom:
                isOverlong = cells.count >= Self.maximumCells
                if isOverlong { return }
                cells.append(contentsOf: repeatElement(.none, count: cells.count))
            case .needsBytes:
                isOverlong = buffer.count - start > Self.maximumRecordLength
                if !isOverlong { try refill() }
                guard isOverlong || position == buffer.count else { continue }
                isUnterminated = !isOverlong
                if scan.cellCount == cells.count { cells.append(.none) }
                let number = scan.cellCount
                let bytes = buffer
                cells[number] = scan.finish(bytes.span, at: position)
                return
            }
        }
    }

    private mutating func advance() -> RecordScan.Outcome {
        // A second reference to the bytes, and the cells taken out of `self`, which cannot be written to while parts of
        // it are lent. Nothing is copied.
        let bytes = buffer
        var taken: [CellPlace] = []
        swap(&taken, &cells)
        defer { swap(&taken, &cells) }
        var room = taken.mutableSpan
        return scan.advance(bytes.span, position: &position, cells: &room)
    }

    /// Passes over the line feed of a CRLF whose halves stand in two chunks.
    private mutating func swallowLineFeed() throws {
        swallowsLineFeed = false
        if position == buffer.count { try refill() }
        guard position < buffer.count, buffer[position] == 0x0A else {
            lineEnds.cr += 1
            return
        }
        scan.skipMark()
        position += 1
        start = position
        nextOffset += transcoder == nil ? 1 : 2
        lineEnds.crlf += 1
    }

    private mutating func noteLineEnd() {
        guard scan.endedWithCarriageReturn else {
            lineEnds.lf += 1
            return
        }
        if position == buffer.count {
            swallowsLineFeed = true
        } else if buffer[position] == 0x0A {
            scan.skipMark()
            position += 1
            nextOffset += transcoder == nil ? 1 : 2
            lineEnds.crlf += 1
        } else {
            lineEnds.cr += 1
        }
    }

    /// Makes a cell that holds escapes, doubled quotes, or text behind its closing quote into its content, in its place.
    private mutating func mend(_ number: Int) {
        let raw = range(number)
        let isQuoted = cells[number].isQuoted
        let dialect = dialect
        var bytes = buffer.mutableSpan
        var index = raw.lowerBound
        var filled = raw.lowerBound
        var isInside = isQuoted
        if isInside { index += 1 }
        while index < raw.upperBound {
            let byte = bytes[index]
            index += 1
            if byte == dialect.escape, index < raw.upperBound, dialect.canEscape(bytes[index]) {
                bytes[filled] = bytes[index]
                index += 1
            } else if isInside, byte == dialect.quote {
                guard index < raw.upperBound, bytes[index] == byte else {
                    isInside = false
                    continue
                }
                bytes[filled] = byte
                index += 1
            } else {
                bytes[filled] = byte
            }
            filled += 1
        }
        cells[number] = CellPlace(start: raw.lowerBound - start, end: filled - start, isQuoted: isQuoted)
    }

    /// Reads one more chunk behind the bytes of the current record.
    private mutating func refill() throws {
        if start > 0 {
            buffer.removeSubrange(0..<start)
            position -= start
            start = 0
        }
        while !isExhausted, position == buffer.count {
            let chunk = sourcePosition..<min(sourcePosition + chunkSize, max(limit, sourcePosition))
            let read = try transcoder == nil ? append(chunk) : transcode(chunk)
            sourcePosition += read
            isExhausted = read == 0
            if isExhausted { transcoder?.finish(into: &buffer) }
        }
        let bytes = buffer
        scan.takeUp(bytes.span, from: position, recordStart: start)
    }

    /// Puts bytes of the source behind those of the buffer, and answers how many.
    private mutating func append(_ chunk: Range<Int>) throws -> Int {
        let before = buffer.count
        if !chunk.isEmpty { try source.append(chunk, to: &buffer) }
        return buffer.count - before
    }

    /// Puts bytes of the source behind those of the buffer as UTF-8, and answers how many they were.
    private mutating func transcode(_ chunk: Range<Int>) throws -> Int {
        let bytes = chunk.isEmpty ? [] : try source.read(chunk)
        if !bytes.isEmpty { transcoder?.append(bytes, to: &buffer) }
        return bytes.count
    }

    /// How many bytes of the file a stretch of transcoded text comes from.
    private func lengthInUTF16(_ range: Range<Int>) -> Int {
        buffer[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 4 : 2) }
    }
}

/// How many records of a file end in each way.
package struct LineEndCounts: Equatable, Sendable {
    package var lf = 0
    package var crlf = 0
    package var cr = 0

    /// What the file uses; LF where it has no line end at all.
    package var lineEnding: LineEnding {
        switch (lf > 0, crlf > 0, cr > 0) {
        case (_, false, false): .lf
        case (false, true, false): .crlf
        case (false, false, true): .cr
        default: .mixed
        }
    }
}
