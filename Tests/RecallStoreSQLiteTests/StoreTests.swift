import Foundation
import GRDB
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallStoreSQLite

/// The verbs of the store, on a real SQLite file.
@Suite struct StoreTests {
    @Test func `a transaction that was answered is on the disk`() async throws {
        try await Clinic.open { clinic in
            let level = try await clinic.store.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
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

    @Test func `an attempt begins once for a recall, and once for a number`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([
                try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900123"),
                try Clinic.patient("3", phone: "07700 900124"),
            ])
            let recall = try await clinic.line("1").recallID
            let other = try await clinic.line("2").recallID
            guard case .begun(let subject) = try await clinic.begin(recall, id: "a_1") else {
                throw Unexpected("it was to begin")
            }
            #expect(subject.attempt.state == .placing)
            guard case .shut(let decision) = try await clinic.begin(recall) else { throw Unexpected("shut") }
            #expect(!decision.isOpen)
            guard case .shut(let household) = try await clinic.begin(other) else { throw Unexpected("shut") }
            #expect([GateCode.householdToday, .numberInUse].contains(household.gate?.code))
            guard case .busy = try await clinic.begin(try await clinic.line("3").recallID, maxConcurrent: 1) else {
                throw Unexpected("busy")
            }
        }
    }

    @Test func `gates are asked again in the transaction that stores the attempt`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.line("1").recallID
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            let stop = Stop(practice: nil, phone: number, patientID: nil, reason: "asked", source: "staff")
            #expect(try await clinic.store.addStop(stop, now: Clinic.now))
            #expect(try await clinic.store.addStop(stop, now: Clinic.now) == false)
            guard case .shut(let decision) = try await clinic.begin(recall) else { throw Unexpected("shut") }
            #expect(decision.gate?.code == .optedOut)
            try await clinic.importPatients([try Clinic.patient("1", last: "Watt")])
            #expect(try await clinic.line("1").decision.gate?.code == .optedOut, "no export takes a stop away")
            let ended = try await clinic.store.endStops(
                practice: nil, phone: number, patientID: nil, reason: "came back", now: Clinic.now)
            #expect(ended == 1)
            try await clinic.store.pause(practice: "", now: Clinic.now)
            #expect(try await clinic.line("1").decision.gate?.code == .paused)
            try await clinic.store.resume(practice: "", now: Clinic.now)
            #expect(try await clinic.line("1").decision.isOpen)
        }
    }

    @Test func `an attempt has one outcome, its events stand in one file, and numbers have no gap`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            for (index, patient) in ["1", "2"].enumerated() {
                _ = try await clinic.begun(patient: patient, id: "a_\(patient)")
                #expect(
                    try await clinic.store.accept(
                        attempt: "a_\(patient)", callID: "c\(patient)", nextPollAt: Clinic.now))
                let settled = try await clinic.settle("a_\(patient)", .noAnswer, events: [Clinic.event("e\(patient)")])
                #expect(settled?.outcome == .noAnswer)
                #expect(try await clinic.settle("a_\(patient)", .booked, events: [Clinic.event("x")]) == nil)
                let file = try #require(try await clinic.outboxFile())
                #expect(file.name == "outcomes-\(index + 1).csv")
                #expect(String(decoding: file.content, as: UTF8.self) == "e\(patient)")
                #expect(try await clinic.outboxFile() == nil)
            }
            #expect(try await clinic.store.unwrittenOutboxFiles(practice: clinic.practice).map(\.name).count == 2)
        }
    }

    @Test func `slots are offered by one call at a time, and let go when it ends`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            try await clinic.importDiary(free: 4)
            let first = try await clinic.begun(patient: "1", id: "a_1").attempt.offered.map(\.key)
            let second = try await clinic.begun(patient: "2", id: "a_2").attempt.offered.map(\.key)
            #expect(first.count == 3)
            #expect(second.count == 1)
            #expect(Set(first).isDisjoint(with: second))
            #expect(try await clinic.store.markNotPlaced(attempt: "a_1"))
            try await clinic.importPatients(
                [try Clinic.patient("3", phone: "07700 900125")],
                reading: .init(
                    kind: "patients", layout: "other", fingerprint: "g", safetyFields: []))
            #expect(try await clinic.begun(patient: "3", id: "a_3").attempt.offered.map(\.key) == first)
        }
    }

    @Test func `what a dead process was placing is unknown, told to staff once, and found again`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 1)
            #expect(try await clinic.line("1").state == .unknown)
            for told in [true, false] {
                let isTold = try await clinic.store.tellUnknown(
                    attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now
                ) { _ in [Clinic.event("e1")] }
                #expect(isTold == told)
            }
            #expect(try await clinic.store.accept(attempt: "a_1", callID: "c1", nextPollAt: Clinic.now))
            #expect(try await clinic.store.accept(attempt: "a_1", callID: "c2", nextPollAt: Clinic.now) == false)
            #expect(try await clinic.settle("a_1", .booked)?.outcome == .booked)
            #expect(try await clinic.line("1").state == .done)
        }
    }

    @Test func `staff can say that nobody was called, and then the patient is callable again`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
            #expect(try await clinic.store.markNotCalled(attempt: "a_1", now: Clinic.now) { _ in [] })
            #expect(try await clinic.store.markNotCalled(attempt: "a_1", now: Clinic.now) { _ in [] } == false)
            let line = try await clinic.line("1")
            #expect(line.decision.isOpen)
            #expect(line.attempts == 0)
        }
    }

    @Test func `a new sight test begins a new recall, and the old attempts no longer count`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .declined)
            let before = try await clinic.line("1")
            #expect(before.state == .done)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            let after = try await clinic.line("1")
            #expect(after.recallID != before.recallID)
            #expect(after.attempts == 0)
        }
    }

    @Test func `the same bytes are imported once, and rows that disagree about a birth hold the patient`() async throws
    {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")], bytes: "same")
            #expect(try await clinic.store.isImported(practice: clinic.practice, sha256: "same"))
            await #expect(throws: StoreError.self) {
                try await clinic.importPatients([try Clinic.patient("2")], bytes: "same")
            }
            let result = try await clinic.importPatients([
                try Clinic.patient("9", born: "1950-01-01"), try Clinic.patient("9", born: "1990-01-01", row: 1),
            ])
            #expect(result.conflicts == ["9"])
            #expect(try await clinic.line("9").decision.gate?.code == .held)
        }
    }

    @Test func `a patient with two bookings is called after the last`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let days = try ["2026-11-24", "2026-12-03", "2026-11-30"].map { try #require(Day(iso: $0)) }
            _ = try await clinic.store.importSlots(
                clinic.claim("diary.csv", at: Clinic.now),
                reading: ImportedReading(kind: "slots", layout: "test", fingerprint: "d", safetyFields: []),
                now: Clinic.now
            ) { slots in
                for day in days {
                    try slots.add(
                        Slot(
                            key: "S-\(day)", day: day, start: 600, end: 630, practitioner: "", room: "", type: "",
                            status: .booked, patientID: "1"))
                }
                return ImportCounts(rows: days.count)
            }
            let gate = try await clinic.line("1").decision.gate
            #expect(gate == ShutGate(.futureAppointment, until: Instant(iso: "2026-12-04T00:00:00Z")))
        }
    }

    @Test func `an import that does not fit on the disk leaves nothing behind`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.store.write { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
            }
            let many = try (0..<2000).map { try Clinic.patient("p\($0)", phone: "07700 90\(1000 + $0 % 9000)") }
            await #expect(throws: StoreError.full) { try await clinic.importPatients(many) }
            #expect(try await clinic.plan().map(\.patientID) == ["1"])
        }
    }

    @Test func `the tables refuse what the code must never do`() async throws {
        try await Clinic.open { clinic in
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
                    try await clinic.store.write { db in try db.execute(sql: sql) }
                }
            }
        }
    }

    @Test func `random verbs in random order keep every promise`() async throws {
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        var random = SeededGenerator(seed: seed)
        try await Clinic.open { clinic in
            try await clinic.importPatients(
                try (0..<12).map { try Clinic.patient("\($0)", phone: "07700 9001\(10 + $0 / 2)", row: $0) })
            var now = Clinic.now
            var ids: [String] = []
            for step in 0..<120 {
                now = now.adding(minutes: Int.random(in: 1...400, using: &random))
                let lines = try await clinic.plan(at: now)
                switch Int.random(in: 0..<6, using: &random) {
                case 0, 1:
                    guard let line = lines.randomElement(using: &random) else { continue }
                    let id = "a_\(step)"
                    let beginning = try await clinic.begin(line.recallID, id: id, at: now)
                    if case .begun = beginning {
                        #expect(line.decision.isOpen, "seed \(seed): begun against a shut gate")
                        ids.append(id)
                    }
                case 2:
                    if let id = ids.randomElement(using: &random) {
                        _ = try await clinic.store.accept(attempt: id, callID: "c\(step)", nextPollAt: now)
                    }
                case 3:
                    if let id = ids.randomElement(using: &random),
                        let outcome = Outcome.allCases.randomElement(using: &random),
                        outcome != .unknown
                    {
                        _ = try await clinic.settle(id, outcome, events: [Clinic.event("e\(step)")], at: now)
                    }
                case 4: _ = try await clinic.outboxFile(at: now)
                default: _ = try await clinic.store.recoverPlacing(now: now)
                }
            }
            let counts = try await clinic.store.read { db in
                (
                    try Int.fetchOne(
                        db,
                        sql:
                            "SELECT max(n) FROM (SELECT count(*) AS n FROM attempt WHERE state IN ('placing','following','unknown') GROUP BY recall)"
                    ) ?? 0,
                    try Int.fetchOne(
                        db,
                        sql:
                            "SELECT max(n) FROM (SELECT count(*) AS n FROM event WHERE kind = 'outcomes' GROUP BY attempt)"
                    ) ?? 0,
                    try Int.fetchAll(db, sql: "SELECT number FROM outbox_file ORDER BY number"),
                    try Int.fetchOne(
                        db,
                        sql:
                            "SELECT max(n) FROM (SELECT count(*) AS n FROM attempt WHERE state <> 'void' GROUP BY recall)"
                    ) ?? 0
                )
            }
            #expect(counts.0 <= 1, "seed \(seed)")
            #expect(counts.1 <= 1, "seed \(seed)")
            #expect(counts.2 == Array(0..<counts.2.count).map { $0 + 1 }, "seed \(seed)")
            #expect(counts.3 <= 3, "seed \(seed): more attempts than are allowed")
        }
    }
}
