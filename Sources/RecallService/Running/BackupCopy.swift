import Foundation
package import RecallSystem

/// The copy of the database that a backup is made of, in the state directory, where its owner may write and nobody else
/// reads.
package struct BackupCopy: Sendable {
    package let path: String

    private static let prefix = "backup-"
    private static let ending = ".part"
    /// A copy that was cut off is taken away by the next one, once no copy takes so long.
    private static let mostSeconds = 3600.0

    /// Makes an empty file for it, and takes away what copies that were cut off have left.
    ///
    /// - Parameter state: The state directory.
    /// - Throws: `FileError` where it cannot be made.
    package init(in state: String) throws(FileError) {
        for name in Self.leftovers(in: state) {
            BackupCopy(path: "\(state)/\(name)").remove()
        }
        path = "\(state)/\(Self.prefix)\(UUID().uuidString.prefix(8).lowercased())\(Self.ending)"
        try PrivateFile.make(path)
    }

    private init(path: String) { self.path = path }

    private static func leftovers(in state: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []
        return names.filter { name in
            guard name.hasPrefix(prefix), name.hasSuffix(ending) else { return false }
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(state)/\(name)")
            guard let changed = attributes?[.modificationDate] as? Date else { return false }
            return abs(changed.timeIntervalSinceNow) > mostSeconds
        }
    }

    /// Takes the copy away, with the journal that a cut-off copy may have beside it.
    package func remove() {
        for name in [path, path + "-journal", path + "-wal", path + "-shm"] {
            do {
                try FileManager.default.removeItem(atPath: name)
            } catch {
                // Not there, or the next backup takes it away.
                continue
            }
        }
    }
}
