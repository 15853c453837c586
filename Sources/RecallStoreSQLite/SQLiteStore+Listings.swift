import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The newest calls of a practice, newest first; those of one local day where one is given.
    package func calls(practice: String, day: Day?, limit: Int) async throws(StoreError) -> [ListedCall] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT attempt.*, patient.patient_id FROM attempt JOIN patient ON patient.id = attempt.patient
                    WHERE attempt.practice = ?1 AND (?2 IS NULL OR attempt.local_day = ?2) AND attempt.state <> 'void'
                    ORDER BY attempt.started_at DESC, attempt.rowid DESC LIMIT ?3
                    """, arguments: [practice, day, limit]
            ).map(Self.listedCall)
        }
    }

    /// One call with its booking and its lines, by the attempt's id or by Bland's id of the call.
    package func call(_ id: String) async throws(StoreError) -> ListedCall? {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT attempt.*, patient.patient_id FROM attempt JOIN patient ON patient.id = attempt.patient
                        WHERE attempt.id = ?1 OR attempt.call_id = ?1
                        """, arguments: [id])
            else { return nil }
            var call = Self.listedCall(row)
            if let booking = try Row.fetchOne(
                db, sql: "SELECT * FROM booking WHERE attempt = ?", arguments: [call.attempt.id])
            {
                call.booking = Self.appointment(booking)
                call.bookingStatus = BookingStatus(rawValue: booking["status"])
            }
            call.events = try Row.fetchAll(
                db,
                sql: """
                    SELECT event.body, outbox_file.name FROM event LEFT JOIN outbox_file ON outbox_file.id = event.file
                    WHERE event.attempt = ? ORDER BY event.created_at, event.rowid
                    """, arguments: [call.attempt.id]
            ).map { FiledEvent(try JSONText.decode(Event.self, from: $0["body"]), file: $0["name"]) }
            return call
        }
    }

    /// The tasks and changes of contact of a practice that nobody has ended, the oldest first.
    package func openLines(practice: String, kinds: [EventKind]) async throws(StoreError) -> [FiledEvent] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT event.kind, event.body, outbox_file.name FROM event
                    LEFT JOIN outbox_file ON outbox_file.id = event.file
                    WHERE event.practice = ? AND event.kind IN ('tasks', 'contact-updates') AND event.done_at IS NULL
                    ORDER BY event.created_at, event.rowid
                    """, arguments: [practice]
            ).map { FiledEvent(try JSONText.decode(Event.self, from: $0["body"]), file: $0["name"]) }
                .filter { kinds.contains($0.event.kind) }
        }
    }

    /// Ends a task or a change of contact that a person has dealt with.
    package func endLine(_ event: String, now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE event SET done_at = ? WHERE id = ? AND kind IN ('tasks', 'contact-updates')
                        AND done_at IS NULL
                    """, arguments: [now, event])
            guard db.changesCount == 1 else { return false }
            try Self.audit(actor.stored, "ack", event, now: now, db)
            return true
        }
    }

    /// How many rows each table has.
    package func tableCounts() async throws(StoreError) -> [TableCount] {
        try await read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
            return try tables.map {
                TableCount(
                    table: $0,
                    rows: try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0.quotedDatabaseIdentifier)") ?? 0)
            }
        }
    }

    /// The newest exports, newest first.
    package func exports(practice: String, limit: Int) async throws(StoreError) -> [StoredExport] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM export WHERE practice = ? ORDER BY first_seen_at DESC, id DESC LIMIT ?",
                arguments: [practice, limit]
            ).map(Self.export)
        }
    }

    private static func listedCall(_ row: Row) -> ListedCall {
        ListedCall(
            attempt: attempt(row), patientID: row["patient_id"], answeredBy: row["answered_by"],
            durationSeconds: row["duration"], priceUSD: row["price"], settledAt: row["settled_at"])
    }
}
