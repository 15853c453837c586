/// Takes the data rows of a file while it is profiled.
package protocol RowTaker {
    /// Learns what is known of the file before its data rows come; their number and what is damaged is not yet.
    ///
    /// Called once more where the end of the file shows that its start was misjudged: what was taken before is void, and
    /// all data rows come again.
    mutating func begin(_ profile: FileProfile) throws
    /// Takes the data row at which a reader stands.
    mutating func take(_ row: RecordReader)
}

/// Takes no rows.
struct NoRows: RowTaker {
    mutating func begin(_ profile: FileProfile) throws {}
    mutating func take(_ row: RecordReader) {}
}
