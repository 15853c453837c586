import Foundation
import GRDB
import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// What the file on the disk may be, and what is said about it.
@Suite struct DatabaseFileTests {
    @Test func `a database of a newer recalld is refused in words, and left as it is`() async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            let newer = database.folder.path + "/newer.db"
            try await clinic.store.backup(to: newer)
            let queue = try DatabaseQueue(path: newer)
            try await queue.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')")
                try db.execute(sql: "ALTER TABLE patient ADD COLUMN of_the_future TEXT")
            }
            try queue.close()
            let error = #expect(throws: StoreError.self) { _ = try TestDatabase.newStore(newer) }
            #expect(error == .newerSchema)
            #expect(error?.description.contains("newer recalld") == true)
            let again = try DatabaseQueue(path: newer)
            let migrations = try await again.read { db in
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1")
            }
            #expect(migrations.last == "of the future" && migrations.first == "1")
        }
    }

    @Test func `a damaged page is found, said in words, and a backup takes its place`() async throws {
        try await TestDatabase.open { clinic, database in
            let patients = try (0..<200).map {
                try Clinic.patient("\($0)", phone: "07700 9\(10000 + $0)", last: "Fawcett", row: $0)
            }
            try await clinic.importPatients(patients)
            try await clinic.store.checkIntegrity(isQuick: false)
            let backup = database.folder.path + "/backup.db"
            try await clinic.store.backup(to: backup)

            // The bytes of a page in the middle of the table turn to nonsense, as on a dying disk.
            let damaged = database.folder.path + "/damaged.db"
            var bytes = try Data(contentsOf: URL(filePath: backup))
            let queue = try DatabaseQueue(path: backup)
            let root = try await queue.read { db in
                try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'patient'") ?? 0
            }
            try queue.close()
            let page = bytes.count / 4096 > root ? root - 1 : 1
            bytes.replaceSubrange(page * 4096..<page * 4096 + 4096, with: Data(repeating: 0x5A, count: 4096))
            try bytes.write(to: URL(filePath: damaged))
            let store = try TestDatabase.newStore(damaged)
            for isQuick in [true, false] {
                let error = await #expect(throws: StoreError.self) { try await store.checkIntegrity(isQuick: isQuick) }
                #expect(error == .damaged)
                #expect(error?.description.contains("backup") == true)
                #expect(error?.isPassing == false, "the service ends rather than go on with it")
            }
            try store.close()

            let restored = try TestDatabase.newStore(backup)
            try await restored.checkIntegrity(isQuick: false)
            let count = try await restored.counts(practice: clinic.practice, today: clinic.zone.day(of: Clinic.now))
                .patients
            #expect(count == 200)
            try restored.close()
        }
    }

    @Test func `a file that is no database is refused in words`() async throws {
        try await TestDatabase.open { _, database in
            let path = database.folder.path + "/text.db"
            try Data(String(repeating: "this is a letter, not a database\n", count: 200).utf8)
                .write(to: URL(filePath: path))
            let error = #expect(throws: StoreError.self) { _ = try TestDatabase.newStore(path) }
            #expect(error == .damaged)
        }
    }
}
