import GRDB
import RecallCore
import RecallPorts

extension SQLiteStore {
    static func attempt(_ row: Row) -> Attempt {
        Attempt(
            id: row["id"], recall: row["recall"], patient: row["patient"], practice: row["practice"],
            phone: row["phone"], startedAt: row["started_at"],
            state: state(row), callID: row["call_id"],
            leavesMessage: row["leave_message"], offered: offered(row["offered"]), unknownSince: row["unknown_since"],
            unknownTold: row["unknown_told"], polls: row["polls"], overSince: row["over_since"],
            outcome: outcome(row))
    }

    private static func offered(_ text: String) -> [OfferedSlot] {
        do {
            return try JSONText.decode([OfferedSlot].self, from: text)
        } catch {
            // What this program wrote it can read; were it damaged, a booking would go to staff, and no slot be taken.
            return []
        }
    }

    /// All that is known about whom an attempt concerns; a patient whose texts stand in an older version is packed anew.
    static func subject(_ id: String, _ db: Database) throws -> CallSubject? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM attempt WHERE id = ?"), arguments: [id])
        else {
            return nil
        }
        let attempt = attempt(row)
        guard
            let patient = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT patient.patient_id, patient.facts, patient.read, patient.kept, export.columns FROM patient
                        JOIN export ON export.id = patient.export WHERE patient.id = ?
                        """), arguments: [attempt.patient])
        else { return nil }
        let held = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT slot.* FROM slot_reservation JOIN slot ON slot.practice = slot_reservation.practice AND slot.key = slot_reservation.slot
                    WHERE slot_reservation.attempt = ? AND slot.status = 'free' AND NOT \(isNumberTaken)
                    """), arguments: [id]
        ).map(slot)
        let facts = try PatientFacts(packed: patient["facts"])
        let read = try readRow(patient)
        if PackedVersion.isOld(patient["facts"]) || PackedVersion.isOld(patient["read"]) {
            try packAnew(attempt.patient, facts, read, columns: patient["columns"], db)
        }
        return CallSubject(
            attempt: attempt, patientID: patient["patient_id"], facts: facts,
            read: read.joined(try PackedKept.unpack(patient["kept"])),
            attempts: try pastAttempts(recall: attempt.recall, db), held: held)
    }

    /// Stores a patient in the newest version of packed texts. The columns of the export hold all that the row's cells
    /// stand in, and stay as they are.
    private static func packAnew(
        _ patient: Int64, _ facts: PatientFacts, _ read: ReadRow, columns: String, _ db: Database
    ) throws {
        var columns = try PackedColumns(packed: columns)
        try db.execute(
            sql: "UPDATE patient SET read = ?, facts = ? WHERE id = ?",
            arguments: [try read.packed(&columns), facts.packed, patient])
    }

    private static func pastAttempts(recall: String, _ db: Database) throws -> [PastAttempt] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT started_at, outcome, callback_at, state, set_aside_at, leave_message
                    FROM attempt JOIN recall ON recall.id = attempt.recall WHERE recall = ? AND state <> 'void'
                    ORDER BY started_at, attempt.rowid
                    """), arguments: [recall]
        ).map(pastAttempt)
    }

    private static func pastAttempt(_ row: Row) -> PastAttempt {
        PastAttempt(
            state: state(row), startedAt: row["started_at"], outcome: outcome(row), callbackAt: row["callback_at"],
            recallSetAsideAt: row["set_aside_at"], messageSent: row["leave_message"])
    }

    /// An attempt with what the plan needs of its recall.
    static func storedAttempt(_ row: Row) -> StoredAttempt {
        StoredAttempt(
            state: state(row), startedAt: row["started_at"], localDay: row["local_day"], phone: row["phone"],
            outcome: outcome(row), callbackAt: row["callback_at"], isInCall: row["in_call"],
            isOfCurrentRecall: row["is_current"], recallSetAsideAt: row["set_aside_at"],
            messageSent: row["leave_message"])
    }

    /// A word that nobody wrote counts as an attempt of which nothing is known, which is never sent again.
    private static func state(_ row: Row) -> AttemptState { AttemptState(rawValue: row["state"]) ?? .unknown }

    private static func outcome(_ row: Row) -> Outcome? {
        (row["outcome"] as String?).flatMap(Outcome.init(rawValue:))
    }

    /// A word that nobody wrote is no promise that a place is free.
    static func slot(_ row: Row) -> Slot {
        Slot(
            key: row["key"], day: row["day"], start: row["start"], end: row["end"], practitioner: row["practitioner"],
            room: row["room"], type: row["type"], status: Slot.Status(rawValue: row["status"]) ?? .blocked,
            patientID: row["patient_id"], branch: row["branch"])
    }
}
