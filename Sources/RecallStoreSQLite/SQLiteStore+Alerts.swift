import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Notes an alert; one that is noted already keeps its beginning.
    package func raise(_ code: String, practice: String, message: String, now: Instant) async throws(StoreError) {
        try await write { db in try Self.note(message, as: code, practice: practice, now: now, db) }
    }

    /// Notes an alert, or takes it away where there is nothing to tell.
    static func note(
        _ message: String?, as code: String, practice: String, now: Instant, _ db: Database
    ) throws {
        guard let message else {
            try db.execute(
                sql: "DELETE FROM alert WHERE practice = ? AND code = ?", arguments: [practice, code])
            return
        }
        try db.execute(
            sql: """
                INSERT INTO alert (practice, code, message, since) VALUES (?, ?, ?, ?)
                ON CONFLICT (practice, code) DO UPDATE SET message = excluded.message
                """, arguments: [practice, code, message, now])
    }

    /// Takes an alert away that is over.
    package func resolve(_ code: String, practice: String) async throws(StoreError) {
        let stands = try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT 1 FROM alert WHERE practice = ? AND code = ?", arguments: [practice, code]) ?? false
        }
        guard stands else { return }
        try await write { db in
            try db.execute(sql: "DELETE FROM alert WHERE practice = ? AND code = ?", arguments: [practice, code])
        }
    }

    /// Every alert that stands.
    package func alerts() async throws(StoreError) -> [Alert] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM alert ORDER BY since, code").map {
                Alert(
                    practice: $0["practice"], code: $0["code"], message: $0["message"], since: $0["since"],
                    acknowledgedAt: $0["acknowledged_at"])
            }
        }
    }

    /// Notes that a person has seen an alert. It leaves the page; the same after a success is a new one.
    package func acknowledge(code: String?, practice: String?, now: Instant) async throws(StoreError) -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE alert SET acknowledged_at = ?1 WHERE acknowledged_at IS NULL
                        AND (?2 IS NULL OR code = ?2) AND (?3 IS NULL OR practice IN (?3, ''))
                    """, arguments: [now, code, practice])
            let count = db.changesCount
            if count > 0 { try Self.audit(actor.stored, "ack", code ?? "every alert", now: now, db) }
            return count
        }
    }

    /// How Bland stands to us; `ok` where nothing was ever noted.
    package func provider() async throws(StoreError) -> ProviderState {
        try await read { db in try Self.provider(db) }
    }

    /// Notes how Bland stands to us. The moment since when is kept while the word stays the same.
    package func setProvider(_ word: ProviderState.Word, reason: String?, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO provider (id, state, reason, since, asked_at) VALUES (1, ?1, ?2, ?3, ?3)
                    ON CONFLICT (id) DO UPDATE SET
                        since = CASE WHEN state = excluded.state THEN since ELSE excluded.since END,
                        state = excluded.state, reason = excluded.reason, asked_at = excluded.asked_at
                    """, arguments: [word.rawValue, reason, now])
        }
    }

    /// Notes that Bland still stands to us as it did; what was noted meanwhile stays.
    package func confirmProvider(_ word: ProviderState.Word, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO provider (id, state, reason, since, asked_at) VALUES (1, ?1, NULL, ?2, ?2)
                    ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at WHERE state = excluded.state
                    """, arguments: [word.rawValue, now])
        }
    }

    /// Stops dialling for a practice, or for all with "".
    package func pause(practice: String, now: Instant) async throws(StoreError) {
        try await write { db in
            try Self.insertPause(practice, now, db)
            try Self.audit(actor.stored, "pause", practice.isEmpty ? "all practices" : practice, now: now, db)
        }
    }

    /// Stops dialling for a practice whose database was put back from a backup, and says why, in one go.
    package func pauseRestored(
        practice: String, message: String, now: Instant
    ) async throws(StoreError) {
        try await write { db in
            try Self.insertPause(practice, now, db)
            try db.execute(
                sql: """
                    INSERT INTO alert (practice, code, message, since) VALUES (?, ?, ?, ?)
                    ON CONFLICT (practice, code) DO UPDATE SET message = excluded.message, since = excluded.since,
                        acknowledged_at = NULL
                    """, arguments: [practice, AlertCode.restoredDatabase.rawValue, message, now])
            try Self.audit("recalld", "pause", practice, now: now, db)
        }
    }

    /// Starts dialling again for a practice, or for all with "". A clock that is not believed is taken as it is.
    package func resume(practice: String, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM pause WHERE practice = ?1 OR ?1 = ''", arguments: [practice])
            try db.execute(
                sql: "DELETE FROM alert WHERE code = ?2 AND (practice = ?1 OR ?1 = '')",
                arguments: [practice, AlertCode.restoredDatabase.rawValue])
            try Self.askAboutAccountSoon(db)
            try Self.acceptClock(actor, now: now, db)
            try Self.audit(actor.stored, "resume", practice.isEmpty ? "all practices" : practice, now: now, db)
        }
    }

    private static func insertPause(_ practice: String, _ now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO pause (practice, since) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [practice, now])
    }

    static func isPaused(_ practice: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM pause WHERE practice IN (?, '')"), arguments: [practice]) ?? false
    }

    /// Whether an alert says that a file of the practice's inbox cannot be taken.
    static func isInboxStuck(_ practice: String, _ db: Database) throws -> Bool {
        let codes = try String.fetchAll(
            db.cachedStatement(sql: "SELECT code FROM alert WHERE practice = ?"), arguments: [practice])
        return codes.contains { AlertCode(rawValue: $0).map(AlertCode.ofStuckInbox.contains) ?? false }
    }

    static func provider(_ db: Database) throws -> ProviderState {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM provider")) else {
            return ProviderState(
                word: .ok, reason: nil, since: Instant(milliseconds: 0), askedAt: Instant(milliseconds: 0))
        }
        return ProviderState(
            word: ProviderState.Word(rawValue: row["state"]) ?? .stopped, reason: row["reason"], since: row["since"],
            askedAt: row["asked_at"])
    }
}

extension SQLiteStore {
    /// Has a stopped account asked about at once.
    package func askAboutAccountSoon(now: Instant) async throws(StoreError) {
        try await write { db in
            try Self.askAboutAccountSoon(db)
            if db.changesCount > 0 { try Self.audit(actor.stored, "ask", "the account", now: now, db) }
        }
    }

    private static func askAboutAccountSoon(_ db: Database) throws {
        try db.execute(sql: "UPDATE provider SET asked_at = 0 WHERE state = 'stopped'")
    }
}
