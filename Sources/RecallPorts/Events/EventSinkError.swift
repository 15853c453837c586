import RecallCore

/// Why a delivery was not made.
package struct EventSinkError: Error, CustomStringConvertible {
    /// When it makes sense to try again.
    package enum Retry: Sendable {
        /// The sink cannot be reached: all that waits is tried again later.
        case later
        /// This delivery is in somebody's way: the next are tried now, and this one again later.
        case othersNow
        /// The sink refuses this delivery for good: a person has to see to it.
        case never
    }

    package var retry: Retry
    /// What happened; its words name no patient.
    package var cause: any Error

    package init(_ retry: Retry, cause: any Error) {
        self.retry = retry
        self.cause = cause
    }

    package var description: String { "\(cause)" }
}
