internal import Glibc

/// Why a file could not be touched, in words for the person who can mend it.
///
/// Names files and the rights on them, and never what is in them.
package struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        case missing
        case exists
        case notPermitted
        /// A symbolic link stands in the path; none is ever followed.
        case symbolicLink
        case notAFolder
        case notAFile
        case diskFull
        case readOnly
        /// The share or the disk under it is gone.
        case unreachable
        case otherFileSystem
        case badName
        case tooLarge
        /// Shorter than when it was opened, or not what it should hold.
        case notWhole
        /// Nothing stands in it.
        case empty
        case other
    }

    package let kind: Kind
    /// What was tried, such as `open`.
    package let action: String
    /// The path as the caller gave it; of a share it may hold a name that somebody gave to a file.
    package let path: String
    /// The path as it may stand in the journal and in reports.
    private let shown: String
    /// The system's error number; 0 where the system was not asked.
    package let code: Int32
    /// The reason in plain words, with the owner and the rights where they are the cause.
    package let words: String

    /// Whether no other file of the same folder can be taken for the same reason: the disk is full, or the process may open
    /// no more files.
    package var isOfAllFiles: Bool {
        kind == .diskFull || kind == .readOnly || [EMFILE, ENFILE, ENOMEM].contains(code)
    }

    package var description: String { "cannot \(action) \(shown): \(words)" }

    init(_ kind: Kind, doing action: String, path: String, words: String, code: Int32 = 0) {
        self.init(kind, doing: action, path: path, shown: path, words: words, code: code)
    }

    /// Of a share, whose names are anybody's.
    init(_ kind: Kind, doing action: String, path: FolderPath, words: String, code: Int32 = 0) {
        self.init(kind, doing: action, path: "\(path)", shown: path.shown, words: words, code: code)
    }

    init(_ kind: Kind, doing action: String, path: String, shown: String, words: String, code: Int32 = 0) {
        self.kind = kind
        self.action = action
        self.path = path
        self.shown = shown
        self.code = code
        self.words = words
    }

    /// A share is not mounted that a folder is known to be on.
    package init(shareIsAway path: String, words: String) {
        self.init(.unreachable, doing: "use", path: path, words: words)
    }

    /// A name that no file can have.
    package init(unusableName name: String, doing action: String) {
        self.init(
            .badName, doing: action, path: name, shown: "a file", words: "that is not a name for a file", code: 0)
    }

    /// The error that the system reported for a call; `rights` says whose the file or folder is, where that matters.
    init(code: Int32, doing action: String, path: String, rights: String? = nil) {
        self.init(code: code, doing: action, path: path, shown: path, rights: rights)
    }

    /// The same of a share, whose names are anybody's.
    init(code: Int32, doing action: String, path: FolderPath, rights: String? = nil) {
        self.init(code: code, doing: action, path: "\(path)", shown: path.shown, rights: rights)
    }

    init(code: Int32, doing action: String, path: String, shown: String, rights: String? = nil) {
        let kind: Kind
        switch code {
        case ENOENT: kind = .missing
        case EEXIST, ENOTEMPTY: kind = .exists
        case EACCES, EPERM: kind = .notPermitted
        case ELOOP: kind = .symbolicLink
        case ENOTDIR: kind = .notAFolder
        case EISDIR: kind = .notAFile
        case ENOSPC, EDQUOT: kind = .diskFull
        case EROFS: kind = .readOnly
        case ESTALE, EIO, ENODEV, ENXIO, EHOSTDOWN, EHOSTUNREACH, ENOTCONN, ETIMEDOUT, ECONNREFUSED, ESHUTDOWN:
            kind = .unreachable
        case EXDEV: kind = .otherFileSystem
        case ENAMETOOLONG, EILSEQ: kind = .badName
        default: kind = .other
        }
        let reason = "\(unsafe String(cString: strerror(code))) (error \(code))"
        let words: String
        if kind == .symbolicLink {
            words = "a symbolic link stands in the path, and none is followed"
        } else if kind == .notPermitted || rights != nil {
            words = "\(reason); recalld runs as user \(geteuid()), group \(getegid())\(rights.map { ", \($0)" } ?? "")"
        } else {
            words = reason
        }
        self.init(kind, doing: action, path: path, shown: shown, words: words, code: code)
    }
}
