import GRDB
import RecallCore

extension SQLiteStore {
    /// Ends the open tasks that must no longer be done, each with a line that says why, and puts warnings behind those that
    /// are to be done in another way.
    ///
    /// - Parameters:
    ///   - practice: The practice whose tasks are looked at; nil for all.
    ///   - now: The moment.
    ///   - db: The database, in a transaction.
    /// - Throws: What SQLite says, or `StoreError.damaged`.
    static func withdrawTasks(of practice: String?, now: Instant, _ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT event.id, event.practice, event.body, event.patient, event.attempt, event.created_at,
                    patient.patient_key, patient.facts
                FROM event LEFT JOIN patient ON patient.id = event.patient
                WHERE event.done_at IS NULL AND event.kind IN ('tasks', 'contact-updates') AND event.kind = 'tasks'
                    AND (?1 IS NULL OR event.practice = ?1)
                """, arguments: [practice])
        for row in rows {
            let task = try JSONText.decode(Event.self, from: row["body"])
            switch TaskWithdrawal.verdict(on: task, in: try circumstances(of: task, row, db)) {
            case .stands: break
            case .warns(let words):
                guard let warned = task.warning(words) else { continue }
                try db.execute(
                    sql: "UPDATE event SET body = ? WHERE id = ?", arguments: [try JSONText.encode(warned), task.id])
            case .fallsAway(let words):
                try db.execute(sql: "UPDATE event SET done_at = ? WHERE id = ?", arguments: [now, task.id])
                let line = task.withdrawal(because: words, at: now)
                try insert(line, practice: row["practice"], patient: row["patient"], attempt: nil, now: now, db)
                try db.execute(sql: "UPDATE event SET done_at = ? WHERE id = ?", arguments: [now, line.id])
            }
        }
    }

    private static func circumstances(of task: Event, _ row: Row, _ db: Database) throws -> TaskWithdrawal.Circumstances
    {
        let practice: String = row["practice"]
        let number = (row["patient_key"] as String?) ?? PatientIdentity.key(task.patientID)
        let standing = "SELECT practice, phone, patient_id, reason, source FROM stop WHERE ended_at IS NULL"
        let stops =
            try Row.fetchAll(
                db.cachedStatement(
                    sql: standing + " AND phone IS NOT NULL AND phone = ? AND (practice IS NULL OR practice = ?)"),
                arguments: [task.phone, practice])
            + Row.fetchAll(
                db.cachedStatement(
                    sql: standing + " AND patient_id IS NOT NULL AND patient_id = ? AND practice = ? AND phone IS NULL"),
                arguments: [number, practice])
        let booked = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM booking WHERE patient = ? AND booked_at >= ? AND attempt IS NOT ?
                        AND status IN ('requested', 'confirmed'))
                    """),
            arguments: [row["patient"] as Int64?, row["created_at"] as Instant, row["attempt"] as String?])
        return TaskWithdrawal.Circumstances(
            facts: try (row["facts"] as String?).map { try PatientFacts(packed: $0) },
            stops: stops.map {
                Stop(
                    practice: $0["practice"], phone: $0["phone"], patientID: $0["patient_id"], reason: $0["reason"],
                    source: $0["source"])
            }, isBookedSince: booked ?? false)
    }
}
