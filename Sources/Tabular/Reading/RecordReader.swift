/// Pulls records out of delimited text, one after the other, in constant memory.
///
/// The rules are those of RFC 4180, made total so that any bytes at all come to records:
/// - a cell is quoted if its first byte is the quote; then delimiters and line ends belong to it, and two quotes are one;
/// - text between the closing quote and the next delimiter is kept as it stands;
/// - quotes inside a cell that does not begin with one are ordinary characters;
/// - CR, LF and CRLF end a record; an empty line is a record of one empty cell;
/// - where the dialect has an escape, it takes the meaning from a quote, a delimiter, a line end or itself behind it, and is
///   an ordinary character before anything else.
///
/// Cells are kept as places in the buffer and become strings when they are asked for.
package struct RecordReader {
    /// The longest record that is read, in bytes of UTF-8 or of the file's own encoding; a longer one ends the reading.
    package static let maximumRecordLength = 8 << 20

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
    /// Whether the reading was given up because a record is longer than `maximumRecordLength`.
    package private(set) var isOverlong = false
    /// How many cells began with a quote so far.
    package private(set) var quotedCells = 0
    /// How many quoted cells had text between their closing quote and the next delimiter.
    package private(set) var looseQuotedCells = 0
    /// How many times the escape took the meaning from a character so far.
    package private(set) var escapes = 0
    /// How the records ended so far.
    package private(set) var lineEnds = LineEndCounts()

    private let source: any ByteSource
    private let chunkSize: Int
    private let limit: Int
    private let cellDecoder: CellDecoder
    private let escape: UInt8?
    private let hasQuote: Bool
    private let quote: UInt8

    /// Bytes of the current record and what was read ahead; the file's own, or UTF-8 where the file is UTF-16.
    private var buffer: [UInt8] = []
    private var start = 0
    private var position = 0
    private var sourcePosition: Int
    private var transcoder: Transcoder?
    private var isExhausted = false
    private var swallowsLineFeed = false
    private var linesOfRecord = 0
    private var nextOffset: Int
    private var cells: [CellPlace] = []

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
        escape = dialect.escape
        hasQuote = dialect.quote != nil
        quote = dialect.quote ?? 0
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
    package var fieldCount: Int { cells.count }

    /// Goes to the next record; false where there is none.
    package mutating func next() throws -> Bool {
        guard !isOverlong else { return false }
        line += linesOfRecord
        linesOfRecord = 0
        if transcoder != nil, position > start { nextOffset += lengthInUTF16(start..<position) }
        if transcoder == nil { nextOffset += position - start }
        start = position
        if swallowsLineFeed {
            if position == buffer.count { try refill() }
            if position < buffer.count, buffer[position] == 0x0A {
                position += 1
                start = position
                nextOffset += transcoder == nil ? 1 : 2
                lineEnds.crlf += 1
            } else {
                lineEnds.cr += 1
            }
            swallowsLineFeed = false
        }
        cells.removeAll(keepingCapacity: true)
        if position == buffer.count {
            try refill()
            if position == buffer.count { return false }
        }
        byteOffset = nextOffset
        record += 1
        var scan = RecordScan(hasQuote: hasQuote, quote: quote, delimiter: dialect.delimiter, escape: escape)
        scan.cellStart = UInt32(position - start)
        while true {
            // Taken out of `self` while `buffer` is lent to the scan.
            var reached = position
            var found: [CellPlace] = []
            swap(&found, &cells)
            let isWhole = scan.advance(buffer.span, recordStart: start, position: &reached, cells: &found)
            swap(&found, &cells)
            position = reached
            if isWhole { break }
            if buffer.count - start > Self.maximumRecordLength {
                isOverlong = true
                scan.finish(length: position - start, cells: &cells)
                break
            }
            try refill()
            if position == buffer.count {
                scan.finish(length: position - start, cells: &cells)
                isUnterminated = true
                break
            }
        }
        hasUnclosedQuote = scan.endedInQuotes
        quotedCells += scan.quotedCells
        looseQuotedCells += scan.looseQuotedCells
        escapes += scan.escapes
        linesOfRecord = scan.innerLines + 1
        if scan.endedWithCarriageReturn { swallowsLineFeed = true } else if !isUnterminated { lineEnds.lf += 1 }
        return true
    }

    /// The text of a cell: without its quotes, doubled quotes made single.
    package func field(_ index: Int) -> String {
        let place = cells[index]
        switch place.kind {
        case .plain: return cellDecoder.decode(buffer[range(place)])
        case .quoted:
            let whole = range(place)
            return cellDecoder.decode(buffer[whole.lowerBound + 1..<whole.upperBound - 1])
        case .mended: return cellDecoder.decode(mended(place)[...])
        }
    }

    /// The bytes of a cell without quotes, as they stand in the file; UTF-8 where the file is UTF-16.
    package func fieldBytes(_ index: Int) -> ArraySlice<UInt8> {
        let place = cells[index]
        switch place.kind {
        case .plain: return buffer[range(place)]
        case .quoted:
            let whole = range(place)
            return buffer[whole.lowerBound + 1..<whole.upperBound - 1]
        case .mended: return mended(place)[...]
        }
    }

    /// Whether a cell began with a quote.
    package func isQuoted(_ index: Int) -> Bool {
        let whole = range(cells[index])
        return hasQuote && !whole.isEmpty && buffer[whole.lowerBound] == quote
    }

    /// Whether a cell is empty or holds nothing but blanks and tabs.
    package func isBlank(_ index: Int) -> Bool {
        fieldBytes(index).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// Whether all cells of the record are blank.
    package var isBlankRecord: Bool {
        cells.indices.allSatisfy { isBlank($0) }
    }

    /// How many cells are not blank, counted no further than asked.
    package func filledCells(upTo most: Int) -> Int {
        var filled = 0
        for index in cells.indices where cells[index].end > cells[index].start && !isBlank(index) {
            filled += 1
            if filled == most { break }
        }
        return filled
    }

    /// How the records ended, the current one included.
    package var finalLineEnds: LineEndCounts {
        var ends = lineEnds
        if swallowsLineFeed { ends.cr += 1 }
        return ends
    }

    /// All cells of the record.
    package func strings() -> [String] {
        cells.indices.map { field($0) }
    }

    /// Where the record ends in the file, its line end not counted.
    package var endOffset: Int {
        let last = cells.last.map { start + Int($0.end) } ?? start
        return byteOffset + (transcoder == nil ? last - start : lengthInUTF16(start..<last))
    }

    private func range(_ place: CellPlace) -> Range<Int> {
        start + Int(place.start)..<start + Int(place.end)
    }

    /// The content of a cell that holds escapes, doubled quotes, or text behind its closing quote.
    private func mended(_ place: CellPlace) -> [UInt8] {
        let raw = buffer[range(place)]
        var content: [UInt8] = []
        content.reserveCapacity(raw.count)
        var index = raw.startIndex
        var isInside = false
        var canOpen = true
        while index < raw.endIndex {
            let byte = raw[index]
            let following = index + 1 < raw.endIndex ? raw[index + 1] : nil
            if byte == escape, let following, RecordScan.isEscapable(following, dialect) {
                content.append(following)
                index += 2
            } else if hasQuote, byte == quote, canOpen, !isInside {
                isInside = true
                index += 1
            } else if isInside, byte == quote {
                if following == quote {
                    content.append(quote)
                    index += 2
                } else {
                    isInside = false
                    index += 1
                }
            } else {
                content.append(byte)
                index += 1
            }
            canOpen = false
        }
        return content
    }

    /// Reads one more chunk behind the bytes of the current record.
    private mutating func refill() throws {
        if start > 0 {
            buffer.removeSubrange(0..<start)
            position -= start
            start = 0
        }
        while !isExhausted, position == buffer.count {
            let end = min(sourcePosition + chunkSize, limit)
            let chunk = sourcePosition < end ? try source.read(sourcePosition..<end) : []
            sourcePosition += chunk.count
            if chunk.isEmpty {
                isExhausted = true
                transcoder?.finish(into: &buffer)
            } else if transcoder == nil {
                buffer.append(contentsOf: chunk)
            } else {
                transcoder?.append(chunk, to: &buffer)
            }
        }
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
