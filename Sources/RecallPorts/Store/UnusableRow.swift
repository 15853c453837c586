import RecallCore

/// A row of an import that could not be used. Its cells are found again in the export, which is never altered.
package struct UnusableRow: Equatable, Sendable {
    /// The most that are kept of one import; the others are counted.
    ///
    /// Nobody mends ten thousand rows by hand: it is the export as a whole that is wrong then. Row numbers and words come
    /// to less than a megabyte, where the cells of a million rows would fill the database with people who are not called.
    package static let mostKept = 10_000

    /// The number of the row among the data rows of the file, from 0.
    package var row: Int
    /// Why, in one plain sentence that names no cell.
    package var reason: String

    package init(row: Int, reason: String) {
        self.row = row
        self.reason = reason
    }
}
