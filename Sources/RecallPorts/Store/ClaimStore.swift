package import RecallCore

/// Files on their way from an inbox to where they rest, and those that are held for a person.
///
/// What is stored here decides, and not what stands in the shared folder: the names there are anybody's.
package protocol ClaimStore: Sendable {
    /// Notes a file before it is taken out of an inbox.
    func noteClaim(_ claim: NotedClaim) async throws(StoreError)

    /// The files of a practice that were taken out and have not come to rest, in the order in which they were first seen.
    /// Where one has come to rest is stored by `recordPlace`, and ends this.
    func notedClaims(practice: String) async throws(StoreError) -> [NotedClaim]

    /// Takes back that a file was taken out: it never was, or is gone.
    func forgetClaim(_ id: String) async throws(StoreError)

    /// Whether the newest that was decided about these bytes is that they wait for a person.
    func isHeld(practice: String, sha256: String) async throws(StoreError) -> Bool

    /// Stores that a person rejects the export that was set aside for review at a place; it stands at another now.
    ///
    /// - Parameters:
    ///   - place: Where it stood.
    ///   - newPlace: Where it stands now.
    ///   - practice: The practice's id.
    ///   - now: The moment.
    /// - Returns: Whether one was held there.
    /// - Throws: Why the store could not do it.
    func rejectHeld(
        place: String, newPlace: String, practice: String, now: Instant
    ) async throws(StoreError) -> Bool
}
