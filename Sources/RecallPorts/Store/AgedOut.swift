import RecallCore

/// How many things of each kind aged out.
package struct AgedOut: Equatable, Sendable {
    package var transcripts = 0
    package var patients = 0
    package var recalls = 0
    package var events = 0
    package var outboxFiles = 0

    package init() {}

    /// For so many days everybody stays whom the newest list holds, however short the retention is: what staff and calls have
    /// said of them would be lost before the next list comes.
    package static let daysOfNewest = 365

    /// The most that went of any kind.
    package var most: Int { [transcripts, patients, recalls, events, outboxFiles].max() ?? 0 }

    /// Whether anything aged out.
    package var isEmpty: Bool { self == AgedOut() }
}
