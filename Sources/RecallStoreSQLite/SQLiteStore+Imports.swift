import GRDB
package import RecallCore
package import RecallPorts

/// Takes the patients of one export, inside its transaction.
final class SQLitePatientImport: PatientImport {
    private let db: Database
    private let export: Int64
    private let practice: String
    private let now: Instant
    private let newID: @Sendable (String) -> String
    private let merge: @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    private let statements: Statements
    private var columns = PackedColumns()
    /// Who must not be brought back.
    let forgotten: Forgotten
    /// How many patients the export holds.
    private(set) var count = 0
    /// Patients whose rows disagree about the date of birth.
    private(set) var conflicts: Set<String> = []

    /// What a row asks of the database, prepared once.
    private struct Statements {
        let known, insert, update, takeNumbers, insertNumber, current, insertRecall: Statement

        init(_ db: Database) throws {
            known = try db.makeStatement(sql: "SELECT id, export FROM patient WHERE practice = ? AND patient_id = ?")
            insert = try db.makeStatement(
                sql: """
                    INSERT INTO patient (practice, patient_id, export, row, line, conflict, read, facts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            update = try db.makeStatement(
                sql: """
                    UPDATE patient SET export = ?, row = ?, line = ?, conflict = ?, read = ?, facts = ? WHERE id = ?
                    """)
            takeNumbers = try db.makeStatement(sql: "DELETE FROM patient_number WHERE patient = ?")
            insertNumber = try db.makeStatement(
                sql: "INSERT INTO patient_number (practice, phone, patient) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            current = try db.makeStatement(
                sql: """
                    SELECT id, cycle, held_by_staff,
                        released = 1 OR cancelled = 1 OR urgent_task_raised = 1
                            OR EXISTS (SELECT 1 FROM attempt WHERE recall = recall.id AND state <> 'void') AS used,
                        EXISTS (SELECT 1 FROM attempt WHERE recall = recall.id
                            AND state IN ('placing', 'following', 'unknown')) AS busy
                    FROM recall WHERE patient = ? AND is_current = 1
                    """)
            insertRecall = try db.makeStatement(
                sql: """
                    INSERT INTO recall (id, patient, practice, cycle, is_current, opened_at, held_by_staff)
                    VALUES (?, ?, ?, ?, 1, ?, ?)
                    """)
        }
    }

    fileprivate init(
        _ db: Database, export: Int64, practice: String, now: Instant, newID: @escaping @Sendable (String) -> String,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    ) throws {
        self.db = db
        self.export = export
        self.practice = practice
        self.now = now
        self.newID = newID
        self.merge = merge
        statements = try Statements(db)
        forgotten = try SQLiteStore.forgotten(db)
    }

    /// Stores a patient; a second row of the same patient in one export is joined to the first.
    func add(_ patient: ImportedPatient) throws {
        guard let known = try Row.fetchOne(statements.known, arguments: [practice, patient.patientID]) else {
            count += 1
            try statements.insert.execute(arguments: [
                practice, patient.patientID, export, patient.read.row, patient.read.line, false,
                try patient.read.packed(&columns), patient.facts.packed,
            ])
            let key = db.lastInsertedRowID
            try insertNumbers(of: patient, key)
            try insertRecall(patient: key, cycle: patient.cycle, isHeld: false)
            return
        }
        let key: Int64 = known["id"]
        var patient = patient
        if known["export"] as Int64 != export {
            count += 1
        } else if let earlier = try stored(patient.patientID) {
            if let one = earlier.read.dates[.dateOfBirth], let other = patient.read.dates[.dateOfBirth], one != other {
                conflicts.insert(patient.patientID)
            }
            patient = try merge(earlier, patient)
        }
        try statements.update.execute(arguments: [
            export, patient.read.row, patient.read.line, conflicts.contains(patient.patientID),
            try patient.read.packed(&columns), patient.facts.packed, key,
        ])
        try statements.takeNumbers.execute(arguments: [key])
        try insertNumbers(of: patient, key)
        try openRecall(patient: key, cycle: patient.cycle)
    }

    /// Stores what all rows have in common.
    fileprivate func finish() throws {
        try db.execute(sql: "UPDATE export SET columns = ? WHERE id = ?", arguments: [columns.packed, export])
    }

    /// Stops a number again that a forgotten person had stopped, now that somebody else has it.
    func stop(_ number: PhoneNumber, by entry: Forgotten.Number) throws {
        _ = try SQLiteStore.addStop(
            Stop(
                practice: entry.practice, phone: number, patientID: nil, reason: entry.reason, source: entry.source),
            now: now, db)
    }

    private func insertNumbers(of patient: ImportedPatient, _ key: Int64) throws {
        for number in patient.facts.numbers {
            try statements.insertNumber.execute(arguments: [practice, number, key])
        }
    }

    private func insertRecall(patient: Int64, cycle: String, isHeld: Bool) throws {
        try statements.insertRecall.execute(arguments: [newID("r"), patient, practice, cycle, now, isHeld])
    }

    /// What an earlier row of this export has stored of a patient.
    private func stored(_ patientID: String) throws -> ImportedPatient? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT patient.read, patient.facts, recall.cycle FROM patient
                        JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                        WHERE patient.practice = ? AND patient.patient_id = ?
                        """), arguments: [practice, patientID])
        else { return nil }
        return ImportedPatient(
            patientID: patientID, read: try ReadRow(packed: row["read"], columns),
            facts: try PatientFacts(packed: row["facts"]), cycle: row["cycle"])
    }

