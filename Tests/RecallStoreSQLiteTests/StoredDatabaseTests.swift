import Foundation
import GRDB
import RecallConformance
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallStoreSQLite

/// Databases of the released schemas are opened by this program with all that stands in them.
///
/// `Tests/Fixtures/Store/schema-N.sql` is the dump of a database of schema N, filled as `fill` does. Those of released
/// schemas never change. For a new one, run this suite with `RECALLD_STORED_DATABASE` set to the file to write (it needs
/// the sqlite3 program).
@Suite struct StoredDatabaseTests {
    private static let day = Day(year: 2026, month: 12, day: 2)

    /// A practice in the middle of its day: exports, a diary, calls in every state, a booking, stops, news, files, trouble.
    private static func fill(_ clinic: Clinic) async throws {
        let now = Clinic.now
        let note = Cell(column: 5, field: .clinicalNotesFreetext, header: "Notes", text: "POAG; \"rings\" at 5")
        try await clinic.importPatients(
            try (1...6).map {
                try Clinic.patient(
                    "\($0)", phone: "07700 90012\($0)",
                    last: ["Ash", "Siân", "O'Hara", "Lee", "Nguyễn", "Ray"][$0 - 1],
                    row: $0, notes: $0 == 1 ? [note] : [])
            }, bytes: "export-1")
        try await clinic.importDiary(free: 9, taken: [8])
        _ = try await clinic.begun(patient: "2", id: "a_following")
        _ = try await clinic.store.accept(attempt: "a_following", callID: "call-1", nextPollAt: now)
        _ = try await clinic.begun(patient: "3", id: "a_unknown")
        _ = try await clinic.store.markUnknown(attempt: "a_unknown", now: now, nextPollAt: now)
        let booked = try #require(try await clinic.begun(patient: "4", id: "a_booked").held.first)
        let appointment = Appointment(
            day: booked.day, start: booked.start, end: booked.end, practitioner: booked.practitioner,
            type: booked.type, room: booked.room, slotID: booked.key)
        var event = Clinic.event("e_booked", .bookings, patient: "4")
        event.appointment = appointment
        _ = try await clinic.settle("a_booked", .booked, events: [event], booking: appointment)
        let file = try #require(try await clinic.outboxFile(.bookings))
        try await clinic.store.markWritten(file.id, now: now)
        try await clinic.store.tell(
            [Clinic.event("e_task", .tasks, patient: "5")], practice: clinic.practice, now: now)
        let stopped = PhoneNumber(e164: "+447700900126")
        _ = try await clinic.store.addStop(
            Stop(practice: nil, phone: stopped, patientID: nil, reason: "asked", source: "staff"), now: now)
        try await clinic.store.raise("share", practice: clinic.practice, message: "It was gone.", now: now)
        try await clinic.store.learnLayout(practice: clinic.practice, fingerprint: "f", body: "{}", now: now)
        try await clinic.store.pause(practice: clinic.practice, now: now)
    }

