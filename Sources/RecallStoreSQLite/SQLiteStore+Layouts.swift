import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// How exports of a practice are read because a person said so, in the order of their fingerprints.
    package func learnedLayouts(practice: String) async throws(StoreError) -> [LearnedLayout] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM learned_layout WHERE practice = ? ORDER BY fingerprint", arguments: [practice]
            ).map { row in
                let approver: String = row["approver"]
                return LearnedLayout(
                    fingerprint: row["fingerprint"], body: row["body"],
                    approver: approver.isEmpty ? nil : AuditActor(stored: approver), learnedAt: row["learned_at"])
            }
        }
    }

    /// Takes back how exports with a header are to be read; whether anybody had said so.
    package func forgetLayout(
        practice: String, fingerprint: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM learned_layout WHERE practice = ? AND fingerprint = ?",
                arguments: [practice, fingerprint])
            guard db.changesCount > 0 else { return false }
            try Self.audit(actor.stored, "forget layout", "a layout of \(practice)", now: now, db)
            return true
        }
    }

    /// Remembers how the actor said that exports with this header are to be read.
    package func learnLayout(
        practice: String, fingerprint: String, body: String, now: Instant
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO learned_layout (practice, fingerprint, body, learned_at, approver) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (practice, fingerprint) DO UPDATE SET body = excluded.body,
                        learned_at = excluded.learned_at, approver = excluded.approver
                    """, arguments: [practice, fingerprint, body, now, actor.stored])
            try Self.audit(actor.stored, "approve", "a layout of \(practice)", now: now, db)
        }
    }
}
