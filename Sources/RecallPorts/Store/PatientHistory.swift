package import RecallCore

/// One line of a patient's history.
package struct PatientHistory: Sendable {
    package var attempts: [Attempt]
    package var events: [FiledEvent]
    package var sourceFile: String
    package var row: Int
    package var read: ReadRow
    /// What earlier exports said and that one is silent about.
    package var kept: [Kept]
    package var recallID: String

    /// A cell of an earlier export.
    package struct Kept: Equatable, Sendable {
        package var cell: Cell
        /// The newest export that spoke of it, and when that was last said; empty and nil where it is no longer known.
        package var file: String
        package var saidAt: Instant?

        package init(cell: Cell, file: String, saidAt: Instant?) {
            self.cell = cell
            self.file = file
            self.saidAt = saidAt
        }
    }

    package init(
        attempts: [Attempt], events: [FiledEvent], sourceFile: String, row: Int, read: ReadRow,
        kept: [Kept] = [], recallID: String
    ) {
        self.attempts = attempts
        self.events = events
        self.sourceFile = sourceFile
        self.row = row
        self.read = read
        self.kept = kept
        self.recallID = recallID
    }
}

extension PatientHistory.Kept: CustomStringConvertible {
    package var description: String { "‹kept cell›" }
}
