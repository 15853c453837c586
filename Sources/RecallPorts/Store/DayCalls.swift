package import RecallCore

/// What the calls of one day came to.
package struct DayCalls: Equatable, Sendable {
    package var outcomes: [Outcome: Int] = [:]
    /// Calls in progress, and those of which nobody knows.
    package var inProgress = 0
    package var unknown = 0

    package init(outcomes: [Outcome: Int] = [:]) {
        self.outcomes = outcomes
    }
}
