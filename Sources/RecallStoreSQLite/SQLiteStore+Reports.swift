import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// What a practice's files and results come to.
    package func report(practice: String, today: Day) async throws(StoreError) -> PracticeReport {
        let uncollected = try await uncollectedOutboxFiles(practice: practice)
        return try await read { db in
            let patients = try Self.exports(practice, where: "kind = 'patients' AND state = 'imported'", db)
            let diaries = try Self.exports(practice, where: "kind = 'slots' AND state = 'imported'", db)
            return PracticeReport(
                newestPatients: patients.first, newestDiary: diaries.first,
                patientsSeenAt: patients.map(\.saidAt), diariesSeenAt: diaries.map(\.saidAt),
                inReview: try Self.exports(practice, where: "state = 'review'", db),
                rejected: try Self.exports(practice, where: "state = 'rejected'", db),
                callsToday: try Self.calls(practice, on: today, db), openTasks: try Self.openTasks(practice, db),
                openBookings: try Self.openBookings(practice, from: today, db),
                openContactUpdates: try Self.openContactUpdates(practice, db),
                outcomes: try Self.outcomes(practice, after: today.adding(days: -28), db), uncollected: uncollected,
                unknown: try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM attempt WHERE practice = ? AND state = 'unknown'",
                    arguments: [practice]) ?? 0)
        }
    }

    /// The newest exports of which a condition holds, newest first.
    private static func exports(
        _ practice: String, where condition: String, _ db: Database
    ) throws -> [StoredExport] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM export WHERE practice = ? AND \(condition)
                ORDER BY said_at DESC, id DESC LIMIT 100
                """, arguments: [practice]
        ).map(export)
    }

    private static func calls(_ practice: String, on day: Day, _ db: Database) throws -> [CallOfDay] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT attempt.started_at, attempt.outcome, attempt.state, patient.patient_id, patient.facts
                FROM attempt JOIN patient ON patient.id = attempt.patient
                WHERE attempt.practice = ? AND attempt.local_day = ? AND attempt.state <> 'void'
                ORDER BY attempt.started_at DESC LIMIT 200
                """, arguments: [practice, day]
        ).map { row in
            CallOfDay(
                startedAt: row["started_at"], patientID: row["patient_id"],
                name: try PatientFacts(packed: row["facts"]).name,
                outcome: row["state"] == "unknown"
                    ? .unknown : (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)))
        }
    }

    private static func openTasks(_ practice: String, _ db: Database) throws -> [Event] {
        try Row.fetchAll(
            db,
            sql: "SELECT body FROM event WHERE practice = ? AND kind = 'tasks' AND done_at IS NULL ORDER BY created_at",
            arguments: [practice]
        ).map { try JSONText.decode(Event.self, from: $0["body"]) }
    }

    private static func openBookings(_ practice: String, from day: Day, _ db: Database) throws -> [FiledEvent] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT event.body, outbox_file.name FROM event
                LEFT JOIN outbox_file ON outbox_file.id = event.file
                JOIN booking ON booking.attempt = event.attempt AND booking.status = 'requested'
                WHERE event.practice = ? AND event.kind = 'bookings' AND booking.day >= ? ORDER BY event.created_at
                """, arguments: [practice, day]
        ).map(filedEvent)
    }

    private static func openContactUpdates(_ practice: String, _ db: Database) throws -> [FiledEvent] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT event.body, outbox_file.name FROM event
                LEFT JOIN outbox_file ON outbox_file.id = event.file
                WHERE event.practice = ? AND event.kind = 'contact-updates' AND event.done_at IS NULL
                ORDER BY event.created_at, event.rowid
                """, arguments: [practice]
        ).map(filedEvent)
    }

    private static func filedEvent(_ row: Row) throws -> FiledEvent {
        FiledEvent(try JSONText.decode(Event.self, from: row["body"]), file: row["name"])
    }

    /// How often each outcome came about after a day, by local day.
    private static func outcomes(
        _ practice: String, after day: Day, _ db: Database
    ) throws -> [Day: [Outcome: Int]] {
        var outcomes: [Day: [Outcome: Int]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT local_day, outcome, count(*) AS number FROM attempt
                WHERE practice = ? AND state = 'settled' AND local_day > ? GROUP BY local_day, outcome
                """, arguments: [practice, day])
        {
            guard let outcome = Outcome(rawValue: row["outcome"]) else { continue }
            outcomes[row["local_day"], default: [:]][outcome] = row["number"]
        }
        return outcomes
    }

    /// The patients of a practice whom a person means, those who are meant most surely; in the order of their numbers.
    package func patients(practice: String, meant query: PatientQuery) async throws(StoreError) -> [FoundPatient] {
        try await read { db in
            func found(_ condition: String, _ arguments: StatementArguments) throws -> [FoundPatient] {
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT patient.patient_id, patient.read, export.columns, recall.id AS recall
                        FROM patient
                        JOIN export ON export.id = patient.export
                        JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                        WHERE patient.practice = ? \(condition) ORDER BY patient.patient_id
                        """, arguments: [practice] + arguments)
                var found: [FoundPatient] = []
                while let row = try rows.next() {
                    let patient = FoundPatient(
                        practice: practice, patientID: row["patient_id"], read: try Self.readRow(row),
                        recallID: row["recall"], query: query)
                    if let patient { found.append(patient) }
                }
                return found
            }
            // The number as it stands is found along an index; whatever else is meant, by looking at everybody.
            let exact = try found("AND patient.patient_id = ?", [query.text])
            if !exact.isEmpty { return exact }
            return PatientQuery.chosen(try found("", []).map { ($0, $0.likeness) })
        }
    }

    /// Everything that is remembered of one patient; nil where the practice has none of that number.
    package func history(practice: String, patientID: String) async throws(StoreError) -> PatientHistory? {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT patient.id, patient.row, patient.read, patient.kept, export.columns, export.name,
                            recall.id AS recall
                        FROM patient
                        JOIN export ON export.id = patient.export
                        JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                        WHERE patient.practice = ? AND patient.patient_key = ?
                        """, arguments: [practice, PatientIdentity.key(patientID)])
            else { return nil }
            let key: Int64 = row["id"]
            let attempts = try Row.fetchAll(
                db, sql: "SELECT * FROM attempt WHERE patient = ? ORDER BY started_at, rowid", arguments: [key]
            ).map(Self.attempt)
            let events = try Row.fetchAll(
                db,
                sql: """
                    SELECT event.body, outbox_file.name FROM event LEFT JOIN outbox_file ON outbox_file.id = event.file
                    WHERE event.patient = ? ORDER BY event.created_at, event.rowid
                    """, arguments: [key]
            ).map { FiledEvent(try JSONText.decode(Event.self, from: $0["body"]), file: $0["name"]) }
            return PatientHistory(
                attempts: attempts, events: events, sourceFile: row["name"], row: row["row"],
                read: try Self.readRow(row), kept: try Self.kept(row, db), recallID: row["recall"])
        }
    }

    /// What earlier exports said of a patient, with their names.
    private static func kept(_ row: Row, _ db: Database) throws -> [PatientHistory.Kept] {
        try PackedKept.unpack(row["kept"]).map { kept in
            let export = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT name, said_at FROM export WHERE id = ?"), arguments: [kept.export])
            return PatientHistory.Kept(cell: kept.cell, file: export?["name"] ?? "", saidAt: export?["said_at"])
        }
    }

    /// Sets one mark of staff on a current recall: `held_by_staff`, `released` or `cancelled`.
    package func mark(recall: String, held: Bool? = nil, released: Bool? = nil, now: Instant) async throws(StoreError)
        -> Bool
    {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE recall SET held_by_staff = coalesce(?1, held_by_staff), released = coalesce(?2, released),
                        refused = CASE WHEN ?1 IS 0 OR ?2 IS 1 THEN 0 ELSE refused END
                    WHERE id = ?3 AND is_current = 1
                    """, arguments: [held, released, recall])
            guard db.changesCount == 1 else { return false }
            if released == true { try Self.releasePerson(of: recall, db) }
            try Self.audit(
                actor.stored, held == nil ? "release" : held == true ? "hold" : "release", recall, now: now, db)
            return true
        }
    }
}

extension SQLiteStore {
    /// What the latest settled call of each patient came to, by patient id.
    package func results(practice: String) async throws(StoreError) -> [String: PatientResult] {
        try await read { db in
            var results: [String: PatientResult] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT patient.patient_id, attempt.outcome, booking.* FROM attempt
                    JOIN patient ON patient.id = attempt.patient LEFT JOIN booking ON booking.attempt = attempt.id
                    WHERE attempt.practice = ? AND attempt.state = 'settled' ORDER BY attempt.started_at
                    """, arguments: [practice])
            {
                guard let outcome = Outcome(rawValue: row["outcome"]) else { continue }
                let slot: String? = row["slot"]
                let booking = slot.map { _ in Self.appointment(row) }
                results[row["patient_id"]] = PatientResult(outcome: outcome, booking: booking)
            }
            return results
        }
    }

    /// Whether lines of news wait for a file, or files for being written.
    package func hasWaitingNews(practice: String) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM event WHERE practice = ?1 AND file IS NULL)
                        OR EXISTS (SELECT 1 FROM outbox_file WHERE practice = ?1 AND written_at IS NULL)
                    """, arguments: [practice]) ?? false
        }
    }
}