    /// A patient who was tested since the last calls has a new recall; the old one and its attempts are history.
    ///
    /// An export that goes back to an earlier recall cycle, as when two reports of a system are dropped by turns and only one
    /// has the contact-lens column, goes back to the earlier recall: its attempts count on, or the patient would be
    /// called beyond the limit.
    private func openRecall(patient: Int64, cycle: String) throws {
        let current = try Row.fetchOne(statements.current, arguments: [patient])
        var isHeld = false
        if let current {
            let isUsed: Bool = current["used"]
            let isBusy: Bool = current["busy"]
            let id: String = current["id"]
            guard current["cycle"] as String != cycle, !isBusy else { return }
            isHeld = current["held_by_staff"]
            let earlier = try String.fetchOne(
                db,
                sql: "SELECT id FROM recall WHERE patient = ? AND cycle = ? AND is_current = 0 ORDER BY rowid DESC",
                arguments: [patient, cycle])
            if earlier == nil, !isUsed {
                try db.execute(sql: "UPDATE recall SET cycle = ? WHERE id = ?", arguments: [cycle, id])
                return
            }
            try db.execute(
                sql: "UPDATE recall SET is_current = 0, next_attempt_at = NULL WHERE id = ?", arguments: [id])
            if let earlier {
                // What staff hold stays held until they let it go.
                try db.execute(
                    sql: "UPDATE recall SET is_current = 1, held_by_staff = max(held_by_staff, ?) WHERE id = ?",
                    arguments: [isHeld, earlier])
                return
            }
        }
        try insertRecall(patient: patient, cycle: cycle, isHeld: isHeld)
    }
}

/// Takes the slots of one diary, inside its transaction.
final class SQLiteSlotImport: SlotImport {
    fileprivate let db: Database
    fileprivate let export: Int64
    fileprivate let practice: String
    fileprivate let now: Instant
    /// The bookings that no diary has shown yet.
    let openBookings: [OpenBooking]
    /// Whose numbers are not to be kept.
    let forgotten: Forgotten
    /// How many slots are stored.
    fileprivate(set) var count = 0

