import GRDB
import RecallCore
import RecallPorts

/// Takes the patients of one export, inside its transaction.
final class SQLitePatientImport: PatientImport {
    let db: Database
    private let export: Int64
    let practice: String
    private let now: Instant
    private let newID: @Sendable (String) -> String
    private let merge: @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    private let queries: Queries
    private let newColumns: [ExportColumn]
    private var columns: PackedColumns
    /// What the export leaves standing of others, by the export.
    private var statements: [Int64: ExportStatement] = [:]
    private var earlierColumns: [Int64: PackedColumns] = [:]
    private var memo = RowMemo()
    /// Who must not be brought back.
    let forgotten: Forgotten
    /// How many patients the export holds.
    private(set) var count = 0
    /// Patients whose rows disagree about the date of birth.
    private(set) var conflicts: Set<String> = []
    private var tally: ImportTally
    /// What earlier exports said against calls to those who were held for it.
    private var saidBefore: [Int64: SaidAgainstCalls] = [:]
    var change: ImportChange { tally.change }

    /// What a row asks of the database, prepared once.
    private struct Queries {
        let insert, update, insertNumber, current, insertRecall: Statement

        init(_ db: Database) throws {
            insert = try db.makeStatement(
                sql: """
                    INSERT INTO patient (practice, patient_id, patient_key, another_person, export, row, line, conflict,
                        read, kept, facts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)
                    """)
            update = try db.makeStatement(
                sql: """
                    UPDATE patient SET patient_id = ?, export = ?, row = ?, line = ?, conflict = ?, read = ?, kept = ?,
                        facts = ?, earlier_phones = ? WHERE id = ?
                    """)
            insertNumber = try db.makeStatement(
                sql: "INSERT INTO patient_number (practice, phone, patient) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            current = try db.makeStatement(
                sql: """
                    SELECT id, cycle, held_by_staff, released, cancelled, urgent_task_raised,
                        EXISTS (SELECT 1 FROM attempt WHERE recall = recall.id AND state <> 'void') AS has_attempts,
                        EXISTS (SELECT 1 FROM attempt WHERE recall = recall.id AND \(Live.isLive)) AS is_busy
                    FROM recall WHERE patient = ? AND is_current = 1
                    """)
            insertRecall = try db.makeStatement(
                sql: """
                    INSERT INTO recall (id, patient, practice, cycle, is_current, opened_at, held_by_staff)
                    VALUES (?, ?, ?, ?, 1, ?, ?)
                    """)
        }
    }

    init(
        _ db: Database, export: Int64, columns: [ExportColumn], practice: String, patientsBefore: Int, now: Instant,
        forgetKey: ForgetKeyAccess, newID: @escaping @Sendable (String) -> String,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    ) throws {
        self.db = db
        self.export = export
        self.practice = practice
        self.now = now
        self.newID = newID
        self.merge = merge
        tally = ImportTally(patientsBefore: patientsBefore)
        queries = try Queries(db)
        self.columns = try PackedColumns(columns)
        statements[0] = ExportStatement(columns: columns, after: [])
        newColumns = columns
        forgotten = try SQLiteStore.forgotten(forgetKey, db)
    }

    /// Stores a patient; a second row of the same patient in one export is joined to the first.
    func add(_ patient: ImportedPatient) throws {
        let known = try holder(of: patient)
        let change = RegisterChange(lastSeenIn: known?.export, importing: export)
        if change.isAnotherPatient { count += 1 }
        guard let known else {
            tally.noteNew()
            return try insert(patient)
        }
        if change == .renewed, !known.hasConflict, PatientIdentity.isAnotherPerson(patient.facts, than: known.facts) {
            tally.note(patient.patientID, before: known.facts, after: patient.facts)
            return try hand(patient.patientID, from: known, to: patient)
        }
        var patient = patient
        if change == .repeated, let earlier = try stored(known.key) {
            if earlier.isInConflict(with: patient) { conflicts.insert(earlier.patientID) }
            patient = try merge(earlier, patient)
            patient.patientID = earlier.patientID
            // What stood of earlier exports is weighed once more: this row may speak of it.
            patient = restated(
                patient, export: 0, earlier: ReadRow(row: 0, line: 0), kept: try PackedKept.unpack(known.kept))
            if patient.facts.isHeldUntilReleased,
                SaidAgainstCalls(patient.read, kept: patient.kept).adds(to: saidBefore[known.key])
            {
                try endRelease(of: known.key)
            }
            tally.noteJoined(patient.patientID, after: patient.facts)
        } else {
            patient = try restated(patient, after: known)
            tally.note(patient.patientID, before: known.facts, after: patient.facts)
        }
        try renew(patient, of: known)
    }

    /// The patient with what this export leaves standing of the one that held the record last.
    func restated(_ patient: ImportedPatient, after holder: Holder) throws -> ImportedPatient {
        let earlierColumns = try earlierColumns(of: holder.export)
        if statements[holder.export] == nil {
            statements[holder.export] = ExportStatement(columns: newColumns, after: earlierColumns.exportColumns)
        }
        let earlier = try ReadRow(packed: holder.read, earlierColumns)
        let kept = try PackedKept.unpack(holder.kept)
        let patient = restated(patient, export: holder.export, earlier: earlier, kept: kept)
        if holder.facts.isHeldUntilReleased { saidBefore[holder.key] = SaidAgainstCalls(earlier, kept: kept) }
        if patient.facts.isHeldUntilReleased,
            SaidAgainstCalls(patient.read, kept: patient.kept).adds(to: saidBefore[holder.key])
        {
            try endRelease(of: holder.key)
        }
        return patient
    }

