import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The approved readings of exports of a practice, as JSON, by fingerprint of the header.
    package func learnedLayouts(practice: String) async throws(StoreError) -> [String: String] {
        try await read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT fingerprint, body FROM learned_layout WHERE practice = ?", arguments: [practice])
            return Dictionary(
                rows.map { ($0["fingerprint"] as String, $0["body"] as String) }, uniquingKeysWith: { $1 })
        }
    }

    /// Remembers how a person said that exports with this header are to be read.
    package func learnLayout(
        practice: String, fingerprint: String, body: String, now: Instant
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO learned_layout (practice, fingerprint, body, learned_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (practice, fingerprint) DO UPDATE SET body = excluded.body,
                        learned_at = excluded.learned_at
                    """, arguments: [practice, fingerprint, body, now])
            try Self.audit(actor.stored, "approve", "a layout of \(practice)", now: now, db)
        }
    }
}
