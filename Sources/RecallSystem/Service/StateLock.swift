internal import CLinux
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

    /// Takes the lock, and writes beside it who has it.
    ///
    /// - Parameters:
    ///   - directory: The state directory.
    ///   - words: What the holder says of itself, on one line.
    /// - Throws: That another has it, or why it cannot be taken.
    package init(directory: String, saying words: String = "") throws(StateLockError) {
        let path = Self.path(directory)
        let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw .file(FileError(code: errno, doing: "lock", path: path)) }
        let file = Descriptor(number)
        // The second is for whoever asks; the first keeps out those that know of no other.
        guard flock(number, LOCK_EX | LOCK_NB) == 0, clinux_lock(number) == 0 else {
            guard errno == EWOULDBLOCK || errno == EACCES else {
                throw .file(FileError(code: errno, doing: "lock", path: path))
            }
            throw .held(by: Self.holder(in: file).process)
        }
        guard Self.write(words, number) else { throw .file(FileError(code: errno, doing: "lock", path: path)) }
        self.number = file.release()
    }

    /// Who has a state directory; nil where nobody has. To ask takes nothing from anybody.
    ///
    /// - Parameter directory: The state directory.
    /// - Returns: The holder.
    /// - Throws: Why nobody can tell.
    package static func holder(of directory: String) throws(FileError) -> StateHolder? {
        let path = path(directory)
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError(code: errno, doing: "look at", path: path)
        }
        let file = Descriptor(number)
        switch clinux_is_locked(number) {
        case 0: return nil
        case 1: return holder(in: file)
        default: throw FileError(code: errno, doing: "look at", path: path)
        }
    }

    /// Has the holder say something else of itself. On a full disk what it said before may be lost, and nothing else.
    ///
    /// - Parameter words: What it says, on one line.
    /// - Returns: Whether it stands there.
    @discardableResult
    package func say(_ words: String) -> Bool { Self.write(words, number) }

    deinit { _ = close(number) }

    private static func path(_ directory: String) -> String { "\(directory)/lock" }

    /// The most bytes that a holder says of itself.
    private static let mostBytes = 16_384

    private static func holder(in file: borrowing Descriptor) -> StateHolder {
        let text = file.read(at: 0, count: mostBytes).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = text.split(separator: "\n", maxSplits: 1)
        return StateHolder(process: lines.first.flatMap { Int($0) }, words: lines.count > 1 ? String(lines[1]) : "")
    }

    /// The lock itself needs no bytes, and holds on a disk that has no room for them.
    private static func write(_ words: String, _ number: Int32) -> Bool {
        let bytes = Array("\(getpid())\n\(words)\n".utf8.prefix(mostBytes))
        // Whoever reads meanwhile finds the old words or the new: both are written as one, from the first byte on.
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, bytes.count, 0) }
        guard written == bytes.count else { return errno == ENOSPC || errno == EDQUOT }
        return ftruncate(number, off_t(bytes.count)) == 0
    }
}

/// Who has a state directory, as they say of themselves.
package struct StateHolder: Equatable, Sendable {
    /// The process; nil where it could not say.
    package var process: Int?
    package var words: String
}
