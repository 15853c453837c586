internal import Glibc

/// Keeps apart who works on the files that were taken out of a practice's inbox: commands, each on its own file, and the
/// service, which goes on with those that somebody has left behind.
///
/// The kernel takes the lock back when its holder ends in any way (flock(2)).
package final class ClaimLock: Sendable {
    private let number: Int32

    private init(_ number: Int32) { self.number = number }

    deinit { _ = close(number) }

    /// The lock of a command, beside which others may have one; waits while the service goes on with files left behind.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - directory: The state directory.
    /// - Returns: The lock, held until it is let go.
    /// - Throws: `FileError` where there can be none; `CancellationError`.
    package static func ofCommand(_ practice: String, in directory: String) async throws -> ClaimLock {
        while true {
            if let lock = try take(practice, directory, LOCK_SH) { return lock }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The lock of the service; nil while a command works.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - directory: The state directory.
    /// - Returns: The lock, held until it is let go.
    /// - Throws: `FileError` where there can be none.
    package static func ofService(_ practice: String, in directory: String) throws(FileError) -> ClaimLock? {
        try take(practice, directory, LOCK_EX)
    }

    private static func take(_ practice: String, _ directory: String, _ kind: Int32) throws(FileError) -> ClaimLock? {
        let path = "\(directory)/claims-\(practice).lock"
        let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw FileError(code: errno, doing: "lock", path: path) }
        let file = Descriptor(number)
        while flock(number, kind | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw FileError(code: errno, doing: "lock", path: path) }
            return nil
        }
        return ClaimLock(file.release())
    }
}
