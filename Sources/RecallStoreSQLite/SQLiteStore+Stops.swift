import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Adds an entry; one of the same source that stands already is kept as it is.
    package func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            let isNew = try Self.addStop(entry, by: actor, now: now, db)
            if isNew { try Self.withdrawTasks(of: entry.practice, now: now, db) }
            return isNew
        }
    }

    /// Ends the entries for a number or a patient, and lets those come back who were forgotten; only a person does this.
    package func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, hashes: [String], reason: String, now: Instant
    ) async throws(StoreError) -> Int {
        try await write { db in
            // Without a practice, what calls have closed the number for is opened in each.
            try db.execute(
                sql: """
                    UPDATE stop SET ended_at = ?1
                    WHERE ended_at IS NULL AND ((practice IS ?2 AND (phone = ?3 OR patient_id = ?4))
                        OR (?2 IS NULL AND phone = ?3 AND patient_id IS NOT NULL))
                    """, arguments: [now, practice, phone, patientID.map(PatientIdentity.key)])
            let ended = db.changesCount
            if ended > 0, let phone { try Self.resumeRecalls(on: phone, of: practice, now: now, db) }
            if ended > 0 { try Self.audit(actor.stored, "unsuppress", "\(ended) entries: \(reason)", now: now, db) }
            var returned = 0
            for hash in hashes {
                try db.execute(sql: "DELETE FROM forgotten WHERE hash = ?", arguments: [hash])
                returned += db.changesCount
                try db.execute(sql: "DELETE FROM forgotten WHERE belongs_to = ?", arguments: [hash])
            }
            if returned > 0 { try Self.audit(actor.stored, "unsuppress", "\(returned) forgotten", now: now, db) }
            return ended + returned
        }
    }

    /// The do-not-call lists of a practice of which entries stand, the newest first.
    package func stopExports(practice: String) async throws(StoreError) -> [StopExport] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT export.id, export.name, export.place, count(*) AS entries
                    FROM stop JOIN export ON export.id = stop.export
                    WHERE stop.export IS NOT NULL AND stop.ended_at IS NULL AND export.practice = ?
                    GROUP BY export.id ORDER BY export.id DESC
                    """, arguments: [practice]
            ).map {
                StopExport(
                    id: $0["id"], practice: practice, name: $0["name"], place: $0["place"], entries: $0["entries"])
            }
        }
    }

    /// Ends the entries that one do-not-call list brought, and no others; only a person does this.
    package func endStops(
        ofExport export: Int64, reason: String, now: Instant
    ) async throws(StoreError) -> EndedStops {
        try await write { db in
            let kept = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM stop AS gone
                    WHERE gone.export = ?1 AND gone.ended_at IS NULL AND EXISTS (
                        SELECT 1 FROM stop AS other
                        WHERE other.ended_at IS NULL AND other.export IS NOT ?1
                            AND ifnull(other.phone, '') = ifnull(gone.phone, '')
                            AND ifnull(other.practice, '') IN ('', gone.practice)
                            AND ifnull(other.patient_id, '') = ifnull(gone.patient_id, ''))
                    """, arguments: [export])
            try db.execute(
                sql: "UPDATE stop SET ended_at = ? WHERE export = ? AND ended_at IS NULL", arguments: [now, export])
            let ended = EndedStops(ended: db.changesCount, kept: kept ?? 0)
            if ended.ended > 0 {
                try Self.audit(
                    actor.stored, "unsuppress", "\(ended.ended) entries of export \(export): \(reason)", now: now, db)
            }
            return ended
        }
    }

    /// The entries that stand and concern the patients of a practice.
    static func stopList(of practice: String, _ db: Database) throws -> StopList {
        var stops = StopList()
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT phone, patient_id, reason, source FROM stop
                    WHERE ended_at IS NULL AND (practice IS NULL OR practice = ?)
                    """), arguments: [practice])
        while let row = try rows.next() {
            stops.add(
                phone: row["phone"], patientID: row["patient_id"], reason: row["reason"], source: row["source"])
        }
        return stops
    }

    static func addStop(
        _ entry: Stop, export: Int64? = nil, by actor: AuditActor = .recalld, now: Instant, _ db: Database
    ) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO stop (practice, phone, patient_id, reason, source, export, added_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(
            arguments: [entry.practice, entry.phone, entry.patientID, entry.reason, entry.source, export, now])
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
