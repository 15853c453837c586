import Foundation
import RecallConformance
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// The database of a practice, for one test.
struct TestDatabase: Sendable {
    let store: SQLiteStore
    let folder: TemporaryFolder

    /// Runs `body` with a practice and its new database, which is taken away afterwards.
    static func open(_ body: (_ clinic: Clinic, _ database: TestDatabase) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let store = try newStore(folder.path + "/recalld.sqlite")
        try await body(try await Clinic { { store } }, TestDatabase(store: store, folder: folder))
        try store.close()
    }

    static func newStore(_ path: String) throws -> SQLiteStore {
        try SQLiteStore(path: path) { "\($0)_\(UUID().uuidString)" }
    }
}
