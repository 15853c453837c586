import RecallCore

/// An archived export as it was when it was put away.
package struct ArchivedExport: Equatable, Sendable {
    package var id: Int64
    /// Below the shared folder.
    package var place: String
    package var sha256: String
    package var bytes: Int

    package init(id: Int64, place: String, sha256: String, bytes: Int) {
        self.id = id
        self.place = place
        self.sha256 = sha256
        self.bytes = bytes
    }
}
