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

    /// A user of this machine by name; nil where there is none of that name.
    package init?(named name: String) {
        guard let entry = unsafe getpwnam(name) else { return nil }
        self.init(user: unsafe entry.pointee.pw_uid, group: unsafe entry.pointee.pw_gid)
    }

    /// The user of the service, whose files and folders an administrator's command makes.
    ///
    /// - Parameter state: The state directory.
    /// - Returns: Its owner; while it is root's or not there, the user `recalld`, and without one whoever runs the command.
    package static func service(ofState state: String?) -> ServiceUser {
        if let state, let owner = ServiceUser(ownerOf: state), owner.user != 0 { return owner }
        return isRoot ? ServiceUser(named: "recalld") ?? current : current
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
        // With another user the kernel goes back to what the machine's administrator has set (fs.suid_dumpable).
        ProcessMemory.keepFromDumps()
    }

    /// Gives this user what was made, where root asks; false leaves the reason in `errno`.
    func own(_ made: borrowing Descriptor, mode: mode_t) -> Bool {
        // In this order: a change of the owner takes the set-group-ID bit away.
        (!Self.isRoot || fchown(made.number, user, group) == 0) && fchmod(made.number, mode) == 0
    }

    /// Lets this user read what root has made, by the group; what anybody else makes stays the maker's alone. False leaves
    /// the reason in `errno`.
    func letRead(_ made: borrowing Descriptor, isFolder: Bool) -> Bool {
        guard Self.isRoot else { return fchmod(made.number, isFolder ? 0o700 : 0o600) == 0 }
        return fchown(made.number, 0, group) == 0 && fchmod(made.number, isFolder ? 0o750 : 0o640) == 0
    }
}
