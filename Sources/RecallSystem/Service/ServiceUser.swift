internal import Glibc

/// The user that the daemon runs as: whose state directory it is.
///
/// An administrator's command runs as root. What it makes has to belong to the daemon, and what it proves has to be
/// proved with the daemon's rights, not root's.
package struct ServiceUser: Equatable, Sendable {
    private let user: uid_t
    private let group: gid_t

    /// The user as which this process runs.
    package static var current: ServiceUser { ServiceUser(user: geteuid(), group: getegid()) }

    /// Whether this process may do everything.
    package static var isRoot: Bool { geteuid() == 0 }

    /// Whether this process runs as the user.
    package var isThisProcess: Bool { user == geteuid() }

    /// The owner of a folder; nil where it is not there.
    package init?(ownerOf path: String) {
        var found = stat()
        guard unsafe stat(path, &found) == 0 else { return nil }
        self.init(user: found.st_uid, group: found.st_gid)
    }

    private init(user: uid_t, group: gid_t) {
        self.user = user
        self.group = group
    }

    /// The name of the user, or its number where it has none.
    package var name: String {
        // Nothing else in recalld asks for users, so the library's static buffer is this call's own.
        guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else { return "\(user)" }
        return unsafe String(cString: name)
    }

    /// Goes on as this user for good, where root asks; the process of anybody else stays what it is.
    package func become() throws(FileError) {
        guard Self.isRoot, user != 0 else { return }
        let name = name
        guard unsafe initgroups(name, group) == 0, setgid(group) == 0, setuid(user) == 0 else {
            throw FileError(code: errno, doing: "go on as the user", path: name)
        }
    }

    /// Makes a folder with these rights for this user, and what is missing above it; one that is there is left as it is.
    ///
    /// - Returns: Whether it was made.
    package func makeFolder(_ path: String, mode: Int) throws(FileError) -> Bool {
        var made = ""
        let parts = path.split(separator: "/")
        for (index, part) in parts.enumerated() {
            made += "/\(part)"
            let isLast = index == parts.count - 1
            if unsafe mkdir(made, isLast ? mode_t(mode & 0o777) : 0o755) == 0 {
                guard isLast else { continue }
                // In this order: a change of the owner takes the set-group-ID bit away.
                guard unsafe !Self.isRoot || chown(made, user, group) == 0, unsafe chmod(made, mode_t(mode)) == 0 else {
                    throw FileError(code: errno, doing: "give away", path: made)
                }
                return true
            }
            guard errno == EEXIST else { throw FileError(code: errno, doing: "make the folder", path: made) }
        }
        return false
    }
}
