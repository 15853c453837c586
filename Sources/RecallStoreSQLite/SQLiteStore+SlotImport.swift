import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Imports a diary: it takes the place of the one before. Slots that are no longer free are no longer held.
    package func importSlots(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any SlotImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try await write { db in
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            try db.execute(sql: "DELETE FROM slot WHERE practice = ?", arguments: [export.practice])
            let slots = SQLiteSlotImport(
                db: db, export: id, practice: export.practice, now: now,
                openBookings: try Self.openBookings(export.practice, db), forgotten: try Self.forgotten(db))
            var counts = try body(slots)
            try db.execute(
                sql: """
                    DELETE FROM slot_reservation WHERE practice = ?1 AND NOT EXISTS (SELECT 1 FROM slot
                        WHERE slot.practice = ?1 AND slot.key = slot_reservation.slot AND slot.status = 'free')
                    """, arguments: [export.practice])
            counts.stored = slots.count
            try Self.finish(id, counts, db)
            return counts
        }
    }

    /// The bookings of a practice that no diary has shown yet, the earliest first.
    private static func openBookings(_ practice: String, _ db: Database) throws -> [OpenBooking] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT booking.*, patient.patient_id, patient.facts, event.body FROM booking
                JOIN patient ON patient.id = booking.patient
                JOIN event ON event.attempt = booking.attempt AND event.kind = 'bookings'
                WHERE booking.practice = ? AND booking.status = 'requested'
                ORDER BY booking.day, booking.start, event.rowid
                """, arguments: [practice]
        ).map { row in
            OpenBooking(
                attempt: row["attempt"], patientID: row["patient_id"],
                name: try PatientFacts(packed: row["facts"]).name,
                appointment: appointment(row), told: try JSONText.decode(Event.self, from: row["body"]))
        }
    }

    /// The appointment of a row of bookings.
    static func appointment(_ row: Row) -> Appointment {
        Appointment(
            day: row["day"], start: row["start"], end: row["end"], practitioner: row["practitioner"],
            type: row["type"], room: row["room"], slotID: row["slot"])
    }
}
