import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Puts the events of a kind that wait into one new file, in the order in which they came about.
    ///
    /// The number is the next of the practice, so a file that was stored but not yet written leaves no gap.
    package func makeOutboxFile(
        practice: String, kind: EventKind, now: Instant,
        render: @escaping @Sendable (_ number: Int, _ events: [Event]) throws -> RenderedFile
    ) async throws(StoreError) -> OutboxFile? {
        try await write { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, body FROM event WHERE practice = ? AND kind = ? AND file IS NULL
                        ORDER BY created_at, rowid
                        """), arguments: [practice, kind.rawValue])
            guard !rows.isEmpty else { return nil }
            let events = try rows.map { try JSONText.decode(Event.self, from: $0["body"]) }
            let number =
                (try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT max(number) FROM outbox_file WHERE practice = ?"),
                    arguments: [practice])
                    ?? 0) + 1
            let rendered = try render(number, events)
            try db.cachedStatement(
                sql: """
                    INSERT INTO outbox_file (practice, number, kind, name, content, replaced, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                practice, number, kind.rawValue, rendered.name, rendered.content, rendered.replacedCharacters, now,
            ])
            let file = db.lastInsertedRowID
            for row in rows {
                try db.cachedStatement(sql: "UPDATE event SET file = ? WHERE id = ? AND file IS NULL").execute(
                    arguments: [file, row["id"] as String])
            }
            return OutboxFile(
                id: file, practice: practice, kind: kind, name: rendered.name, content: rendered.content,
                replacedCharacters: rendered.replacedCharacters,
                createdAt: now, writtenAt: nil, collectedAt: nil)
        }
    }

    /// The number of the newest file of a practice's outbox; nil before the first.
    package func newestOutboxNumber(practice: String) async throws(StoreError) -> Int? {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT max(number) FROM outbox_file WHERE practice = ?"), arguments: [practice]
            )
        }
    }

    /// The files of a practice that are stored and not yet seen written, oldest first.
    package func unwrittenOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT * FROM outbox_file WHERE practice = ? AND written_at IS NULL ORDER BY number"),
                arguments: [practice]
            ).map(Self.outboxFile)
        }
    }

    /// The newest files of a practice with their states, at most `limit`, oldest first; collected ones too where asked for.
    package func outboxFiles(
        practice: String, withCollected: Bool, limit: Int
    ) async throws(StoreError) -> [OutboxFile] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM outbox_file WHERE practice = ? AND (? OR collected_at IS NULL)
                    ORDER BY number DESC LIMIT ?
                    """, arguments: [practice, withCollected, limit]
            ).reversed().map(Self.outboxFile)
        }
    }

    /// A file by its name.
    package func outboxFile(named name: String) async throws(StoreError) -> OutboxFile? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM outbox_file WHERE name = ?", arguments: [name]).map(
                Self.outboxFile)
        }
    }

    /// The names of the files that were written and not yet collected.
    package func uncollectedOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM outbox_file WHERE practice = ? AND written_at IS NOT NULL AND collected_at IS NULL
                        ORDER BY number
                        """), arguments: [practice]
            ).map(Self.outboxFile)
        }
    }

    /// Stores that a file stands in the outbox.
    package func markWritten(_ file: Int64, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.cachedStatement(sql: "UPDATE outbox_file SET written_at = ?, collected_at = NULL WHERE id = ?")
                .execute(arguments: [now, file])
        }
    }

    /// Stores that a file has been collected by staff or their system.
    package func markCollected(_ file: Int64, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE outbox_file SET collected_at = ? WHERE id = ? AND collected_at IS NULL",
                arguments: [now, file])
        }
    }

    /// The moment of the oldest event that waits for a file, by practice.
    package func oldestWaitingEvent(practice: String) async throws(StoreError) -> Instant? {
        try await read { db in
            try Instant.fetchOne(
                db.cachedStatement(sql: "SELECT min(created_at) FROM event WHERE practice = ? AND file IS NULL"),
                arguments: [practice])
        }
    }

    /// Stores lines of news that no call has brought.
    package func tell(_ events: [Event], practice: String, now: Instant) async throws(StoreError) {
        try await write { db in
            for event in events {
                let patient = try Int64.fetchOne(
                    db, sql: "SELECT id FROM patient WHERE practice = ? AND patient_key = ?",
                    arguments: [practice, PatientIdentity.key(event.patientID)])
                try Self.insert(event, practice: practice, patient: patient, attempt: nil, now: now, db)
            }
        }
    }

    private static func outboxFile(_ row: Row) -> OutboxFile {
        OutboxFile(
            id: row["id"], practice: row["practice"], kind: EventKind(rawValue: row["kind"]) ?? .outcomes,
            name: row["name"], content: row["content"], replacedCharacters: row["replaced"],
            createdAt: row["created_at"],
            writtenAt: row["written_at"], collectedAt: row["collected_at"])
    }

    static func insert(
        _ event: Event, practice: String, patient: Int64?, attempt: String?, now: Instant, _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO event (id, practice, kind, patient, attempt, created_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            event.id, practice, event.kind.rawValue, patient, attempt, now, try JSONText.encode(event),
        ])
    }
}
