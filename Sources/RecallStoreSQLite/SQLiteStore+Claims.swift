import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Notes a file before it is taken out of an inbox.
    package func noteClaim(_ claim: NotedClaim) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO claim (id, practice, name, first_seen_at, approver, is_part) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    claim.id, claim.practice, claim.name, claim.firstSeenAt, claim.approver?.stored, claim.isPart,
                ])
        }
    }

    /// The files of a practice that were taken out and have not come to rest, in the order in which they were first seen.
    package func notedClaims(practice: String) async throws(StoreError) -> [NotedClaim] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM claim WHERE practice = ? ORDER BY first_seen_at, rowid", arguments: [practice]
            ).map { row in
                let approver: String? = row["approver"]
                return NotedClaim(
                    id: row["id"], practice: row["practice"], name: row["name"], firstSeenAt: row["first_seen_at"],
                    approver: approver.map(AuditActor.init(stored:)), isPart: row["is_part"])
            }
        }
    }

    /// Takes back that a file was taken out.
    package func forgetClaim(_ id: String) async throws(StoreError) {
        try await write { db in try Self.endClaim(id, db) }
    }

    static func endClaim(_ id: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM claim WHERE id = ?", arguments: [id])
    }

    /// Whether the newest that was decided about these bytes is that they wait for a person.
    package func isHeld(practice: String, sha256: String) async throws(StoreError) -> Bool {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT state FROM export WHERE practice = ? AND sha256 = ? ORDER BY id DESC LIMIT 1",
                arguments: [practice, sha256]) == ExportState.review.rawValue
        }
    }

    /// Stores that a person rejects the export that was set aside for review at a place; it stands at another now.
    package func rejectHeld(
        place: String, newPlace: String, practice: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE export SET state = 'rejected', place = ?
                    WHERE id = (SELECT id FROM export WHERE practice = ? AND place = ? AND state = 'review'
                        ORDER BY id DESC LIMIT 1)
                    """, arguments: [newPlace, practice, place])
            guard db.changesCount > 0 else { return false }
            try Self.audit(actor.stored, "reject", "a file of \(practice)", now: now, db)
            return true
        }
    }
}
