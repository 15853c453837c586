package import RecallCore

/// What was erased of a person.
package struct Erasure: Equatable, Sendable {
    package var calls = 0
    package var lines = 0
    package var bookings = 0
    /// The days to come on which the diary or a booking has the person.
    package var appointments: [Day] = []
    package var diaryPlaces = 0
    /// Entries of the do-not-call list that are hashes now.
    package var stops = 0
    /// Remarks about others, reasons and lines of the audit in which the person was named, and is no more.
    package var remarks = 0
    /// The files of the outbox whose stored bytes were erased; they cannot be written again.
    package var files: [String] = []

    package init(files: [String] = []) {
        self.files = files
    }
}
