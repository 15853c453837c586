import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The audit from its beginning: what was done, when, and by whom.
    package func audit() async throws(StoreError) -> [AuditEntry] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY id").map {
                AuditEntry(
                    id: $0["id"], at: $0["at"], actor: AuditActor(stored: $0["actor"]), action: $0["action"],
                    subject: $0["subject"])
            }
        }
    }

    /// Notes in the audit what somebody did that changed no row.
    package func recordAudit(_ action: String, subject: String, now: Instant) async throws(StoreError) {
        try await write { db in try Self.audit(actor.stored, action, subject, now: now, db) }
    }
}
