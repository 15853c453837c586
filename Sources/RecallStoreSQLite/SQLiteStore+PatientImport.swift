import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Imports an export of patients: all its rows, or nothing.
    package func importPatients(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient,
        isDealtWith: @escaping @Sendable (Event, PatientFacts, Outcome?) -> Bool = { _, _, _ in false },
        conflictTask: @escaping @Sendable (String) throws -> Event,
        body: @escaping @Sendable (any PatientImport) throws -> ImportCounts
    ) async throws(StoreError) -> PatientImportResult {
        let (newID, forgetKey) = (newID, forgetKey)
        return try await write(keeping: \.counts.held.isEmpty) { db in
            // Until memory is given back, which follows every import.
            try db.execute(sql: Pages.many)
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            let patients = try SQLitePatientImport(
                db, export: id, columns: reading.columns, practice: export.practice,
                patientsBefore: reading.isPart
                    ? 0 : try Self.patients(ofNewest: reading.fingerprint, before: id, export.practice, db),
                now: now, forgetKey: forgetKey, newID: newID, merge: merge)
            let known = Set(
                try String.fetchAll(
                    db, sql: "SELECT patient_key FROM patient WHERE practice = ? AND conflict = 1",
                    arguments: [export.practice]))
            var counts = try body(patients)
            guard counts.held.isEmpty else { return PatientImportResult(counts: counts, conflicts: []) }
            try patients.finish()
            counts.stored = patients.count
            for patient in patients.conflicts.sorted() where !known.contains(PatientIdentity.key(patient)) {
                try Self.insert(
                    try conflictTask(patient), practice: export.practice,
                    patient: try Int64.fetchOne(
                        db, sql: "SELECT id FROM patient WHERE practice = ? AND patient_key = ?",
                        arguments: [export.practice, PatientIdentity.key(patient)]), attempt: nil, now: now, db)
            }
            try Self.endLines(of: id, now: now, isDealtWith, db)
            try Self.withdrawTasks(of: export.practice, now: now, db)
            try Self.note(
                counts.warning, as: AlertCode.exportWithoutRisk.rawValue, practice: export.practice, now: now, db)
            try db.execute(sql: "UPDATE export SET patients = ? WHERE id = ?", arguments: [patients.count, id])
            try Self.finish(id, counts, db)
            return PatientImportResult(counts: counts, conflicts: patients.conflicts)
        }
    }

    /// How many patients the newest whole list of a header held before another one.
    private static func patients(
        ofNewest fingerprint: String, before export: Int64, _ practice: String, _ db: Database
    ) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT patients FROM export
                WHERE practice = ? AND kind = 'patients' AND state = 'imported' AND fingerprint = ? AND id < ?
                    AND is_part = 0
                ORDER BY id DESC LIMIT 1
                """, arguments: [practice, fingerprint, export]) ?? 0
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
}
