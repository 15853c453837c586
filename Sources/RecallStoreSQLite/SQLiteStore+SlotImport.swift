import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Imports a diary: it takes the place of the one before. Slots that are no longer free are no longer held.
    package func importSlots(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any SlotImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try await write(keeping: \.held.isEmpty) { db in
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            try db.execute(sql: "DELETE FROM slot WHERE practice = ?", arguments: [export.practice])
            let slots = SQLiteSlotImport(
                db: db, export: id, practice: export.practice, now: now,
                openBookings: try Self.openBookings(export.practice, now: now, db),
                forgotten: try Self.forgotten(forgetKey, db),
                branches: try String.fetchSet(
                    db, sql: "SELECT name FROM branch WHERE practice = ?", arguments: [export.practice]))
            var counts = try body(slots)
            guard counts.held.isEmpty else { return counts }
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO branch (practice, name)
                    SELECT DISTINCT practice, branch FROM slot WHERE practice = ? AND branch <> ''
                    """, arguments: [export.practice])
            try db.execute(
                sql: """
                    DELETE FROM slot_reservation WHERE practice = ?1 AND NOT EXISTS (SELECT 1 FROM slot
                        WHERE slot.practice = ?1 AND slot.key = slot_reservation.slot AND slot.status = 'free'
                            AND NOT \(Self.isNumberTaken))
                    """, arguments: [export.practice])
            counts.stored = slots.count
            try Self.finish(id, counts, db)
            return counts
        }
    }

    /// The bookings of a practice that have not ended, the earliest first.
    private static func openBookings(_ practice: String, now: Instant, _ db: Database) throws -> [OpenBooking] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT booking.*, patient.patient_id, patient.facts, export.said_at, event.body FROM booking
                JOIN patient ON patient.id = booking.patient JOIN export ON export.id = patient.export
                JOIN attempt ON attempt.id = booking.attempt JOIN recall ON recall.id = attempt.recall
                JOIN event ON event.rowid = (SELECT min(told.rowid) FROM event AS told
                    WHERE told.attempt = booking.attempt AND told.kind = 'bookings')
                WHERE booking.practice = ? AND (booking.status = 'requested'
                    OR booking.status = 'confirmed' AND recall.is_current = 1 AND booking.booked_at >= ?)
                ORDER BY booking.day, booking.start, event.rowid
                """, arguments: [practice, now.adding(hours: -24 * DiaryReconciler.daysFollowed)]
        ).map { row in
            OpenBooking(
                attempt: row["attempt"], patientID: row["patient_id"],
                name: try PatientFacts(packed: row["facts"]).name,
                appointment: appointment(row), told: try JSONText.decode(Event.self, from: row["body"]),
                status: BookingStatus(rawValue: row["status"]) ?? .requested, recordSeenAt: row["said_at"])
        }
    }

    /// The appointment of a row of bookings.
    static func appointment(_ row: Row) -> Appointment {
        Appointment(
            day: row["day"], start: row["start"], end: row["end"], practitioner: row["practitioner"],
            type: row["type"], room: row["room"], slotID: row["slot"])
    }
}
