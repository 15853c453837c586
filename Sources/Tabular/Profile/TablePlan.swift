/// Which records of a file are its header and its data.
struct TablePlan {
    private(set) var filter = RowFilter()
    private(set) var headerRow: Int?
    private(set) var header: [String] = []
    private(set) var columns = 0
    private(set) var notes: [String] = []
    /// The first record as wide as the table.
    private let start: Int

    /// - Parameters:
    ///   - outline: what the first reading left.
    ///   - table: the largest table of the file.
    ///   - near: the records round the table's start, in order.
    ///   - headerAffinity: how much a record's cells are names of columns.
    init(
        outline: FileOutline, table: (width: Int, start: Int, end: Int, others: Int), near: [NotedRecord],
        headerAffinity: (@Sendable ([String]) -> Double)?
    ) {
        let width = table.width
        start = table.start
        filter.width = width
        let end = Self.end(outline, table.end, width)
        filter.end = end
        let first = Self.firstCandidate(near, table.start, width)
        let candidates = near.filter { $0.record >= first && $0.record < end && !Self.isSparse($0, width) }
        var chosen: NotedRecord?
        var chosenScore = 0.0
        for (index, candidate) in candidates.prefix(3).enumerated() {
            let below = candidates.dropFirst(index + 1).prefix(100)
            // A later record must be much better than the first, which has the place of a header.
            let needed = index == 0 ? 0.05 : max(0.5, chosenScore + 0.5)
            let score = HeaderJudge.score(
                candidate.cells, above: below.map(\.cells), needed: needed, headerAffinity)
            if score >= needed { (chosen, chosenScore) = (candidate, score) }
            if index > 0, chosen == nil { break }
        }
        columns = width
        if let chosen {
            headerRow = chosen.record
            header = chosen.cells
            filter.firstDataRecord = chosen.record + 1
            let data = candidates.drop { $0.record <= chosen.record }
            if header.count < width {
                let hasMore = data.contains { $0.cells.dropFirst(header.count).contains { !$0.isEmpty } }
                columns = hasMore ? width : header.count
            } else {
                columns = header.count
            }
            header += Array(repeating: "", count: max(0, columns - header.count))
            filter.header = chosen.cells
        } else {
            filter.firstDataRecord = candidates.first?.record ?? min(table.start, outline.recordCount)
        }
        filter.end = max(end, filter.firstDataRecord)
        let titles = near.filter { $0.record < (headerRow ?? filter.firstDataRecord) && $0.filled > 0 }
        filter.titles = Set(titles.map { RowFilter.fingerprint($0.text) }.filter { !$0.isEmpty })
        noteOthers(table.others)
    }

    /// This plan, made from the start of a file, as one of the whole file would be; nil where that would be another, or
    /// would leave out records that are counted already.
    ///
    /// What the start says of the header is all that is ever looked at; only the table's place and its end may differ.
    func completed(
        by outline: FileOutline, table: (width: Int, start: Int, end: Int, others: Int), countedUpTo counted: Int
    ) -> TablePlan? {
        guard table.width == filter.width, table.start == start else { return nil }
        let end = Self.end(outline, table.end, table.width)
        guard end >= counted else { return nil }
        var plan = self
        plan.filter.end = max(end, filter.firstDataRecord)
        plan.notes = []
        plan.noteOthers(table.others)
        return plan
    }

    /// This plan with a table that has no end.
    var endless: TablePlan {
        var plan = self
        plan.filter.end = .max
        return plan
    }

    private mutating func noteOthers(_ others: Int) {
        guard others > 0 else { return }
        notes.append("The file holds more than one table; the largest, of \(columns) columns, is taken.")
    }

    /// A record before the table's first full one may be its header, if it is cut off or has a delimiter less.
    private static func firstCandidate(_ near: [NotedRecord], _ start: Int, _ width: Int) -> Int {
        var first = start
        for note in near.reversed() where note.record == first - 1 {
            guard note.width > 1, note.filled * 2 > width, !isSparse(note, width) else { break }
            first = note.record
        }
        return first
    }

    private static func isSparse(_ note: NotedRecord, _ width: Int) -> Bool {
        note.filled == 0 || (width >= 3 && note.filled <= max(1, width / 4)) || (width >= 3 && note.width == 1)
    }

    /// The first record behind the table, once what stands behind the data is left out.
    private static func end(_ outline: FileOutline, _ end: Int, _ width: Int) -> Int {
        guard end == outline.recordCount else { return end }
        var found = end
        for note in outline.lastRecords.reversed() {
            if note.filled == 0 { continue }
            let isShort = width >= 3 && note.width != width && note.filled <= max(2, width / 4)
            let isTorn = note.isUnterminated && note.width > 2
            let isTotal = note.filled * 2 <= max(2, width) && RowFilter.isPageLine(note.text)
            guard (isShort && !isTorn) || isTotal else { break }
            found = note.record
        }
        guard found < end else { return end }
        // Blank records before the footer belong to it.
        for note in outline.lastRecords.reversed() where note.record == found - 1 && note.filled == 0 {
            found = note.record
        }
        return found
    }
}
