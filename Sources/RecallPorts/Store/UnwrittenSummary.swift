package import RecallCore

/// The summary of a day that is stored and does not yet stand in the outbox.
package struct UnwrittenSummary: Equatable, Sendable {
    package var day: Day
    package var text: String

    package init(day: Day, text: String) {
        self.day = day
        self.text = text
    }
}
