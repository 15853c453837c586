import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Adds an entry; one that stands already is kept as it is.
    package func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool {
        try await write { db in try Self.addStop(entry, by: actor, now: now, db) }
    }

    /// Ends the entries for a number or a patient, and lets those come back who were forgotten; only a person does this.
    package func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, hashes: [String], reason: String, now: Instant
    ) async throws(StoreError) -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE stop SET ended_at = ?
                    WHERE ended_at IS NULL AND practice IS ? AND (phone = ? OR patient_id = ?)
                    """, arguments: [now, practice, phone, patientID])
            let ended = db.changesCount
            if ended > 0 { try Self.audit(actor.stored, "unsuppress", "\(ended) entries: \(reason)", now: now, db) }
            var returned = 0
            for hash in hashes {
                try db.execute(sql: "DELETE FROM forgotten WHERE hash = ?", arguments: [hash])
                returned += db.changesCount
            }
            if returned > 0 { try Self.audit(actor.stored, "unsuppress", "\(returned) forgotten", now: now, db) }
            return ended + returned
        }
    }

    static func addStop(
        _ entry: Stop, by actor: AuditActor = .recalld, now: Instant, _ db: Database
    ) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO stop (practice, phone, patient_id, reason, source, added_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(
            arguments: [entry.practice, entry.phone, entry.patientID, entry.reason, entry.source, now])
        let isNew = db.changesCount > 0
        if isNew {
            // What recalld does by itself is noted by where it had it from.
            try audit(
                actor == .recalld ? entry.source : actor.stored, "suppress",
                entry.phone == nil ? "a patient" : "a number", now: now, db)
        }
        return isNew
    }

    static func audit(_ actor: String, _ action: String, _ subject: String, now: Instant, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)",
            arguments: [now, actor, action, subject])
    }
}
