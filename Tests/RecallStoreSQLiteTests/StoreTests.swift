import Foundation
import GRDB
import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// What SQLite and the tables keep, whatever the code does.
@Suite struct StoreTests {
    @Test func `a transaction that was answered is on the disk`() async throws {
        try await TestDatabase.open { _, database in
            let level = try await database.store.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
            #expect(level == 2, "2 is FULL")
        }
    }

    @Test func `a new database that several open at once is made once`() async throws {
        for _ in 0..<20 {
            let folder = FileManager.default.temporaryDirectory.appending(path: "recalld-open-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
            let path = folder.appending(path: "recalld.db").path
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try SQLiteStore(path: path, newID: { $0 }).close() }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `an import that does not fit on the disk leaves nothing behind`() async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await database.store.write { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
            }
            let many = try (0..<2000).map { try Clinic.patient("p\($0)", phone: "07700 90\(1000 + $0 % 9000)") }
            await #expect(throws: StoreError.full) { try await clinic.importPatients(many) }
            #expect(try await clinic.plan().map(\.patientID) == ["1"])
        }
    }

    @Test func `the tables refuse what the code must never do`() async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .noAnswer, events: [Clinic.event("e1")])
            _ = try await clinic.outboxFile()
            try await clinic.store.pause(practice: "", now: Clinic.now)
            for sql in [
                "UPDATE attempt SET state = 'placing', outcome = NULL", "UPDATE attempt SET outcome = 'booked'",
                "UPDATE event SET file = NULL", "DELETE FROM audit", "UPDATE audit SET actor = 'x'",
                "UPDATE attempt SET state = 'following', outcome = NULL, call_id = NULL",
            ] {
                await #expect(throws: StoreError.self, "\(sql)") {
                    try await database.store.write { db in try db.execute(sql: sql) }
                }
            }
        }
    }
}
