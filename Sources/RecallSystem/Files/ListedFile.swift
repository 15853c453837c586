/// A regular file as a scan found it.
package struct ListedFile: Hashable, Sendable {
    package let path: FolderPath
    package let size: Int
    /// When it was last written, in nanoseconds since 1970, as the file system says; a copying client may set it freely.
    package let modifiedNanoseconds: Int64
    package let device: UInt64
    package let inode: UInt64
    /// The user it belongs to.
    package let owner: UInt32

    package var name: String { path.name }
}

/// What a scan of a folder found.
package struct Listing: Sendable {
    /// In the order of their paths' bytes.
    package var files: [ListedFile] = []
    /// Symbolic links, devices, sockets and pipes, none of them touched.
    package var others: [FolderPath] = []
    /// Folders that could not be read; what is in them is not known to be gone.
    package var unread: [FileError] = []
}
