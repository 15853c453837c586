import RecallCore

/// Where a practice's shared folder stood when it was last used.
package struct KnownShare: Equatable, Sendable {
    package var folder: String
    /// Where the file system begins that the folder stands on: the place at which a share is mounted.
    package var volume: String
    /// What stands in the folder, made for this practice alone; nil where none was made yet.
    package var mark: String?

    package init(folder: String, volume: String, mark: String? = nil) {
        self.folder = folder
        self.volume = volume
        self.mark = mark
    }
}
