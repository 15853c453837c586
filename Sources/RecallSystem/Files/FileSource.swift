internal import Glibc

/// An open file that is read in ranges, as it was when it was opened.
package final class FileSource: Sendable {
    private let number: Int32
    private let path: String
    /// The path as it may stand in the journal and in reports.
    private let shown: String

    /// The size when it was opened, in bytes.
    package let count: Int

    init(_ descriptor: consuming Descriptor, path: String, shown: String, count: Int) {
        number = descriptor.release()
        self.path = path
        self.shown = shown
        self.count = count
    }

    deinit { _ = close(number) }

    /// Opens a file outside any shared folder, such as one named on the command line.
    package convenience init(path: String) throws(FileError) {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw FileError(code: errno, doing: "open", path: path) }
        let descriptor = Descriptor(number)
        guard let status = descriptor.status() else { throw FileError(code: errno, doing: "open", path: path) }
        guard status.isRegular else {
            throw FileError(.notAFile, doing: "read", path: path, words: "it is not a plain file")
        }
        self.init(descriptor, path: path, shown: path, count: Int(status.st_size))
    }

    /// Puts the bytes of a range within `0..<count` behind others; throws `notWhole` where the file has become shorter.
    package func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws(FileError) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range outside the file")
        let before = bytes.count
        let view = Descriptor(number)
        let isRead = view.append(at: range.lowerBound, count: range.count, to: &bytes)
        let code = errno
        _ = view.release()
        guard isRead else { throw FileError(code: code, doing: "read", path: path, shown: shown) }
        guard bytes.count - before == range.count else {
            throw FileError(
                .notWhole, doing: "read", path: path, shown: shown, words: "it became shorter while it was read")
        }
    }

    /// The bytes of a range within `0..<count`; throws `notWhole` where the file has become shorter.
    package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(range, to: &bytes)
        return bytes
    }

    /// How long the file is now, which is more than `count` where somebody still writes.
    package func currentCount() throws(FileError) -> Int {
        var found = stat()
        guard unsafe fstat(number, &found) == 0 else {
            throw FileError(code: errno, doing: "read", path: path, shown: shown)
        }
        return Int(found.st_size)
    }
}