    fileprivate init(
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
    func add(_ slot: ImportedSlot) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO slot (practice, key, day, start, end, practitioner, room, type, status, patient_id, export)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice, key) DO NOTHING
                """
        ).execute(arguments: [
            practice, slot.key, slot.day, slot.start, slot.end, slot.practitioner, slot.room, slot.type, slot.status,
            slot.patientID, export,
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

extension SQLiteStore {
    /// Imports an export of patients: all its rows, or nothing.
    ///
    /// `merge`: joins two rows of one patient.
    /// `isDealtWith`: whether a line for staff is over, by what the export says of its patient; the outcome is that of
    /// the call that brought the line.
    /// `conflictTask`: the line for staff about an id that people with different dates of birth have; asked for once as
    /// long as they have it.
    /// `body`: reads the file and adds each patient; what it throws undoes the import.
    package func importPatients(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient,
        isDealtWith: @escaping @Sendable (Event, PatientFacts, Outcome?) -> Bool = { _, _, _ in false },
        conflictTask: @escaping @Sendable (String) throws -> Event,
        body: @escaping @Sendable (any PatientImport) throws -> ImportCounts
    ) async throws(StoreError) -> (counts: ImportCounts, conflicts: Set<String>) {
        let newID = newID
        return try await write { db in
            // Until memory is given back, which follows every import.
            try db.execute(sql: Pages.many)
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            let patients = try SQLitePatientImport(
                db, export: id, practice: export.practice, now: now, newID: newID, merge: merge)
            let known = Set(
                try String.fetchAll(
                    db, sql: "SELECT patient_id FROM patient WHERE practice = ? AND conflict = 1",
                    arguments: [export.practice]))
            var counts = try body(patients)
            try patients.finish()
            counts.stored = patients.count
            for patient in patients.conflicts.subtracting(known).sorted() {
                try Self.insert(
                    try conflictTask(patient), practice: export.practice,
                    patient: try Int64.fetchOne(
                        db, sql: "SELECT id FROM patient WHERE practice = ? AND patient_id = ?",
                        arguments: [export.practice, patient]), attempt: nil, now: now, db)
            }
            try Self.endLines(of: id, now: now, isDealtWith, db)
            try Self.finish(id, counts, db)
            return (counts, patients.conflicts)
        }
    }

    /// Imports a diary: it takes the place of the one before. Slots that are no longer free are no longer held.
    ///
    /// `body`: reads the file, adds each slot, and settles the bookings of which the diary says something.
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

    /// Ends the tasks and the changes of contact that an export shows to be dealt with.
    private static func endLines(
        of export: Int64, now: Instant, _ isDealtWith: (Event, PatientFacts, Outcome?) -> Bool, _ db: Database
    ) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT event.id, event.body, patient.facts, attempt.outcome FROM event
                JOIN patient ON patient.id = event.patient LEFT JOIN attempt ON attempt.id = event.attempt
                WHERE patient.export = ? AND event.kind IN ('tasks', 'contact-updates') AND event.done_at IS NULL
                """, arguments: [export])
        for row in rows {
            let event = try JSONText.decode(Event.self, from: row["body"])
            let facts = try PatientFacts(packed: row["facts"])
            guard isDealtWith(event, facts, (row["outcome"] as String?).flatMap(Outcome.init(rawValue:))) else {
                continue
            }
            try db.execute(sql: "UPDATE event SET done_at = ? WHERE id = ?", arguments: [now, row["id"] as String])
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

    /// Imports a do-not-call list: it adds, and takes nothing away.
    package func importStops(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable ((Stop) throws -> Void) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try await write { db in
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            var stored = 0
            var counts = try body { entry in
                if try Self.addStop(entry, now: now, db) { stored += 1 }
            }
            counts.stored = stored
            try Self.finish(id, counts, db)
            return counts
        }
    }

    /// Imports opening hours: they take the place of those before.
    package func importOpenings(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable ((ImportedOpening) throws -> Void) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try await write { db in
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            try db.execute(sql: "DELETE FROM opening WHERE practice = ?", arguments: [export.practice])
            var stored = 0
            var counts = try body { opening in
                try db.execute(
                    sql: """
                        INSERT INTO opening (practice, weekday, opens, closes, practitioner, code, export)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        export.practice, opening.weekday.rawValue, opening.opens, opening.closes, opening.practitioner,
                        opening.code, id,
                    ])
                stored += 1
            }
            counts.stored = stored
            try Self.finish(id, counts, db)
            return counts
        }
    }

    /// The opening hours that the newest settings export gives.
    package func openings(practice: String) async throws(StoreError) -> [ImportedOpening] {
        try await read { db in try Self.openings(practice, db) }
    }

    static func openings(_ practice: String, _ db: Database) throws -> [ImportedOpening] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM opening WHERE practice = ? ORDER BY rowid"), arguments: [practice]
        )
        .compactMap { row in
            guard let weekday = Weekday(rawValue: row["weekday"]) else { return nil }
            return ImportedOpening(
                weekday: weekday, opens: row["opens"], closes: row["closes"], practitioner: row["practitioner"],
                code: row["code"])
        }
    }

    private static func finish(_ export: Int64, _ counts: ImportCounts, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE export SET rows = ?, unusable_rows = ? WHERE id = ?",
            arguments: [counts.rows, counts.unusableRows, export])
    }
}
