/// A record kept for a closer look.
struct NotedRecord {
    /// The longest stretch of a cell that is kept.
    private static let longestCell = 300

    var record: Int
    var line: Int
    var byte: Int
    var cells: [String]
    var isUnterminated: Bool
    var hasUnclosedQuote: Bool

    /// Notes the current record of a reader that began at another place of the file than its start.
    init(_ reader: RecordReader, behind place: RecordPlace = RecordPlace()) {
        record = place.record + reader.record
        line = place.line + reader.line - 1
        byte = reader.byteOffset
        cells = (0..<min(reader.fieldCount, FormatDetector.maximumColumns)).map { index in
            let text = RowFilter.trimmed(reader.field(index))
            return text.utf8.count > Self.longestCell ? String(text.prefix(Self.longestCell)) : text
        }
        isUnterminated = reader.isUnterminated
        hasUnclosedQuote = reader.hasUnclosedQuote
    }

    var width: Int { cells.count }
    var filled: Int { cells.count { !$0.isEmpty } }
    var text: String { cells.filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Where a record begins in its file.
struct RecordPlace: Equatable, Sendable {
    var record = 0
    var line = 1
    var byte = 0
}

extension RecordPlace {
    /// Where the current record of a reader begins that itself began at a place of the file.
    init(_ reader: RecordReader, behind place: RecordPlace = RecordPlace()) {
        self.init(record: place.record + reader.record, line: place.line + reader.line - 1, byte: reader.byteOffset)
    }
}

/// What the first reading of a file leaves behind, the same size whatever the file's.
struct FileOutline {
    /// Records of one width in a row; width 0 for blank ones.
    struct Run {
        var start: Int
        var count: Int
        var width: Int
    }

    /// How many records from the start of the file are kept.
    static let headLength = 200
    private static let tailLength = 40
    private static let mostRuns = 4_096

    private(set) var recordCount = 0
    private(set) var blankCount = 0
    private(set) var widths: [Int: Int] = [:]
    private(set) var runs: [Run] = []
    private(set) var head: [NotedRecord] = []
    private(set) var last:
        (record: Int, line: Int, byte: Int, width: Int, isUnterminated: Bool, hasUnclosedQuote: Bool)?
    var lineEnds = LineEndCounts()
    var quotedCells = 0
    /// Quotes with text behind them, and one that is never closed.
    var misfitQuotes = 0
    var escapes = 0

    /// Notes a record.
    mutating func note(_ reader: RecordReader) {
        noteLast(reader)
        let width = reader.filledCells(upTo: 1) == 0 ? 0 : reader.fieldCount
        if width == 0 { blankCount += 1 }
        if width != widthOfMany { countWidths(upTo: width) }
        countOfMany += 1
        if !runs.isEmpty, runs[runs.count - 1].width == width {
            runs[runs.count - 1].count += 1
        } else if runs.count < Self.mostRuns {
            runs.append(Run(start: reader.record, count: 1, width: width))
        }
        if head.count < Self.headLength { head.append(NotedRecord(reader)) }
        let place = RecordPlace(reader)
        if tail.count < Self.tailLength {
            tail.append(place)
        } else {
            tail[reader.record % Self.tailLength] = place
        }
    }

    /// Adds the records of one width that stood behind each other to those of the same width before them.
    mutating func countWidths(upTo next: Int = 0) {
        if countOfMany > 0, widthOfMany > 0 { widths[widthOfMany, default: 0] += countOfMany }
        (widthOfMany, countOfMany) = (next, 0)
    }

    private mutating func noteLast(_ reader: RecordReader) {
        recordCount += 1
        last = (
            reader.record, reader.line, reader.byteOffset, reader.fieldCount, reader.isUnterminated,
            reader.hasUnclosedQuote
        )
    }

    /// Records of one width that are not yet among `widths`.
    private var widthOfMany = 0
    private var countOfMany = 0

    /// Where the last records begin, the newest in the place of the oldest.
    private var tail: [RecordPlace] = []
    /// The last records of the file, once they were read again.
    var lastRecords: [NotedRecord] = []

    /// Where the first of the last records begins.
    var tailStart: RecordPlace? { tail.min { $0.record < $1.record } }

    /// The table with most records: its width, and its first and last record of that width.
    var largestTable: (width: Int, start: Int, end: Int, others: Int) {
        let chosen = widths.max { one, other in
            let left = Double(one.value) * (one.key > 1 ? Double(min(one.key, 10)).squareRoot() : 0.4)
            let right = Double(other.value) * (other.key > 1 ? Double(min(other.key, 10)).squareRoot() : 0.4)
            return left == right ? one.key < other.key : left < right
        }
        let width = chosen?.key ?? 1
        var best = (count: 0, start: 0, end: recordCount)
        var current = (count: 0, start: 0, end: 0)
        var others = 0
        var gapHasBreak = false
        var gapHasTable = false
        for run in runs {
            if run.width == width {
                if current.count > 0, gapHasBreak, gapHasTable {
                    if current.count > best.count { best = current }
                    current = (0, 0, 0)
                }
                if current.count == 0 { current.start = run.start }
                current.count += run.count
                current.end = run.start + run.count
                gapHasBreak = false
                gapHasTable = false
            } else {
                if run.width <= 1 { gapHasBreak = true }
                if run.width > 1, run.count >= 3, gapHasBreak || current.count == 0 {
                    gapHasTable = true
                    others += 1
                }
            }
        }
        let trailsTable = gapHasTable && gapHasBreak
        let lastEnd = current.end
        if current.count > best.count { best = current }
        let reachesEnd = best.end == lastEnd && !trailsTable
        return (width, best.start, reachesEnd ? recordCount : best.end, others)
    }
}
