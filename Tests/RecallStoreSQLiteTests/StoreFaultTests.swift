import Foundation
import GRDB
import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// The database in trouble: what was not stored is not half there, and the same works when the trouble is over.
@Suite struct StoreFaultTests {
    private func error(_ body: () async throws -> Void) async -> StoreError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    /// Brings a practice with a call in progress into trouble, tries every step of a call, and ends the trouble.
    private func survive(
        _ expected: StoreError, begin: (TestDatabase) async throws -> Void, end: (TestDatabase) async throws -> Void
    ) async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            try await clinic.importDiary(free: 3)
            _ = try await clinic.begun(patient: "1", id: "a_1")
            let other = try await clinic.line("2").recallID
            let before = try await database.contents()
            try await begin(database)

            // Texts of a size that finds no room in a page that happens to be half empty.
            let long = String(repeating: "x", count: 100_000)
            #expect(await error { _ = try await clinic.begin(other, id: "a_\(long)") } == expected)
            #expect(
                await error { _ = try await clinic.store.accept(attempt: "a_1", callID: long, nextPollAt: Clinic.now) }
                    == expected)
            #expect(
                await error { _ = try await clinic.settle("a_1", .noAnswer, events: [Clinic.event("e_\(long)")]) }
                    == expected)
            #expect(
                await error {
                    try await clinic.store.raise("code", practice: "", message: long, now: Clinic.now)
                } == expected)
            #expect(
                await error {
                    try await clinic.importPatients([try Clinic.patient("3", phone: "07700 900125", last: long)])
                } == expected)
            #expect(try await database.contents() == before, "something was half stored")

            try await end(database)
            #expect(try await clinic.store.accept(attempt: "a_1", callID: "c1", nextPollAt: Clinic.now))
            #expect(try await clinic.settle("a_1", .noAnswer, events: [Clinic.event("e1")])?.outcome == .noAnswer)
            #expect(try await clinic.outboxFile() != nil)
            guard case .begun = try await clinic.begin(other, id: "a_2") else { throw Unexpected("it was to begin") }
        }
    }

    @Test func `a disk that is full changes nothing, and all goes on when there is room`() async throws {
        // No page more than there are; then as many as one likes.
        try await survive(
            .full, begin: { try await $0.pragma("PRAGMA max_page_count = 1") },
            end: { try await $0.pragma("PRAGMA max_page_count = 1000000") })
    }

    @Test func `a database that cannot be written changes nothing, and all goes on when it can`() async throws {
        try await survive(
            .readOnly, begin: { try await $0.pragma("PRAGMA query_only = ON") },
            end: { try await $0.pragma("PRAGMA query_only = OFF") })
    }

    @Test func `a disk that gives errors changes nothing, and all goes on when it is well`() async throws {
        let broken = BrokenJournal()
        // 778 is SQLITE_IOERR_WRITE (sqlite.org/rescode.html).
        try await survive(
            .inputOutput(code: 778), begin: { try broken.begin($0.store.path + "-wal") }, end: { _ in try broken.end() }
        )
    }

    @Test func `a database that another program holds is waited for, then given up, and free again later`() async throws
    {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.line("1").recallID
            let store = try SQLiteStore(path: database.store.path, busySeconds: 0.2) { "\($0)_\(UUID().uuidString)" }
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let holder = try DatabaseQueue(path: database.store.path, configuration: configuration)
            try await holder.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
            #expect(await error { _ = try await clinic.begin(recall, id: "a_1", store: store) } == .busy)
            #expect(try await store.attempt("a_1") == nil, "what is read is not held up")
            try await holder.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
            guard case .begun = try await clinic.begin(recall, id: "a_1", store: store) else {
                throw Unexpected("it was to begin")
            }
            try holder.close()
            try store.close()
        }
    }

    @Test func `many that open a new database at once all find its tables`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "recalld-open-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for round in 0..<10 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let store = try TestDatabase.newStore("\(folder)/\(round).db")
                        #expect(try await store.alerts().isEmpty)
                        try store.close()
                    }
                }
                try await group.waitForAll()
            }
        }
        try FileManager.default.removeItem(atPath: folder)
    }
}

/// A journal that cannot be written: each of the process's openings of the file is put aside, and one that only reads
/// stands in its place, so that the system refuses what SQLite writes.
private final class BrokenJournal {
    private var aside: [(number: Int32, copy: Int32)] = []

    func begin(_ path: String) throws {
        let folder = "/proc/self/fd"
        // All of them are known before the first is broken: a copy takes the number of one that has been closed, such as that
        // of the list itself, and would look like another opening.
        let numbers = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
            readLink("\(folder)/\(name)") == path ? Int32(name) : nil
        }
        for number in numbers {
            let copy = dup(number)
            let reading = try FileHandle(forReadingFrom: URL(filePath: path))
            guard copy >= 0, dup2(reading.fileDescriptor, number) == number else {
                throw Unexpected("the journal could not be broken: \(errno)")
            }
            try reading.close()
            aside.append((number, copy))
        }
        guard !aside.isEmpty else { throw Unexpected("nobody has \(path) open") }
    }

    func end() throws {
        for (number, copy) in aside where dup2(copy, number) != number || close(copy) != 0 {
            throw Unexpected("the journal could not be mended: \(errno)")
        }
        aside = []
    }

    private func readLink(_ path: String) -> String? {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: path)
        } catch {
            return nil
        }
    }
}

extension TestDatabase {
    /// Sets something of the connection that writes.
    fileprivate func pragma(_ sql: String) async throws {
        try await store.writeDirectly { db in try db.execute(sql: sql) }
    }

    /// All rows of the tables that calls change.
    fileprivate func contents() async throws -> [String] {
        try await store.read { db in
            try [
                "attempt", "slot_reservation", "event", "outbox_file", "recall", "patient", "export", "alert",
                "booking",
            ]
            .flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }
            }
        }
    }
}
