internal import Glibc

/// How much room a disk has.
package enum DiskSpace {
    /// Bytes that an ordinary user may still write on the file system of a path.
    package static func free(at path: String) throws(FileError) -> Int64 {
        var found = statvfs()
        guard unsafe statvfs(path, &found) == 0 else {
            throw FileError(code: errno, doing: "measure the free space of", path: path)
        }
        return Int64(
            clamping: UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize)).partialValue)
    }
}
