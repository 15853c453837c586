import Foundation
import Testing

/// A folder that is taken away with its last user, for stores that keep files.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// Makes the folder.
    ///
    /// - Throws: What the file system says.
    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "recalld-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("\(path) could not be removed: \(error)")
        }
    }
}
