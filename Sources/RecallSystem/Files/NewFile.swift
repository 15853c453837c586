internal import Glibc

/// A file that a command of root's makes: nothing of that name stood there, nobody else reads it, and none of the folders
/// that lead to it can be changed by anybody but its owner.
///
/// It is made by its folder's descriptor and written by its own, so that it can be filled with fewer rights than it took to
/// make it, and so that a link put into the path meanwhile leads nowhere.
package final class NewFile {
    private let folder: Descriptor
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
        var parts = path.split(separator: "/").map(String.init)
        guard let name = parts.popLast(), !path.hasSuffix("/"), ![".", ".."].contains(name) else {
            throw FileError(.badName, doing: "make", path: path, words: "that is not a name for a file")
        }
        self.name = name
        let shares = shares.compactMap(Self.place)
        if !path.hasPrefix("/") { parts = try Self.workingFolder().split(separator: "/").map(String.init) + parts }
        var folder = Descriptor(unsafe open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        var walked = ""
        for part in parts where part != "." {
            walked += "/\(part)"
            folder = try Self.step(from: folder, into: part, walked, making: path)
            try Self.judge(folder, walked, making: path, outside: shares)
        }
        let made = unsafe openat(
            folder.number, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard made >= 0 else {
            guard errno == EEXIST else { throw FileError(code: errno, doing: "make", path: path) }
            throw FileError(.exists, doing: "make", path: path, words: "it is there already. Name a new file")
        }
        file = Descriptor(made)
        self.folder = folder
    }

    /// Where a folder stands, whatever path leads to it.
    private struct Place: Equatable {
        var device: dev_t
        var inode: ino_t
    }

    private static func place(_ path: String) -> Place? {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? Place(device: found.st_dev, inode: found.st_ino) : nil
    }

    private static func workingFolder() throws(FileError) -> String {
        guard let path = unsafe getcwd(nil, 0) else { throw FileError(code: errno, doing: "find", path: ".") }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    private static func step(
        from folder: borrowing Descriptor, into part: String, _ walked: String, making path: String
    ) throws(FileError) -> Descriptor {
        let next = unsafe openat(folder.number, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard next < 0 else { return Descriptor(next) }
        let code = errno
        var found = stat()
        if code == ENOTDIR, unsafe fstatat(folder.number, part, &found, AT_SYMLINK_NOFOLLOW) == 0,
            found.st_mode & S_IFMT == S_IFLNK
        {
            throw FileError(
                .symbolicLink, doing: "make", path: path,
                words: "\(walked) is a link, and none is followed. Write the path that it leads to")
        }
        if code == ENOENT {
            throw FileError(
                .missing, doing: "make", path: path, words: "the folder \(walked) is not there. Make it first",
                code: code)
        }
        throw FileError(code: code, doing: "go through", path: walked)
    }

    private static func judge(
        _ folder: borrowing Descriptor, _ walked: String, making path: String, outside shares: [Place]
    ) throws(FileError) {
        guard let found = folder.status() else { throw FileError(code: errno, doing: "look at", path: walked) }
        if shares.contains(Place(device: found.st_dev, inode: found.st_ino)) {
            throw FileError(
                .notPermitted, doing: "make", path: path,
                words:
                    "\(walked) is a shared folder: everybody in the practice could read it. Name a folder of this machine"
            )
        }
        let isOwn = found.st_uid == 0 || found.st_uid == geteuid()
        // In a sticky folder, as /tmp is, nobody takes another's file away.
        let isOthers = found.st_mode & 0o022 != 0 && found.st_mode & S_ISVTX == 0
        guard ServiceUser.isRoot, !isOwn || isOthers else { return }
        throw FileError(
            .notPermitted, doing: "make", path: path,
            words:
                "others than root may change \(walked) (\(found.rights)). Name a folder that is root's, such as /root")
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
        if unsafe unlinkat(folder.number, name, 0) == 0 { return true }
        _ = ftruncate(file.number, 0)
        return false
    }
}
