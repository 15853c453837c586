import RecallCore

/// Where a practice's shared folder stood when it was last used.
package struct KnownShare: Equatable, Sendable {
    package var folder: String
    /// Where the file system begins that the folder stands on: the place at which a share is mounted.
    package var volume: String

    package init(folder: String, volume: String) {
        self.folder = folder
        self.volume = volume
    }
}
