internal import Glibc

/// A file that is for its owner alone.
package enum PrivateFile {
    /// Makes an empty file where there is none, and takes the rights of others from one that is there.
    ///
    /// What is there is not opened: closing it again would end the locks that this process has on it.
    package static func make(_ path: String) throws(FileError) {
        let made = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if made >= 0 {
            _ = Descriptor(made)
            return
        }
        guard errno == EEXIST else { throw FileError(code: errno, doing: "make", path: path) }
        var found = stat()
        guard unsafe lstat(path, &found) == 0 else { throw FileError(code: errno, doing: "look at", path: path) }
        let isOurs = found.st_uid == geteuid() && found.st_mode & S_IFMT == S_IFREG
        guard isOurs, found.st_mode & 0o077 != 0 else { return }
        guard unsafe chmod(path, found.st_mode & 0o700) == 0 else {
            throw FileError(code: errno, doing: "take the rights of others from", path: path)
        }
    }
}
