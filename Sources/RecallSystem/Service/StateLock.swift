internal import Glibc

/// Why the state directory could not be taken.
package enum StateLockError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another recalld has it; its process number where that is known.
    case held(by: Int?)
    case file(FileError)

    package var description: String {
        switch self {
        case .held(let process?): "another recalld (process \(process)) works with this state directory"
        case .held(nil): "another recalld works with this state directory"
        case .file(let error): "\(error)"
        }
    }
}

/// The right to work with a state directory, which one process has at a time.
///
/// The kernel takes the lock back when the process ends in any way, so a crash leaves nothing to clean up.
package final class StateLock: Sendable {
    private let number: Int32

    package init(directory: String) throws(StateLockError) {
        let path = "\(directory)/lock"
        let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw .file(FileError(code: errno, doing: "lock", path: path)) }
        let file = Descriptor(number)
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .file(FileError(code: errno, doing: "lock", path: path)) }
            let text = file.read(at: 0, count: 16).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw .held(by: Int(text.prefix { $0.isASCII && $0.isNumber }))
        }
        // Only for the message above; the lock itself needs no bytes, and holds on a disk that has no room for them.
        guard ftruncate(number, 0) == 0, file.write(Array("\(getpid())\n".utf8)) || errno == ENOSPC || errno == EDQUOT
        else { throw .file(FileError(code: errno, doing: "lock", path: path)) }
        self.number = file.release()
    }

    deinit { _ = close(number) }
}
