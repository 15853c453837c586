package import RecallCore

/// One line of a patient's history.
package struct PatientHistory: Sendable {
    package var attempts: [Attempt]
    package var events: [FiledEvent]
    package var sourceFile: String
    package var row: Int
    package var read: ReadRow
    package var recallID: String

    package init(
        attempts: [Attempt], events: [FiledEvent], sourceFile: String, row: Int, read: ReadRow,
        recallID: String
    ) {
        self.attempts = attempts
        self.events = events
        self.sourceFile = sourceFile
        self.row = row
        self.read = read
        self.recallID = recallID
    }
}
