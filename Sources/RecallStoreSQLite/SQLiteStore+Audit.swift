import GRDB
import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The audit from its beginning: what was done, when, and by whom.
    package func audit() async throws(StoreError) -> [AuditEntry] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY id").map {
                AuditEntry(id: $0["id"], at: $0["at"], actor: $0["actor"], action: $0["action"], subject: $0["subject"])
            }
        }
    }
}