    private func restated(
        _ patient: ImportedPatient, export: Int64, earlier: ReadRow, kept: [KeptCell]
    ) -> ImportedPatient {
        let standing = statements[export]?.kept(by: patient.read, earlier: earlier, of: export, kept: kept)
        return patient.keeping(standing ?? kept, memo: &memo)
    }

    /// What staff have released is looked at once more: something was added to it.
    private func endRelease(of patient: Int64) throws {
        try db.cachedStatement(
            sql: "UPDATE recall SET released = 0 WHERE patient = ? AND is_current = 1 AND released = 1"
        ).execute(arguments: [patient])
    }

    /// The columns of an earlier export, looked up once.
    private func earlierColumns(of export: Int64) throws -> PackedColumns {
        if let known = earlierColumns[export] { return known }
        let text = try String.fetchOne(db, sql: "SELECT columns FROM export WHERE id = ?", arguments: [export])
        let columns = try PackedColumns(packed: text ?? "")
        earlierColumns[export] = columns
        return columns
    }

    func insert(_ patient: ImportedPatient, isAnotherPerson: Bool = false) throws {
        try queries.insert.execute(arguments: [
            practice, patient.patientID, PatientIdentity.key(patient.patientID), isAnotherPerson, export,
            patient.read.row, patient.read.line, false,
            try patient.read.packed(&columns), patient.facts.packed,
        ])
        let key = db.lastInsertedRowID
        try insertNumbers(of: patient, key)
        try insertRecall(patient: key, cycle: patient.cycle, isHeld: false)
    }

    func renew(_ patient: ImportedPatient, of holder: Holder) throws {
        let key = holder.key
        let earlier = PatientIdentity.earlierNumbers(
            holder.earlierNumbers, before: holder.facts, now: patient.facts)
        try queries.update.execute(arguments: [
            patient.patientID, export, patient.read.row, patient.read.line, conflicts.contains(patient.patientID),
            try patient.read.packed(&columns), PackedKept.pack(patient.kept), patient.facts.packed,
            EarlierPhones.text(earlier), key,
        ])
        try insertNumbers(of: patient, key)
        try stepRecall(patient: key, cycle: patient.cycle)
    }

    /// Stores what all rows have in common.
    func finish() throws {
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
            try queries.insertNumber.execute(arguments: [practice, number, key])
        }
    }

    private func insertRecall(patient: Int64, cycle: String, isHeld: Bool) throws {
        try queries.insertRecall.execute(arguments: [newID("r"), patient, practice, cycle, now, isHeld])
    }

    /// What an earlier row of this export has stored of a patient.
    private func stored(_ key: Int64) throws -> ImportedPatient? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT patient.patient_id, patient.read, patient.facts, recall.cycle FROM patient
                        JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                        WHERE patient.id = ?
                        """), arguments: [key])
        else { return nil }
        return ImportedPatient(
            patientID: row["patient_id"], read: try ReadRow(packed: row["read"], columns),
            facts: try PatientFacts(packed: row["facts"]), cycle: row["cycle"])
    }

    /// Begins, resumes, moves or ends the recalls of a patient as the export's cycle asks.
    private func stepRecall(patient: Int64, cycle: String) throws {
        let row = try Row.fetchOne(queries.current, arguments: [patient])
        let current = row.map { row in
            RecallCycle.Current(
                cycle: row["cycle"], isHeldByStaff: row["held_by_staff"], isReleasedByStaff: row["released"],
                isCancelled: row["cancelled"], isUrgentTaskRaised: row["urgent_task_raised"],
                hasAttempts: row["has_attempts"], isBusy: row["is_busy"])
        }
        let step = try RecallCycle.step(to: cycle, current: current) {
            try earlierRecall(patient: patient, cycle: cycle)
        }
        switch step {
        case .keep: break
        case .move:
            try db.execute(
                sql: "UPDATE recall SET cycle = ? WHERE patient = ? AND is_current = 1", arguments: [cycle, patient])
        case .begin(let isHeld):
            try endRecall(of: patient)
            try insertRecall(patient: patient, cycle: cycle, isHeld: isHeld)
        case .resume(let earlier, let isHeld):
            try endRecall(of: patient)
            try db.execute(
                sql: "UPDATE recall SET is_current = 1, held_by_staff = ? WHERE id = ?", arguments: [isHeld, earlier])
        }
    }

    private func endRecall(of patient: Int64) throws {
        try db.execute(
            sql: "UPDATE recall SET is_current = 0, next_attempt_at = NULL WHERE patient = ? AND is_current = 1",
            arguments: [patient])
    }

    private func earlierRecall(patient: Int64, cycle: String) throws -> RecallCycle.Earlier? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT id, held_by_staff FROM recall WHERE patient = ? AND cycle = ? AND is_current = 0
                ORDER BY rowid DESC
                """, arguments: [patient, cycle]
        ).map { RecallCycle.Earlier(id: $0["id"], isHeldByStaff: $0["held_by_staff"]) }
    }
}
