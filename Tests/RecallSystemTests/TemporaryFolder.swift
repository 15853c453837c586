import Foundation
import Testing

@testable import RecallSystem

/// A folder of its own for one test, which is gone afterwards.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recalld-\(Identifier.make("test"))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("\(folder.path) could not be removed: \(error)")
        }
    }
    return try await body(folder.path)
}

/// A path that must be one.
func path(_ text: String) throws -> FolderPath { try #require(FolderPath(text), "not a path: \(text)") }

func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
}

func contents(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

/// What a stream says next, or nil when it says nothing until the deadline.
func next<Element: Sendable>(
    _ stream: AsyncStream<Element>, within seconds: Double = 20, where isWanted: @escaping @Sendable (Element) -> Bool
) async -> Element? {
    await withTaskGroup(of: Element?.self) { group in
        group.addTask {
            for await element in stream where isWanted(element) { return element }
            return nil
        }
        group.addTask {
            // Only a deadline: the test goes on as soon as the stream has said it.
            try? await Task.sleep(for: .seconds(seconds))
            return nil
        }
        defer { group.cancelAll() }
        return await group.next() ?? nil
    }
}
