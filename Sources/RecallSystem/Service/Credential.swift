internal import Glibc

/// A key that is shown to nobody but whom it is meant for.
package struct Credential: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The key itself; only for the request that needs it.
    package let secret: String

    package var description: String { "(a key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    package init(secret: String) { self.secret = secret }

    /// Longer than any key, and short enough to show that a wrong file was named.
    private static let limit = 16 * 1024

    /// Reads a credential that the service manager handed over in `$CREDENTIALS_DIRECTORY`; nil where it gave none. One
    /// without a key, as an installation makes it until there is one, throws a `FileError` of the kind `empty`.
    package init?(named name: String, environment: [String: String] = Environment.current) throws(FileError) {
        guard let directory = environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty,
            FolderPath.root.appending(name) != nil
        else { return nil }
        do throws(FileError) {
            try self.init(path: "\(directory)/\(name)")
        } catch {
            if error.kind == .missing { return nil }
            throw error
        }
    }

    /// Reads a key from a file, without what editors and people put around it: blanks, the ends of lines, a byte order mark,
    /// straight quotes. Refuses a file that everybody may read or that its group
    /// may write.
    package init(path: String) throws(FileError) {
        let action = "read the key in"
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw FileError(code: errno, doing: action, path: path) }
        let file = Descriptor(number)
        guard let status = file.status() else { throw FileError(code: errno, doing: action, path: path) }
        guard status.isRegular else {
            throw FileError(.notAFile, doing: action, path: path, words: "it is not a plain file")
        }
        guard status.st_mode & 0o027 == 0 else {
            throw FileError(
                .notPermitted, doing: action, path: path,
                words: "others may read or change it: \(status.rights); use 600 or 640")
        }
        guard status.st_size <= Self.limit, let bytes = file.read(at: 0, count: Self.limit) else {
            throw FileError(.tooLarge, doing: action, path: path, words: "it has more than \(Self.limit) bytes")
        }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw FileError(
                .notWhole, doing: action, path: path,
                words: "it is saved as UTF-16. In Notepad choose Save as, Encoding: UTF-8")
        }
        let trimmed = Self.word(in: bytes)
        guard !trimmed.isEmpty else { throw FileError(.empty, doing: action, path: path, words: "it is empty") }
        guard trimmed.allSatisfy({ (33...126).contains($0) }) else {
            throw FileError(.notWhole, doing: action, path: path, words: "a key is one word of plain characters")
        }
        secret = String(decoding: trimmed, as: UTF8.self)
    }

    private static func word(in bytes: [UInt8]) -> ArraySlice<UInt8> {
        let blanks: Set<UInt8> = [9, 10, 11, 12, 13, 32]
        func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            let rest = bytes.drop { blanks.contains($0) }
            return rest.prefix(upTo: (rest.lastIndex { !blanks.contains($0) } ?? rest.startIndex - 1) + 1)
        }
        let word = trimmed(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        guard let quote = word.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), word.count > 1,
            word.last == quote
        else { return word }
        return trimmed(word.dropFirst().dropLast())
    }
}
