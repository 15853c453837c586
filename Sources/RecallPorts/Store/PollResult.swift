package import RecallCore

/// That an attempt was asked about, and has not come to its end.
package struct PollResult: Equatable, Sendable {
    package var attempt: String
    /// When it is to be looked at next.
    package var nextPollAt: Instant
    /// Whether somebody is on the line.
    package var isInCall: Bool
    /// Since when the call is over though its results are not all there; nil where it is not.
    package var overSince: Instant?

    package init(attempt: String, nextPollAt: Instant, isInCall: Bool = false, overSince: Instant? = nil) {
        self.attempt = attempt
        self.nextPollAt = nextPollAt
        self.isInCall = isInCall
        self.overSince = overSince
    }
}
