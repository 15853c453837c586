internal import Glibc

/// An empty file that is open, so that it can be filled with fewer rights than it took to open it.
package final class EmptyFile {
    package let path: String
    private let file: Descriptor

    init(path: String, _ file: consuming Descriptor) {
        self.path = path
        self.file = file
    }

    /// Writes what the file is to hold, and has the disk keep it.
    ///
    /// - Parameter bytes: All of it.
    /// - Throws: `FileError`; the file is empty again then.
    package func fill(_ bytes: [UInt8]) throws(FileError) {
        guard file.write(bytes), fsync(file.number) == 0 else {
            let code = errno
            _ = ftruncate(file.number, 0)
            throw FileError(code: code, doing: "write", path: path)
        }
    }
}
