import GRDB
import RecallCore
import RecallPorts

/// Takes the slots of one diary, inside its transaction.
final class SQLiteSlotImport: SlotImport {
    private let db: Database
    private let export: Int64
    private let practice: String
    private let now: Instant
    /// The bookings that no diary has shown yet.
    let openBookings: [OpenBooking]
    /// Whose numbers are not to be kept.
    let forgotten: Forgotten
    /// How many slots are stored.
    private(set) var count = 0

    init(
        db: Database, export: Int64, practice: String, now: Instant, openBookings: [OpenBooking], forgotten: Forgotten
    ) {
        self.db = db
        self.export = export
        self.practice = practice
        self.now = now
        self.openBookings = openBookings
        self.forgotten = forgotten
    }

    /// Stores a slot; a second row of the same place is left out.
    func add(_ slot: Slot) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO slot (practice, key, day, start, end, practitioner, room, type, status, patient_id, export)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice, key) DO NOTHING
                """
        ).execute(arguments: [
            practice, slot.key, slot.day, slot.start, slot.end, slot.practitioner, slot.room, slot.type,
            slot.status.rawValue, slot.patientID, export,
        ])
        count += db.changesCount
    }

    /// Stores how far a booking has come, with the lines that tell of it; one that has been settled is left alone.
    func settle(_ booking: OpenBooking, as status: BookingStatus, telling events: [Event]) throws {
        try db.execute(
            sql: "UPDATE booking SET status = ? WHERE attempt = ? AND status = 'requested'",
            arguments: [status.rawValue, booking.attempt])
        guard db.changesCount == 1 else { return }
        let patient = try Int64.fetchOne(
            db, sql: "SELECT patient FROM booking WHERE attempt = ?", arguments: [booking.attempt])
        for event in events {
            try SQLiteStore.insert(event, practice: practice, patient: patient, attempt: booking.attempt, now: now, db)
        }
    }
}
