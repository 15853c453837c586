internal import Glibc

/// A file that a command of root's makes: nothing of that name stood there, nobody else reads it, and none of the folders
/// that lead to it can be changed by anybody but its owner.
///
/// It is made by its folder's descriptor and written by its own, so that it can be filled with fewer rights than it took to
/// make it, and so that a link put into the path meanwhile leads nowhere.
package final class NewFile {
    private let folder: TrustedFolder
    private let file: Descriptor
    private let name: String
    private let path: String

    private static let pieceLength = 1 << 20

    /// Makes the file, with mode 0600.
    ///
    /// - Parameters:
    ///   - path: Where, absolute or from the working folder.
    ///   - shares: Folders in which it may not stand, nor in any folder of theirs.
    /// - Throws: `FileError` where something of that name stands there, its folder is not there, a link or a folder of
    ///   somebody else leads to it, or it would stand in one of those folders.
    package init(_ path: String, outside shares: [String]) throws(FileError) {
        self.path = path
        let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        name = String(path[end...])
        guard FolderPath.root.appending(name) != nil else {
            throw FileError(.badName, doing: "make", path: path, words: "that is not a name for a file")
        }
        folder = try TrustedFolder(end == path.startIndex ? "." : String(path[..<end]), outside: shares, for: path)
        file = try folder.open(name)
    }

    /// Writes what a file holds into this one, and has the disk keep it.
    ///
    /// - Parameter source: The path of the other file; a link is not followed.
    /// - Throws: `FileError` where one cannot be read, or the other not written.
    package func fill(from source: String) throws(FileError) {
        let opened = unsafe open(source, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { throw FileError(code: errno, doing: "open", path: source) }
        let other = Descriptor(opened)
        var place = 0
        while true {
            guard let piece = other.read(at: place, count: Self.pieceLength) else {
                throw FileError(code: errno, doing: "read", path: source)
            }
            if piece.isEmpty { break }
            try write(piece)
            place += piece.count
        }
        try sync()
    }

    /// Writes bytes behind those that were written before.
    package func write(_ bytes: [UInt8]) throws(FileError) {
        guard file.write(bytes) else { throw FileError(code: errno, doing: "write", path: path) }
    }

    /// Has the disk keep what was written.
    package func sync() throws(FileError) {
        guard fsync(file.number) == 0 else { throw FileError(code: errno, doing: "keep", path: path) }
    }

    /// Takes the file away again; where this process may not any more, it is left empty.
    ///
    /// - Returns: Whether it is gone.
    package func remove() -> Bool {
        if folder.remove(name) { return true }
        _ = ftruncate(file.number, 0)
        return false
    }
}
