internal import Glibc

/// Small files outside the shared folders, read in one go.
package enum WholeFile {
    /// All bytes of a file; throws where it has more than `limit`.
    package static func read(_ path: String, limit: Int, doing action: String = "read") throws(FileError) -> [UInt8] {
        let source = try FileSource(path: path)
        guard source.count <= limit else {
            throw FileError(.tooLarge, doing: action, path: path, words: "it has more than \(limit) bytes")
        }
        return try source.read(0..<source.count)
    }
}
