package import RecallCore

/// Which shared folder a practice was last seen to use.
package protocol ShareStore: Sendable {
    /// Where the practice's folder stood; nil where it was never used, or may stand anywhere.
    func knownShare(practice: String) async throws(StoreError) -> KnownShare?

    /// The practice in whose folder a mark stands; nil where no practice's folder has it.
    func practice(ofMark mark: String) async throws(StoreError) -> String?

    /// Remembers where the practice's folder stands.
    func remember(_ share: KnownShare, practice: String) async throws(StoreError)

    /// Lets the practice's folder stand anywhere: staff have moved it.
    func forgetShare(practice: String, now: Instant) async throws(StoreError)
}
