internal import CLinux
internal import Glibc

/// A practice's shared folder, of which nothing is trusted.
///
/// Everything is found from one open folder, name by name, and never through a symbolic link; so nothing that others
/// put into the folder can make recalld read or write anywhere else. Nothing here deletes or replaces what was found
/// but `replace` and what stands below `.recalld/`, which is recalld's own. Every change is on disk when it returns.
package final class SharedFolder: Sendable {
    /// Where files stand until they are whole: on the same file system, and outside what staff and the PMS look at.
    package static let workingFolder = FolderPath.root.appending(".recalld") ?? .root

    package let path: String
    private let root: Int32

    /// Opens the folder. Its own path is the administrator's word, so links in that one are followed.
    package init(path: String) throws(FileError) {
        let number = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else {
            throw FileError(code: errno, doing: "open the folder", path: path, rights: Self.rights(of: path))
        }
        root = number
        self.path = path
    }

    deinit { _ = close(root) }

    /// Whether the path still leads to the folder that was opened; not where a share was unmounted or mounted anew.
    package var isCurrent: Bool {
        var there = stat()
        var ours = stat()
        return unsafe stat(path, &there) == 0 && fstat(root, &ours) == 0 && there.st_dev == ours.st_dev
            && there.st_ino == ours.st_ino && ours.st_nlink > 0
    }

    /// Where the file system begins that the folder stands on: the place at which a share is mounted, or that of the
    /// machine's own disk.
    package func volume() throws(FileError) -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw FileError(code: errno, doing: "look at", path: path)
        }
        defer { unsafe free(resolved) }
        var top = unsafe String(cString: resolved)
        var status = stat()
        guard unsafe stat(top, &status) == 0 else { throw FileError(code: errno, doing: "look at", path: top) }
        let device = status.st_dev
        while top != "/" {
            let end = top.lastIndex(of: "/") ?? top.startIndex
            let above = end == top.startIndex ? "/" : String(top[..<end])
            guard unsafe stat(above, &status) == 0, status.st_dev == device else { break }
            top = above
        }
        return top
    }

    // MARK: Looking

    /// All regular files below a folder. `skips` is asked with the name of each file and folder.
    package func list(_ folder: FolderPath, skips: (String) -> Bool = { _ in false }) throws(FileError) -> Listing {
        var listing = Listing()
        try list(openFolder(folder), folder, skips, &listing)
        listing.files.sort { $0.path.components.lexicographicallyPrecedes($1.path.components, by: Self.precedes) }
        return listing
    }

    /// The names that stand in a folder itself, of whatever they are.
    package func names(in folder: FolderPath) throws(FileError) -> [[UInt8]] {
        try Self.names(openFolder(folder), folder)
    }

    /// Whether a new file may take the path: nothing stands there, or a regular file that may be replaced.
    package func isReplaceable(_ path: FolderPath) throws(FileError) -> Bool {
        do throws(FileError) {
            _ = try file(at: path)
            return true
        } catch {
            guard error.kind == .notAFile || error.kind == .symbolicLink else { throw error }
            return false
        }
    }

    /// Whether a regular file of just these bytes stands at a path.
    package func holds(_ bytes: [UInt8], at path: FolderPath) throws(FileError) -> Bool {
        guard try isReplaceable(path), let file = try file(at: path), file.size == bytes.count else { return false }
        return try read(path, limit: bytes.count) == bytes
    }

    /// The regular file at a path.
    ///
    /// - Parameter path: Where it stands in the folder.
    /// - Returns: What the system tells of it; nil where there is nothing.
    /// - Throws: That something else than a file stands there, or what the system says.
    package func file(at path: FolderPath) throws(FileError) -> ListedFile? {
        do throws(FileError) {
            let folder = try openFolder(path.folder)
            guard let status = Self.status(folder, path) else {
                if errno == ENOENT { return nil }
                throw FileError(code: errno, doing: "look at", path: path)
            }
            guard status.isRegular else { throw Self.notAFile(status, path) }
            return Self.listed(status, path)
        } catch {
            if error.kind == .missing { return nil }
            throw error
        }
    }

    /// Opens a regular file for reading.
    package func open(_ path: FolderPath) throws(FileError) -> FileSource {
        let file = try openFile(path)
        let count = Int(file.status.st_size)
        return FileSource(file.descriptor, path: "\(path)", shown: path.shown, count: count)
    }

    /// All bytes of a small file; throws where it has more than `limit`.
    package func read(_ path: FolderPath, limit: Int) throws(FileError) -> [UInt8] {
        let source = try open(path)
        guard source.count <= limit else {
            throw FileError(.tooLarge, doing: "read", path: path, words: "it has more than \(limit) bytes")
        }
        return try source.read(0..<source.count)
    }

    /// Asks the kernel for a read lease and gives it back at once.
    ///
    /// A read lease is granted only while nobody has the file open for writing. Locks tell nothing here: Samba lets
    /// others lock what its client is still writing.
    package func probeWriter(_ path: FolderPath) throws(FileError) -> WriterProbe {
        let file = try openFile(path)
        // Somebody who opens the file while the lease is held would have the kernel send SIGIO, which ends a process
        // that does not expect it; SIGURG is ignored unless asked for.
        guard fcntl(file.descriptor.number, Int32(CLINUX_F_SETSIG), SIGURG) == 0 else { return .unsupported }
        if fcntl(file.descriptor.number, Int32(CLINUX_F_SETLEASE), F_RDLCK) == 0 {
            _ = fcntl(file.descriptor.number, Int32(CLINUX_F_SETLEASE), F_UNLCK)
            return .noWriter
        }
        switch errno {
        case EAGAIN: return .writerOpen
        case EACCES, EPERM: return .notOurs
        case EINVAL, ENOTSUP, ENOSYS, ENOLCK: return .unsupported
        default: throw FileError(code: errno, doing: "ask who writes", path: path)
        }
    }

    /// Bytes that can still be written here.
    package func freeSpace() throws(FileError) -> Int64 { try DiskSpace.free(at: path) }

    // MARK: Changing

    /// Makes a folder and those above it, with the rights of the folder they stand in; one that is there is left alone.
    package func makeFolder(_ path: FolderPath) throws(FileError) {
        var current = FolderPath.root
        for name in path.components {
            guard let next = current.appending(name) else { return }
            let parent = try openFolder(current)
            // The group comes from the parent's set-group-ID bit, which the kernel hands on and which must not be asked
            // for: a sandboxed service may not set it.
            if unsafe mkdirat(parent.number, cString(name), 0o770) == 0 {
                let made = try openFolder(next)
                if let above = parent.status(), let status = made.status() {
                    let wanted = (above.st_mode & 0o777) | 0o700 | (status.st_mode & S_ISGID)
                    // Where the system refuses, the folder keeps what the process's mask left of 770.
                    if status.st_mode & 0o7777 != wanted { _ = fchmod(made.number, wanted) }
                }
                try Self.sync(parent, current)
            } else if errno != EEXIST {
                throw FileError(code: errno, doing: "make the folder", path: next, rights: parent.status()?.rights)
            }
            current = next
        }
        _ = try openFolder(path)
    }

    /// Moves a file to a name that must be free, on the same file system.
    ///
    /// - Parameters:
    ///   - from: Where it stands.
    ///   - to: Where it is to stand.
    /// - Throws: `exists` where the name is taken, or what the system says.
    package func move(_ from: FolderPath, to: FolderPath) throws(FileError) {
        try Self.move(from, in: openFolder(from.folder), to: to, in: openFolder(to.folder))
    }

    private static func move(
        _ from: FolderPath, in source: borrowing Descriptor, to: FolderPath, in target: borrowing Descriptor
    ) throws(FileError) {
        guard let status = Self.status(source, from) else {
            throw FileError(code: errno, doing: "move", path: from)
        }
        guard status.isRegular else { throw Self.notAFile(status, from) }
        guard Self.renameWithoutReplacing(source, from, target, to) else {
            let code = errno
            throw FileError(
                code: code, doing: "move \(from.shown) to", path: to,
                rights: code == EACCES || code == EPERM ? source.status()?.rights : target.status()?.rights)
        }
        try Self.sync(target, to.folder)
        try Self.sync(source, from.folder)
    }

    /// Numbers that are tried behind a name before one is made that cannot be taken.
    private static let mostNumbers = 100

    /// Moves a file into a folder, which is made where it is missing, under its wanted name or the first free one of
    /// `name-2.csv`, `name-3.csv` and so on; where too many of those are taken, behind a mark that nobody can guess. Gives
    /// the path that it has now.
    package func move(_ from: FolderPath, into folder: FolderPath, as name: String? = nil) throws(FileError)
        -> FolderPath
    {
        try makeFolder(folder)
        let wanted = name.map { Array($0.utf8) } ?? from.components.last ?? []
        for number in 1...(Self.mostNumbers + 3) {
            let isNumbered = number <= Self.mostNumbers
            let free = isNumbered ? Self.numbered(wanted, number) : Self.marked(wanted, Identifier.make("n"))
            guard let to = folder.appending(free) else {
                throw FileError(.badName, doing: "move", path: from, words: "that is not a name for a file")
            }
            do throws(FileError) {
                try move(from, to: to)
                return to
            } catch {
                guard error.kind == .exists else { throw error }
            }
        }
        throw FileError(.exists, doing: "move \(from.shown) into", path: folder, words: "every name is taken")
    }

    /// Writes a new file, whole and on disk before its name appears, which never changes afterwards.
    ///
    /// The same bytes under the same name, as after a crash, are fine and left alone.
    ///
    /// - Parameters:
    ///   - path: Where it is to stand.
    ///   - bytes: Its bytes.
    /// - Returns: Whether it was written now.
    /// - Throws: `exists` where the name is taken by other bytes, or what the system says.
    @discardableResult
    package func writeNew(_ path: FolderPath, _ bytes: [UInt8]) throws(FileError) -> Bool {
        let target = try openFolder(path.folder)
        let temporary = try writeTemporary(bytes, rightsOf: target)
        do throws(FileError) {
            try Self.move(temporary.path, in: temporary.folder, to: path, in: target)
            return true
        } catch {
            try temporary.remove()
            guard error.kind == .exists else { throw error }
            let present = try openFile(path)
            guard Int(present.status.st_size) == bytes.count,
                present.descriptor.read(at: 0, count: bytes.count) == bytes
            else {
                throw FileError(code: error.code, doing: "write", path: path, rights: present.status.rights)
            }
            // Whoever wrote it may have crashed before it was on disk.
            try Self.sync(present.descriptor, path)
            try Self.sync(target, path.folder)
            return false
        }
    }

    /// Copies a file to a new one, whole and on disk before its name appears.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - path: Where the copy is to stand.
    ///   - limit: The most bytes that are copied.
    /// - Throws: `exists` where the name is taken, `tooLarge` where the file has more than `limit` bytes, or what the system
    ///   says.
    package func copyNew(_ source: FileSource, to path: FolderPath, limit: Int) throws(FileError) {
        guard source.count <= limit else {
            throw FileError(.tooLarge, doing: "copy", path: path, words: "it has more than \(limit) bytes")
        }
        let target = try openFolder(path.folder)
        let temporary = try writeTemporary(rightsOf: target) { file throws(FileError) in
            var place = 0
            while place < source.count {
                let piece = try source.read(place..<min(place + Self.pieceOfCopy, source.count))
                guard file.write(piece) else { return false }
                place += piece.count
            }
            return true
        }
        do throws(FileError) {
            try Self.move(temporary.path, in: temporary.folder, to: path, in: target)
        } catch {
            try temporary.remove()
            throw error
        }
    }

    /// How many bytes of a copy are in memory at a time.
    private static let pieceOfCopy = 1 << 20

    /// Writes a file in the place of the one that may be there; readers see the old or the new one, each whole.
    package func replace(_ path: FolderPath, _ bytes: [UInt8]) throws(FileError) {
        let target = try openFolder(path.folder)
        let temporary = try writeTemporary(bytes, rightsOf: target)
        let renamed = unsafe renameat(
            temporary.folder.number, cString(temporary.path.components.last), target.number,
            cString(path.components.last))
        guard renamed == 0 else {
            let code = errno
            try temporary.remove()
            throw FileError(code: code, doing: "write", path: path, rights: target.status()?.rights)
        }
        try Self.sync(target, path.folder)
    }

    /// Removes a file of recalld's own, below `.recalld/`; gone already is fine.
    package func removeWorkingFile(_ path: FolderPath) throws(FileError) {
        guard path.components.count > 1, path.components.first == Self.workingFolder.components.first else {
            throw FileError(
                .notPermitted, doing: "remove", path: path, words: "it is not one of recalld's own files")
        }
        try Self.remove(path, in: openFolder(path.folder))
    }

    fileprivate static func remove(_ path: FolderPath, in folder: borrowing Descriptor) throws(FileError) {
        guard unsafe unlinkat(folder.number, cString(path.components.last), 0) == 0 || errno == ENOENT else {
            throw FileError(code: errno, doing: "remove", path: path, rights: folder.status()?.rights)
        }
    }

    /// Removes what a crash left half-written. Only for the start, before anything is written.
    package func removeTemporaryFiles() throws(FileError) {
        do throws(FileError) {
            for file in try list(Self.temporaryFolder).files { try removeWorkingFile(file.path) }
        } catch {
            guard error.kind == .missing else { throw error }
        }
    }
}

