import GRDB
import RecallCore
import RecallPorts

/// Takes the slots of one diary, inside its transaction.
final class SQLiteSlotImport: SlotImport {
    private let db: Database
    private let export: Int64
    private let practice: String
    private let now: Instant
    /// The bookings that have not ended.
    let openBookings: [OpenBooking]
    /// Whose numbers are not to be kept.
    let forgotten: Forgotten
    /// The names of branches that the diaries before this one had.
    let branches: Set<String>
    /// How many slots are stored.
    private(set) var count = 0

    init(
        db: Database, export: Int64, practice: String, now: Instant, openBookings: [OpenBooking], forgotten: Forgotten,
        branches: Set<String>
    ) {
        self.db = db
        self.export = export
        self.practice = practice
        self.now = now
        self.openBookings = openBookings
        self.forgotten = forgotten
        self.branches = branches
    }

    func patientNames() throws -> PatientNames {
        var names = PatientNames()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT patient_id, facts FROM patient WHERE practice = ? AND former_key IS NULL",
            arguments: [practice])
        while let row = try rows.next() {
            names.note(row["patient_id"], try PatientFacts(packed: row["facts"]).name)
        }
        return names
    }

    /// Stores a row of the diary.
    func add(_ slot: Slot) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO slot (practice, key, day, start, end, practitioner, room, type, status, patient_id, branch,
                    export)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            practice, slot.key, slot.day, slot.start, slot.end, slot.practitioner, slot.room, slot.type,
            slot.status.rawValue, slot.patientID.map(PatientIdentity.key), slot.branch, export,
        ])
        count += 1
    }

    /// Stores what a booking becomes, with the lines that tell of it; one that is not as it was read is left alone.
    func settle(_ booking: OpenBooking, _ change: BookingChange) throws {
        let place = change.appointment
        // A number that another booking holds is not taken from it: the row then stays as it is.
        try db.execute(
            sql: """
                UPDATE OR IGNORE booking SET status = ?, slot = ?, day = ?, start = ?, end = ?, practitioner = ?, room = ?,
                    type = ? WHERE attempt = ? AND status = ?
                """,
            arguments: [
                change.status.rawValue, place.slotID, place.day, place.start, place.end, place.practitioner,
                place.room, place.type, booking.attempt, booking.status.rawValue,
            ])
        guard db.changesCount == 1 else { return }
        if let day = change.reopensOn {
            try db.execute(
                sql: """
                    UPDATE recall SET set_aside_at = ?, reopens_on = ?
                    WHERE is_current = 1 AND id = (SELECT recall FROM attempt WHERE id = ?)
                    """, arguments: [now, day, booking.attempt])
        }
        let patient = try Int64.fetchOne(
            db, sql: "SELECT patient FROM booking WHERE attempt = ?", arguments: [booking.attempt])
        for event in change.events {
            try SQLiteStore.insert(event, practice: practice, patient: patient, attempt: booking.attempt, now: now, db)
        }
    }

    /// Remembers the appointments that the diary shows.
    func remember(
        _ appointments: [KnownAppointment], replacing cover: DiaryCover?, forgetting before: Day
    ) throws {
        try db.execute(sql: "DELETE FROM appointment WHERE practice = ? AND day < ?", arguments: [practice, before])
        if let cover { try forget(coveredBy: cover) }
        for appointment in appointments where appointment.day >= before {
            try db.cachedStatement(
                sql: """
                    INSERT INTO appointment (practice, patient_id, day, state, start, practitioner, type)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (practice, patient_id, day) DO UPDATE SET state = excluded.state, start = excluded.start,
                        practitioner = excluded.practitioner, type = excluded.type
                    """
            ).execute(arguments: [
                practice, appointment.patientID, appointment.day, appointment.state.rawValue, appointment.start,
                appointment.practitioner, appointment.type,
            ])
        }
    }

    /// Takes out the appointments that the diary would show and does not.
    private func forget(coveredBy cover: DiaryCover) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM appointment WHERE practice = ? AND day >= ? AND day <= ?",
            arguments: [practice, cover.days.lowerBound, cover.days.upperBound])
        for appointment in rows.map(KnownAppointment.init(row:)) where cover.covers(appointment) {
            try db.cachedStatement(sql: "DELETE FROM appointment WHERE practice = ? AND patient_id = ? AND day = ?")
                .execute(arguments: [practice, appointment.patientID, appointment.day])
        }
    }
}

extension KnownAppointment {
    init(row: Row) {
        self.init(
            patientID: row["patient_id"], day: row["day"], state: State(rawValue: row["state"]) ?? .booked,
            start: row["start"], practitioner: row["practitioner"], type: row["type"])
    }
}
