import Foundation
import GRDB
import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// What has aged out is gone from the tables and from the bytes of the files.
@Suite struct RetentionTests {
    private static let day = 24
    private static let later = Clinic.now.adding(hours: 400 * day)

    /// Ages out as the service does: 30 days for words, 365 for records.
    private func ageOut(_ clinic: Clinic, at now: Instant) async throws -> AgedOut {
        try await clinic.store.ageOut(
            practice: clinic.practice, transcripts: now.adding(hours: -30 * Self.day),
            records: now.adding(hours: -365 * Self.day), limit: 500, now: now)
    }

    private func settle(_ clinic: Clinic) async throws {
        _ = try await clinic.begun(patient: "1", id: "a_1")
        _ = try await clinic.store.finishAttempt(attempt: "a_1", from: [.placing], now: Clinic.now) { _ in
            Settlement(outcome: .noAnswer, report: "{\"words\":\"a secret\"}", events: [Clinic.event("e_1")])
        }
    }

    @Test func `the words of a call leave its row, and its outcome stays`() async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            try await settle(clinic)
            let gone = try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * Self.day + 1))
            #expect(gone.transcripts == 1)
            let outcome = try await database.store.read { db in
                try String.fetchOne(db, sql: "SELECT outcome FROM attempt WHERE report IS NULL")
            }
            #expect(outcome == "no_answer")
        }
    }

    @Test func `nothing of a patient who has aged out can be read from the files`() async throws {
        try await TestDatabase.open { clinic, database in
            let other = try Clinic.patient("2", phone: "07700 900124", last: "Fawcett")
            try await clinic.importPatients([try Clinic.patient("1"), other])
            try await settle(clinic)
            try await clinic.importPatients([other], at: Self.later)
            let file = try #require(try await clinic.outboxFile())
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            try await clinic.store.markCollected(file.id, now: Clinic.now)
            #expect(try await ageOut(clinic, at: Self.later).patients == 1)
            let left = try await database.store.read { db in
                (
                    attempts: try Int.fetchOne(db, sql: "SELECT count(*) FROM attempt"),
                    numbers: try String.fetchAll(db, sql: "SELECT phone FROM patient_number")
                )
            }
            #expect(left.attempts == 0)
            #expect(left.numbers == ["+447700900124"])
            try await clinic.store.emptyJournal()
            for ending in ["", "-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: database.store.path + ending))
                #expect(bytes.range(of: Data("Waterhouse".utf8)) == nil, "recalld.sqlite\(ending)")
                #expect(ending != "" || bytes.range(of: Data("Fawcett".utf8)) != nil)
            }
        }
    }

    @Test func `the audit can be neither changed nor shortened`() async throws {
        try await TestDatabase.open { clinic, database in
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await ageOut(clinic, at: Self.later).patients == 1)
            let entries = try await clinic.store.audit()
            #expect(entries.count == 1)
            for sql in ["DELETE FROM audit", "UPDATE audit SET subject = ''", "REPLACE INTO audit SELECT * FROM audit"]
            {
                await #expect(throws: StoreError.self, "\(sql)") {
                    try await database.store.write { db in try db.execute(sql: sql) }
                }
            }
            #expect(try await clinic.store.audit() == entries)
        }
    }
}
