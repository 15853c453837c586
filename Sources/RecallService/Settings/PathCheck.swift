import Foundation

/// Looks at files without opening them.
enum PathCheck {
    static func isFolder(_ path: String) -> Bool {
        (try? URL(filePath: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
