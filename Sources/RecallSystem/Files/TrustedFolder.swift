internal import CLinux
internal import Glibc

/// A folder of this machine that nobody but its owner leads anywhere else.
///
/// It is found name by name from the root, through no link and through no folder that others may change; so root makes
/// nothing elsewhere because of what others have put in its way. What is made in it is made by its descriptor.
package final class TrustedFolder {
    package let path: String
    private let folder: Descriptor

    /// Finds the folder.
    ///
    /// - Parameters:
    ///   - path: Where, absolute or from the working folder.
    ///   - shares: Folders in which it may not stand, nor in any folder of theirs.
    ///   - audience: Who may use what is missing on the way and is made; nil where all of it has to be there.
    ///   - target: What is to be made, for the words of an error; the folder itself where nil.
    /// - Throws: `FileError` where it is not there or cannot be made, a link or a folder of somebody else leads to it, or it
    ///   would stand in one of those folders.
    package init(
        _ path: String, outside shares: [String], making audience: Audience? = nil, for target: String? = nil
    ) throws(FileError) {
        var way = try FolderWay(path, outside: shares, for: target ?? path)
        try way.walk { walked, doubt throws(FileError) in
            if let doubt { throw doubt }
            guard let audience else { throw walked.missing }
            try walked.makeNext { walked.give($0, to: audience) }
        }
        if let doubt = way.doubt { throw doubt }
        self.path = path
        folder = way.end()
    }

    /// Makes a folder with these rights for a user, and what is missing above it for everybody to go through; one that is
    /// there is left as it is, whoever it belongs to.
    ///
    /// - Parameters:
    ///   - path: Where, absolute or from the working folder.
    ///   - user: Whose it becomes, where root asks.
    ///   - mode: Its rights.
    ///   - shares: Folders in which it may not stand, nor in any folder of theirs.
    /// - Returns: Whether it was made.
    /// - Throws: `FileError` where a link leads to it, it would stand in one of those folders, or it would have to be made
    ///   below a folder that others may change.
    package static func make(
        _ path: String, for user: ServiceUser, mode: Int, outside shares: [String]
    ) throws(FileError) -> Bool {
        var way = try FolderWay(path, outside: shares, for: path)
        var isMade = false
        try way.walk { walked, doubt throws(FileError) in
            if let doubt { throw doubt }
            isMade = true
            try walked.makeNext { made in
                walked.isLast ? user.own(made, mode: mode_t(mode)) : walked.give(made, to: .everybody)
            }
        }
        return isMade
    }

    /// Lets what this process makes from now on be its owner's alone, until it says otherwise of each.
    package static func hideNewFiles() { _ = umask(0o077) }

    /// Makes a folder in this one.
    ///
    /// - Returns: Whether it was made now.
    /// - Throws: `FileError` where something else of that name stands there, or it cannot be made.
    package func makeFolder(_ name: String, for audience: Audience) throws(FileError) -> Bool {
        let inner = "\(path)/\(name)"
        try check(name)
        let isMade = unsafe mkdirat(folder.number, name, 0o700) == 0
        guard isMade || errno == EEXIST else { throw FileError(code: errno, doing: "make the folder", path: inner) }
        let opened = Descriptor(unsafe openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        guard opened.number >= 0 else {
            throw FileError(code: errno == ENOTDIR ? EEXIST : errno, doing: "make the folder", path: inner)
        }
        guard isMade else { return false }
        guard audience.give(opened, isFolder: true), fsync(folder.number) == 0 else {
            throw FileError(code: errno, doing: "make the folder", path: inner)
        }
        return true
    }

    /// Makes a file in this folder, whole and on disk.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - bytes: What it holds.
    ///   - audience: Who may read it.
    /// - Throws: `FileError`, of the kind `exists` where anything of that name stands there.
    package func makeFile(_ name: String, _ bytes: [UInt8], for audience: Audience) throws(FileError) {
        let file = try open(name)
        let isWhole = file.write(bytes) && audience.give(file, isFolder: false) && fsync(file.number) == 0
        guard isWhole, fsync(folder.number) == 0 else {
            let code = errno
            _ = unsafe unlinkat(folder.number, name, 0)
            throw FileError(code: code, doing: "write", path: "\(path)/\(name)")
        }
    }

    /// Whether something of that name stands in the folder, a link that leads nowhere included.
    package func contains(_ name: String) -> Bool {
        var found = stat()
        return unsafe fstatat(folder.number, name, &found, AT_SYMLINK_NOFOLLOW) == 0
    }

    /// Gives a file of this folder another name, which must be free.
    ///
    /// - Throws: `FileError`, of the kind `exists` where the name is taken.
    package func move(_ name: String, to other: String) throws(FileError) {
        try check(name)
        try check(other)
        guard unsafe clinux_rename_noreplace(folder.number, name, folder.number, other) == 0, fsync(folder.number) == 0
        else { throw FileError(code: errno, doing: "move", path: "\(path)/\(name)") }
    }

    /// Takes a file of this folder away.
    ///
    /// - Returns: Whether it is gone.
    @discardableResult
    package func remove(_ name: String) -> Bool {
        unsafe unlinkat(folder.number, name, 0) == 0 || errno == ENOENT
    }

    /// Opens a file of this folder to fill it, which is there and empty.
    ///
    /// - Parameter name: Its name; a link is not followed.
    /// - Returns: The file; nil where it holds something.
    /// - Throws: `FileError` where it is not there, is no plain file or cannot be written.
    package func openEmpty(_ name: String) throws(FileError) -> EmptyFile? {
        try check(name)
        let path = "\(path)/\(name)"
        let opened = unsafe openat(folder.number, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard opened >= 0 else { throw FileError(code: errno, doing: "open", path: path) }
        let file = Descriptor(opened)
        guard let status = file.status() else { throw FileError(code: errno, doing: "open", path: path) }
        guard status.isRegular, status.st_nlink == 1 else {
            throw FileError(.notAFile, doing: "open", path: path, words: "it is not a plain file")
        }
        return status.st_size == 0 ? EmptyFile(path: path, file) : nil
    }

    /// Opens a new file of the owner's alone.
    func open(_ name: String) throws(FileError) -> Descriptor {
        try check(name)
        let made = unsafe openat(folder.number, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard made >= 0 else {
            guard errno == EEXIST else { throw FileError(code: errno, doing: "make", path: "\(path)/\(name)") }
            throw FileError(
                .exists, doing: "make", path: "\(path)/\(name)", words: "it is there already. Name a new file")
        }
        return Descriptor(made)
    }

    private func check(_ name: String) throws(FileError) {
        guard FolderPath.root.appending(name) != nil else {
            throw FileError(unusableName: name, doing: "make")
        }
    }
}

/// Who may use a file or folder that a command makes; its owner always may.
package enum Audience: Sendable {
    /// Nobody else.
    case owner
    /// The service reads it, as the group of its user.
    case service(ServiceUser)
    /// Everybody reads it.
    case everybody

    /// Gives what was made these rights; false leaves the reason in `errno`.
    fileprivate func give(_ made: borrowing Descriptor, isFolder: Bool) -> Bool {
        switch self {
        case .owner: fchmod(made.number, isFolder ? 0o700 : 0o600) == 0
        case .everybody: fchmod(made.number, isFolder ? 0o755 : 0o644) == 0
        case .service(let user): user.letRead(made, isFolder: isFolder)
        }
    }
}

/// The way to a folder, gone name by name.
private struct FolderWay: ~Copyable {
    /// Where a folder stands, whatever path leads to it.
    private struct Place: Equatable {
        var device: dev_t
        var inode: ino_t
    }

    /// The way as far as it was gone, with the name that comes next.
    struct Step: ~Copyable {
        fileprivate let folder: Int32
        fileprivate let name: String
        fileprivate let path: String
        fileprivate let target: String
        let isLast: Bool

        var missing: FileError {
            FileError(
                .missing, doing: "make", path: target, words: "the folder \(path) is not there. Make it first",
                code: ENOENT)
        }

        /// Makes what comes next, and has it given the rights that it is to have.
        func makeNext(_ give: (borrowing Descriptor) -> Bool) throws(FileError) {
            guard unsafe mkdirat(folder, name, 0o700) == 0 else {
                throw FileError(code: errno, doing: "make the folder", path: path)
            }
            let made = Descriptor(unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
            guard made.number >= 0, give(made) else {
                throw FileError(code: errno, doing: "make the folder", path: path)
            }
        }

        func give(_ made: borrowing Descriptor, to audience: Audience) -> Bool { audience.give(made, isFolder: true) }
    }

    private var folder: Descriptor
    private var walked = ""
    private var parts: [String]
    private let shares: [Place]
    private let target: String
    /// Why nothing may be made below here; nil where something may.
    private(set) var doubt: FileError?

    init(_ path: String, outside shares: [String], for target: String) throws(FileError) {
        var parts = path.split(separator: "/").map(String.init)
        if !path.hasPrefix("/") { parts = try Self.workingFolder().split(separator: "/").map(String.init) + parts }
        let root = unsafe open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw FileError(code: errno, doing: "open", path: "/") }
        folder = Descriptor(root)
        self.parts = parts.filter { $0 != "." }
        self.shares = shares.compactMap(Self.place)
        self.target = target
    }

    /// Goes the whole way. Where something is missing, `make` is asked to make it, or throws.
    ///
    /// - Parameter make: Is given the step at which nothing stands, and why nothing may be made there.
    /// - Throws: `FileError` where a link stands in the way, or it leads into a share; what `make` throws.
    mutating func walk(_ make: (borrowing Step, FileError?) throws(FileError) -> Void) throws(FileError) {
        for (index, part) in parts.enumerated() {
            walked += "/\(part)"
            var next = enter(part)
            if next < 0, errno == ENOENT {
                try make(
                    Step(
                        folder: folder.number, name: part, path: walked, target: target,
                        isLast: index == parts.count - 1), doubt)
                next = enter(part)
            }
            guard next >= 0 else { throw refusal(code: errno, part) }
            folder = Descriptor(next)
            try judge()
        }
    }

    consuming func end() -> Descriptor { folder }

    private func enter(_ part: String) -> Int32 {
        unsafe openat(folder.number, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }

    private func refusal(code: Int32, _ part: String) -> FileError {
        var found = stat()
        // The kernel says "not a folder" of a link that it was told not to follow.
        if code == ENOTDIR, unsafe fstatat(folder.number, part, &found, AT_SYMLINK_NOFOLLOW) == 0,
            found.st_mode & S_IFMT == S_IFLNK
        {
            return FileError(
                .symbolicLink, doing: "make", path: target,
                words: "\(walked) is a link, and none is followed. Write the path that it leads to")
        }
        return FileError(code: code, doing: "go through", path: walked)
    }

    private mutating func judge() throws(FileError) {
        guard let found = folder.status() else { throw FileError(code: errno, doing: "look at", path: walked) }
        if shares.contains(Place(device: found.st_dev, inode: found.st_ino)) {
            throw FileError(
                .notPermitted, doing: "make", path: target,
                words:
                    "\(walked) is a shared folder: everybody in the practice could read it. Name a folder of this machine"
            )
        }
        let isOwn = found.st_uid == 0 || found.st_uid == geteuid()
        // In a sticky folder, as /tmp is, nobody takes another's file away.
        let isOthers = found.st_mode & 0o022 != 0 && found.st_mode & S_ISVTX == 0
        guard doubt == nil, !isOwn || (ServiceUser.isRoot && isOthers) else { return }
        doubt = FileError(
            .notPermitted, doing: "make", path: target,
            words: ServiceUser.isRoot
                ? "others than root may change \(walked) (\(found.rights)). Name a folder that is root's, such as /root"
                : "\(walked) is somebody else's (\(found.rights)). Name a folder of your own")
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
}
