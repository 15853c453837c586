import Foundation
import GRDB
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

@Suite struct RetentionTests {
    private static let day = 24
    private static let later = Clinic.now.adding(hours: 400 * day)

    /// Ages out as the service does: 30 days for words, 365 for records.
    private func ageOut(_ clinic: Clinic, at now: Instant) async throws -> AgedOut {
        try await clinic.store.ageOut(
            practice: clinic.practice, transcripts: now.adding(hours: -30 * Self.day),
            records: now.adding(hours: -365 * Self.day), now: now)
    }

    private func settled(_ clinic: Clinic, _ patient: String, at now: Instant = Clinic.now) async throws {
        _ = try await clinic.begun(patient: patient, id: "a_\(patient)", at: now)
        _ = try await clinic.store.finishAttempt(attempt: "a_\(patient)", from: [.placing], now: now) { _ in
            Settlement(outcome: .noAnswer, report: "{\"words\":\"a secret\"}", events: [Clinic.event("e_\(patient)")])
        }
    }

    @Test func `the words of a call go after their days, and its outcome stays`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            try await settled(clinic, "1")
            #expect(try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * Self.day)).isEmpty)
            let gone = try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * Self.day + 1))
            #expect(gone.transcripts == 1)
            let outcome = try await clinic.store.read { db in
                try String.fetchOne(db, sql: "SELECT outcome FROM attempt WHERE report IS NULL")
            }
            #expect(outcome == "no_answer")
        }
    }

    @Test func `a patient whom no export holds goes with everything, once staff have collected the news`() async throws
    {
        try await Clinic.open { clinic in
            try await clinic.importPatients([
                try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124", last: "Fawcett"),
            ])
            try await settled(clinic, "1")
            _ = try await clinic.store.addStop(
                Stop(
                    practice: nil, phone: PhoneNumber(e164: "+447700900123"), patientID: nil, reason: "asked",
                    source: "staff"), now: Clinic.now)
            // Patient 2 stands in a newer export, and the news of patient 1 wait.
            try await clinic.importPatients(
                [try Clinic.patient("2", phone: "07700 900124", last: "Fawcett")], at: Self.later)
            #expect(try await ageOut(clinic, at: Self.later).patients == 0)
            let file = try #require(try await clinic.outboxFile())
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            #expect(
                try await ageOut(clinic, at: Self.later).patients == 0, "a file that waits for staff keeps its news")
            try await clinic.store.markCollected(file.id, now: Clinic.now)

            let gone = try await ageOut(clinic, at: Self.later)
            #expect(gone.patients == 1)
            #expect(gone.events == 1)
            #expect(gone.outboxFiles == 1)
            #expect(try await ageOut(clinic, at: Self.later).isEmpty, "once is enough")
            #expect(try await clinic.line("2", at: Self.later).patientID == "2")
            let left = try await clinic.store.read { db in
                (
                    attempts: try Int.fetchOne(db, sql: "SELECT count(*) FROM attempt"),
                    numbers: try String.fetchAll(db, sql: "SELECT phone FROM patient_number"),
                    suppressed: try Int.fetchOne(db, sql: "SELECT count(*) FROM stop WHERE ended_at IS NULL"),
                    name: try String.fetchOne(db, sql: "SELECT name FROM outbox_file")
                )
            }
            #expect(left.attempts == 0)
            #expect(left.numbers == ["+447700900124"])
            #expect(left.suppressed == 1, "a wish to be left alone is kept for ever")
            #expect(left.name == "outcomes-1.csv", "numbers keep having no gap")
            // Nothing of the name can be read from the files, either.
            try await clinic.store.emptyJournal()
            for ending in ["", "-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: clinic.path + ending))
                #expect(bytes.range(of: Data("Waterhouse".utf8)) == nil, "recalld.sqlite\(ending)")
                #expect(ending != "" || bytes.range(of: Data("Fawcett".utf8)) != nil)
            }
        }
    }

    @Test func `a call without an end keeps its patient, however old`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
            #expect(try await ageOut(clinic, at: Self.later).isEmpty)
            #expect(try await clinic.line("1", at: Self.later).state == .unknown)
        }
    }

    @Test func `the audit tells how much was taken away, and can be neither changed nor shortened`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await ageOut(clinic, at: Self.later).patients == 1)
            let entries = try await clinic.store.audit()
            #expect(entries.map(\.subject) == ["harbour-lane: 1 patients"])
            #expect(entries.map(\.actor) == ["retention"])
            for sql in ["DELETE FROM audit", "UPDATE audit SET subject = ''", "REPLACE INTO audit SELECT * FROM audit"]
            {
                await #expect(throws: StoreError.self, "\(sql)") {
                    try await clinic.store.write { db in try db.execute(sql: sql) }
                }
            }
            #expect(try await clinic.store.audit() == entries)
        }
    }

    @Test func `an archived export is listed when it is old, and only until it is forgotten`() async throws {
        try await Clinic.open { clinic in
            let claim = clinic.claim("patients.csv", bytes: "b1")
            _ = try await clinic.store.importPatients(
                claim, reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { _ in ImportCounts() }
            try await clinic.store.recordPlace(claim: claim.claim, place: "archive/2026/11/patients.csv")
            #expect(try await clinic.store.archivedExports(practice: clinic.practice, before: Clinic.now).isEmpty)
            let old = try await clinic.store.archivedExports(practice: clinic.practice, before: Self.later)
            #expect(old.map(\.place) == ["archive/2026/11/patients.csv"])
            #expect(old.map(\.sha256) == ["b1"])
            try await clinic.store.forgetArchived(
                try #require(old.first).id, practice: clinic.practice, wasThere: true, now: Self.later)
            #expect(try await clinic.store.archivedExports(practice: clinic.practice, before: Self.later).isEmpty)
            #expect(
                try await clinic.store.isImported(practice: clinic.practice, sha256: "b1"),
                "the same bytes are still known")
        }
    }
}
