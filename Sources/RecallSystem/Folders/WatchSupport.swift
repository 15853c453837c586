internal import CLinux

/// Whether a file system tells of changes.
package enum WatchSupport {
    /// Magic numbers of file systems whose changes are made on another machine, or in another program, and of which this
    /// kernel hears nothing (statfs(2) and linux/magic.h).
    private static let silent: Set<Int64> = [
        0xFF53_4D42,  // CIFS
        0xFE53_4D42,  // SMB 2 and 3
        0x517B,  // the old smbfs
        0x6969,  // NFS
        0x6573_5546,  // FUSE: sshfs, WebDAV, the cloud drives
        0x0102_1997,  // 9P: WSL and virtual machines
        0x786F_4256,  // VirtualBox shared folders
        0x00C3_6400,  // Ceph
        0x0BD0_0BD0,  // Lustre
        0x4750_4653,  // GPFS
        0x5346_414F,  // AFS
        0x6B41_4653,  // kAFS
        0x7375_7245,  // Coda
        0x564C,  // NetWare
    ]

    /// Whether changes below a path come as events. Where they do not, and where that cannot be told, poll.
    package static func events(for path: String) -> Bool {
        let type = unsafe clinux_filesystem_type(path)
        return type >= 0 && events(fileSystemType: Int64(type))
    }

    static func events(fileSystemType type: Int64) -> Bool { !silent.contains(type) }
}