/// An open file and what it was when it was opened.
private struct OpenFile: ~Copyable {
    let descriptor: Descriptor
    let status: stat
}

/// A file of recalld's own that is being written, and the open folder that it stands in: where file handles run out,
/// it can be taken away again without one more.
private struct Temporary: ~Copyable {
    let folder: Descriptor
    let path: FolderPath

    func remove() throws(FileError) { try SharedFolder.remove(path, in: folder) }
}

extension SharedFolder {
    private static let temporaryFolder = workingFolder.appending("tmp") ?? workingFolder

    /// Deeper folders are made by mistake or malice, and each holds a descriptor open while it is read.
    private static let depthLimit = 32

    private func writeTemporary(_ bytes: [UInt8], rightsOf target: borrowing Descriptor) throws(FileError)
        -> Temporary
    {
        try writeTemporary(rightsOf: target) { file in file.write(bytes) }
    }

    /// Writes a file of recalld's own, with the rights of the folder it is meant for.
    ///
    /// - Parameters:
    ///   - target: The folder whose rights it gets.
    ///   - fill: Writes its bytes; false leaves the reason in `errno`.
    /// - Returns: Where it stands until it is renamed.
    /// - Throws: What the file system says.
    private func writeTemporary(
        rightsOf target: borrowing Descriptor, fill: (borrowing Descriptor) throws(FileError) -> Bool
    ) throws(FileError) -> Temporary {
        let mode = (target.status()?.st_mode ?? 0) & 0o666 | 0o600
        try makeFolder(Self.temporaryFolder)
        // The ending keeps `*.csv` of a client that lists hidden files away from it.
        let path = Self.temporaryFolder.appending("\(Identifier.make("w")).part") ?? Self.temporaryFolder
        let temporary = Temporary(folder: try openFolder(Self.temporaryFolder), path: path)
        let number = unsafe openat(
            temporary.folder.number, cString(path.components.last),
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard number >= 0 else {
            throw FileError(code: errno, doing: "write", path: path, rights: temporary.folder.status()?.rights)
        }
        let file = Descriptor(number)
        let isFilled: Bool
        do throws(FileError) {
            isFilled = try fill(file)
        } catch {
            try temporary.remove()
            throw error
        }
        guard isFilled, fchmod(file.number, mode) == 0, fsync(file.number) == 0 else {
            let code = errno
            let rights = temporary.folder.status()?.rights
            try temporary.remove()
            throw FileError(code: code, doing: "write", path: path, rights: rights)
        }
        return temporary
    }

    private func openFolder(_ path: FolderPath) throws(FileError) -> Descriptor {
        var current = Descriptor(unsafe openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard current.number >= 0 else { throw FileError(code: errno, doing: "open the folder", path: self.path) }
        var above = FolderPath.root
        for name in path.components {
            let next = unsafe openat(current.number, cString(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else {
                let code = errno
                let status = Self.status(current, name)
                // The kernel says "not a folder" of a link that it was told not to follow.
                let isLink = status.map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
                throw FileError(
                    code: isLink ? ELOOP : code, doing: "open the folder", path: path, rights: status?.rights)
            }
            above = above.appending(name) ?? above
            current = Descriptor(next)
        }
        return current
    }

    private func openFile(_ path: FolderPath) throws(FileError) -> OpenFile {
        let folder = try openFolder(path.folder)
        // Without O_NONBLOCK a pipe that somebody put there would hold the thread for ever.
        let number = unsafe openat(
            folder.number, cString(path.components.last), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else {
            let code = errno
            throw FileError(code: code, doing: "open", path: path, rights: Self.status(folder, path)?.rights)
        }
        let file = Descriptor(number)
        guard let status = file.status() else { throw FileError(code: errno, doing: "open", path: path) }
        guard status.isRegular else { throw Self.notAFile(status, path) }
        return OpenFile(descriptor: file, status: status)
    }

    private func list(
        _ folder: consuming Descriptor, _ path: FolderPath, _ skips: (String) -> Bool, _ listing: inout Listing
    ) throws(FileError) {
        for name in try Self.names(folder, path) {
            guard let inner = path.appending(name), !skips(inner.name) else { continue }
            guard let status = Self.status(folder, name) else {
                // It may have gone since the folder was read, which is no fault.
                if errno != ENOENT { listing.unread.append(FileError(code: errno, doing: "look at", path: inner)) }
                continue
            }
            if status.isRegular {
                listing.files.append(Self.listed(status, inner))
            } else if status.isFolder {
                do throws(FileError) {
                    guard inner.components.count <= Self.depthLimit else {
                        throw FileError(.badName, doing: "read", path: inner, words: "it stands too deep")
                    }
                    try list(openFolder(inner), inner, skips, &listing)
                } catch {
                    if error.kind != .missing { listing.unread.append(error) }
                }
            } else {
                listing.others.append(inner)
            }
        }
    }

    private static func names(_ folder: borrowing Descriptor, _ path: FolderPath) throws(FileError) -> [[UInt8]] {
        // The stream closes the number it is given, and keeps its own place.
        let number = unsafe openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0, let stream = unsafe fdopendir(number) else {
            let code = errno
            if number >= 0 { _ = close(number) }
            throw FileError(code: code, doing: "read the folder", path: path, rights: folder.status()?.rights)
        }
        defer { _ = unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            // The end and an error look alike but for the number.
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            // The name ends with a NUL byte inside the entry, which stays as it is until the next call.
            let start = unsafe UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            let name = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
            if name != [46], name != [46, 46] { names.append(name) }
        }
        guard errno == 0 else { throw FileError(code: errno, doing: "read the folder", path: path) }
        return names
    }

    /// Renames only where the new name is free; false leaves the reason in `errno`.
    private static func renameWithoutReplacing(
        _ source: borrowing Descriptor, _ from: FolderPath, _ target: borrowing Descriptor, _ to: FolderPath
    ) -> Bool {
        let old = cString(from.components.last)
        let new = cString(to.components.last)
        if unsafe clinux_rename_noreplace(source.number, old, target.number, new) == 0 { return true }
        // Network file systems know no such rename. A second name is refused where it is taken, too.
        guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { return false }
        if unsafe linkat(source.number, old, target.number, new, 0) == 0 {
            return unsafe unlinkat(source.number, old, 0) == 0
        }
        // Nor second names, some of them. Then look first; nobody but recalld names files in its own folders.
        guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK else { return false }
        guard Self.status(target, to) == nil else {
            errno = EEXIST
            return false
        }
        return unsafe renameat(source.number, old, target.number, new) == 0
    }

    private static func sync(_ descriptor: borrowing Descriptor, _ path: FolderPath) throws(FileError) {
        // EINVAL: the file system has no such thing for folders, as with shares, and keeps names by itself.
        guard fsync(descriptor.number) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw FileError(code: errno, doing: "bring to disk", path: path)
        }
    }

    private static func status(_ folder: borrowing Descriptor, _ path: FolderPath) -> stat? {
        status(folder, path.components.last ?? [46])
    }

    private static func status(_ folder: borrowing Descriptor, _ name: [UInt8]) -> stat? {
        var found = stat()
        return unsafe fstatat(folder.number, cString(name), &found, AT_SYMLINK_NOFOLLOW) == 0 ? found : nil
    }

    private static func rights(of path: String) -> String? {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? found.rights : nil
    }

    private static func listed(_ status: stat, _ path: FolderPath) -> ListedFile {
        ListedFile(
            path: path, size: Int(status.st_size),
            modifiedNanoseconds: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec),
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), owner: status.st_uid)
    }

    private static func notAFile(_ status: stat, _ path: FolderPath) -> FileError {
        status.st_mode & S_IFMT == S_IFLNK
            ? FileError(code: ELOOP, doing: "open", path: path)
            : FileError(.notAFile, doing: "open", path: path, words: "it is not a plain file")
    }

    /// `list.csv`, `list-2.csv` …; a name without an ending gets its number at the end, and a long one is cut.
    static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
        number > 1 ? marked(name, "\(number)") : name
    }

    /// A name with a mark before its ending: `list-MARK.csv`. What is cut of a long one is whole characters, as far as it is
    /// UTF-8.
    package static func marked(_ name: [UInt8], _ text: String) -> [UInt8] {
        let dot = name.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil } ?? name.count
        let mark = Array("-\(text)".utf8)
        let whole = name[dot...]
        // An endless ending is none.
        let ending = whole.count <= 20 ? whole : []
        let stem = ending.isEmpty ? name[...] : name[..<dot]
        var length = min(stem.count, 255 - mark.count - ending.count)
        // A character has three bytes behind its first at the most.
        for _ in 0..<3 where 0 < length && length < stem.count && stem[length] & 0xC0 == 0x80 { length -= 1 }
        return stem[..<length] + mark + ending
    }

    private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }
}

/// A name as C reads it; the root's is the folder itself.
private func cString(_ name: [UInt8]?) -> [CChar] { (name ?? [46]).map { CChar(bitPattern: $0) } + [0] }
