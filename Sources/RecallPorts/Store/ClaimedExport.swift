package import RecallCore

/// A file that was claimed from an inbox and read once through.
package struct ClaimedExport: Equatable, Sendable {
    package var practice: String
    /// The file's name as it was dropped.
    package var name: String
    /// The name of the claim in the practice's private working space; one for each file.
    package var claim: String
    package var sha256: String
    package var bytes: Int
    package var firstSeenAt: Instant

    package init(
        practice: String, name: String, claim: String, sha256: String, bytes: Int, firstSeenAt: Instant
    ) {
        self.practice = practice
        self.name = name
        self.claim = claim
        self.sha256 = sha256
        self.bytes = bytes
        self.firstSeenAt = firstSeenAt
    }
}