    /// The stored databases, by the number of their schema.
    private static func stored() throws -> [(schema: String, sql: String)] {
        let folder = Fixtures.root.appending(path: "Tests/Fixtures/Store")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasPrefix("schema-") && $0.hasSuffix(".sql") }
            .map {
                (
                    String($0.dropFirst("schema-".count).dropLast(".sql".count)),
                    try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
                )
            }
    }

    /// Tables, indexes and triggers, in their words without blanks.
    private static func schema(_ store: SQLiteStore) async throws -> [String] {
        try await store.read { db in
            try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
                .map { $0.split { $0.isWhitespace }.joined(separator: " ") }.sorted()
        }
    }

    @Test func `a database of each released schema opens with all that stands in it`() async throws {
        let stored = try Self.stored()
        #expect(stored.map(\.schema) == ["1", "2"])
        try await TestDatabase.open { clinic, database in
            let newest = try await Self.schema(database.store)
            for (schema, sql) in stored {
                let path = database.folder.path + "/schema-\(schema).db"
                let queue = try DatabaseQueue(path: path)
                try await queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
                try queue.close()
                let store = try TestDatabase.newStore(path)
                let old = try await Clinic { { store } }
                #expect(try await Self.schema(store) == newest, "schema \(schema) ends as a new database begins")
                try await old.store.checkIntegrity(isQuick: false)
                try await Self.poll(at: old)
                try old.store.close()
            }
        }
    }

    @Test(arguments: ["1", "2"])
    func `texts of before versions are packed anew by an attempt and by an import, and say the same`(
        schema: String
    ) async throws {
        let sql = try #require(try Self.stored().first { $0.schema == schema }?.sql)
        try await TestDatabase.open { _, database in
            let path = database.folder.path + "/old.db"
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
            try queue.close()
            let store = try TestDatabase.newStore(path)
            let old = try await Clinic { { store } }
            /// The patients whose texts stand in the newest version.
            func anew() async throws -> [String] {
                try await store.read { db in
                    try String.fetchAll(
                        db,
                        sql: """
                            SELECT patient_id FROM patient WHERE facts LIKE 'v1;%' AND read LIKE 'v1;%'
                            ORDER BY patient_id
                            """)
                }
            }
            try await old.store.resume(practice: old.practice, now: Clinic.now)
            try await old.store.resolve(.share, practice: old.practice)
            let before = try #require(
                try await old.store.history(practice: old.practice, patientID: "5")?.read)
            #expect(try await anew().isEmpty)
            let subject = try await old.begun(patient: "5", id: "a_new")
            #expect(subject.read == before)
            #expect(try await anew() == ["5"])
            #expect(try await old.store.history(practice: old.practice, patientID: "5")?.read == before)
            let later = Clinic.now.adding(minutes: 1)
            try await old.importPatients(
                try (1...6).map { try Clinic.patient("\($0)", phone: "07700 90012\($0)") }, at: later)
            #expect(try await anew() == ["1", "2", "3", "4", "5", "6"])
            try old.store.close()
        }
    }

    @Test func `a database that is filled today holds the same`() async throws {
        try await TestDatabase.open { clinic, database in
            try await Self.fill(clinic)
            try await Self.poll(at: clinic)
            guard let path = ProcessInfo.processInfo.environment["RECALLD_STORED_DATABASE"] else { return }
            let copy = database.folder.path + "/copy.db"
            try await clinic.store.backup(to: copy)
            let program = Process()
            program.executableURL = URL(filePath: "/usr/bin/env")
            program.arguments = ["sqlite3", copy, ".dump"]
            let pipe = Pipe()
            program.standardOutput = pipe
            try program.run()
            try pipe.fileHandleForReading.readToEnd()?.write(to: URL(filePath: path))
            program.waitUntilExit()
            #expect(program.terminationStatus == 0)
        }
    }

    /// What `fill` has stored, as the verbs of today give it.
    private static func poll(at clinic: Clinic) async throws {
        let store = clinic.store
        let lines = try await clinic.plan()
        let states = Dictionary(uniqueKeysWithValues: lines.map { ($0.patientID, $0.state) })
        let expected: [String: RecallState] = [
            "1": .held, "2": .dialling, "3": .unknown, "4": .done, "5": .queued, "6": .suppressed,
        ]
        #expect(states == expected)
        #expect(lines.first?.patientID == "1", "the glaucoma of the note comes first")
        let history = try #require(try await store.history(practice: clinic.practice, patientID: "1"))
        #expect(history.read.name == PersonName(title: "Mrs", first: "Ann", last: "Ash"))
        #expect(history.read.cells.map(\.text) == ["POAG; \"rings\" at 5"])
        #expect(history.read.cells.map(\.header) == ["Notes"])
        #expect(history.read.phones.first?.reading.usable?.e164 == "+447700900121")
        let name = try await store.history(practice: clinic.practice, patientID: "5")?.read.name.last
        #expect(name == "Nguyễn")
        let call = try #require(try await store.attempt("a_following"))
        #expect(call.callID == "call-1" && call.state == .following && call.offered.count == 3)
        #expect(try await store.attempt("a_unknown")?.state == .unknown)
        #expect(try await store.attempt("a_booked")?.outcome == .booked)
        let report = try await store.report(practice: clinic.practice, today: clinic.zone.day(of: Clinic.now))
        #expect(report.openBookings.map(\.event.id) == ["e_booked"])
        #expect(report.openBookings.first?.event.appointment?.day == Self.day)
        #expect(report.openBookings.first?.file == "bookings-1.csv")
        #expect(report.openTasks.map(\.id) == ["e_task"])
        #expect(report.uncollected.map(\.name) == ["bookings-1.csv"])
        #expect(report.uncollected.first.map { String(decoding: $0.content, as: UTF8.self) } == "e_booked")
        let exports = try await store.exports(practice: clinic.practice, limit: 9)
        #expect(exports.allSatisfy { $0.saidAt == $0.firstSeenAt })
        #expect(try await store.alerts().map(\.code) == ["share"])
        #expect(try await store.learnedLayouts(practice: clinic.practice).map(\.body) == ["{}"])
        let limits = try await store.limits(practice: clinic.practice, today: clinic.zone.day(of: Clinic.now))
        #expect(limits.isPaused && limits.callsToday == 3)
        #expect(try await store.audit().map(\.action) == ["suppress", "approve", "pause"])
    }
}
