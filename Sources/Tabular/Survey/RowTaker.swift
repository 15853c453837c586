/// Takes the data rows of a file while it is surveyed.
package protocol RowTaker {
    /// Learns what is known of the file before its data rows come; their number and what is damaged is not yet.
    mutating func begin(_ survey: Survey) throws
    /// Takes the data row at which a reader stands.
    mutating func take(_ row: RecordReader)
}

/// Takes no rows.
struct NoRows: RowTaker {
    mutating func begin(_ survey: Survey) throws {}
    mutating func take(_ row: RecordReader) {}
}
