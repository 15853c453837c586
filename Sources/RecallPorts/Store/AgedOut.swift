import RecallCore

/// How many things of each kind aged out.
package struct AgedOut: Equatable, Sendable {
    package var transcripts = 0
    package var patients = 0
    package var recalls = 0
    package var events = 0
    package var outboxFiles = 0

    package init() {}

    /// Whether anything aged out.
    package var isEmpty: Bool { self == AgedOut() }
}
