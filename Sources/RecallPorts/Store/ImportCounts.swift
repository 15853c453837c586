import RecallCore

/// What an import came to.
package struct ImportCounts: Equatable, Sendable {
    package var rows: Int
    package var unusableRows: Int
    /// Patients, slots or entries stored.
    package var stored: Int
    /// Those of the unusable rows that are kept, at most `UnusableRow.mostKept`.
    package var unusable: [UnusableRow] = []
    /// What staff have to know of the file as a whole; nil where there is nothing.
    package var warning: String?
    /// Why a person has to look at the file first, in plain words: then nothing of the import is kept.
    package var held: [String] = []

    package init(rows: Int = 0, unusableRows: Int = 0, stored: Int = 0) {
        self.rows = rows
        self.unusableRows = unusableRows
        self.stored = stored
    }
}
