/// What stands in the table of a file, counted.
struct RowCounts {
    private(set) var data = 0
    private(set) var repeatedHeaders = 0
    private(set) var blank = 0
    private(set) var linesBetweenPages = 0
    /// Data rows of another width than the table's.
    private(set) var ragged = 0
    /// The first data row at or behind `middleByte`, by its place and its number.
    private(set) var middle: (place: RecordPlace, row: Int)?
    private let middleByte: Int

    init(middleByte: Int) { self.middleByte = middleByte }

    /// Counts the current record of a reader that began at a place of the file; true for a data row.
    mutating func count(_ reader: RecordReader, behind place: RecordPlace = RecordPlace(), _ filter: RowFilter) -> Bool
    {
        let record = place.record + reader.record
        guard record >= filter.firstDataRecord, record < filter.end else { return false }
        switch filter.verdict(reader) {
        case .data:
            if middle == nil, reader.byteOffset >= middleByte { middle = (RecordPlace(reader, behind: place), data) }
            data += 1
            if reader.fieldCount != filter.width { ragged += 1 }
            return true
        case .blank: blank += 1
        case .repeatedHeader: repeatedHeaders += 1
        case .betweenPages: linesBetweenPages += 1
        }
        return false
    }
}

/// The rows of a file counted while it is read for the first time, by a plan made from its start alone.
///
/// What stands at the very end may belong to no row, and waits until the plan for the whole file is known.
struct EarlyRows {
    let plan: TablePlan
    var counts: RowCounts
    /// Where the records begin that are not counted yet; nil before they are reached.
    var rest: RecordPlace?

    init(_ plan: TablePlan, _ counts: RowCounts) {
        self.plan = plan
        self.counts = counts
    }

    /// Counts the current record of a reader that began at the start of the file; true for a data row.
    mutating func count(_ reader: RecordReader) -> Bool {
        counts.count(reader, plan.filter)
    }
}
