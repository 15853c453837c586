import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// What was decided about a claim before, if anything: a restart finishes what a crash left undone.
    package func export(claim: String) async throws(StoreError) -> StoredExport? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM export WHERE claim = ?", arguments: [claim]).map(Self.export)
        }
    }

    /// Whether these bytes were imported for the practice before.
    package func isImported(practice: String, sha256: String) async throws(StoreError) -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT 1 FROM export WHERE practice = ? AND sha256 = ? AND state = 'imported'",
                arguments: [practice, sha256]) ?? false
        }
    }

    /// Stores that an export is not imported, and why: a duplicate, one for review, one that cannot be used.
    package func decide(
        _ export: ClaimedExport, state: ExportState, reading: ImportedReading?, rows: Int, reason: String, now: Instant
    ) async throws(StoreError) {
        try await write { db in
            _ = try Self.insert(
                export, state: state, reading: reading, rows: rows, unusableRows: 0, reason: reason, now: now, db)
        }
    }

    /// Stores where an export has come to rest.
    package func recordPlace(claim: String, place: String) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE export SET place = ? WHERE claim = ? AND place IS NULL", arguments: [place, claim])
        }
    }

    /// The fields that meant safety in the newest imported export of a kind, for comparison.
    ///
    /// Whatever its layout: a table that has lost a column may be taken for another one.
    package func safetyFields(practice: String, kind: String) async throws(StoreError) -> Set<Field> {
        try await read { db in
            let text = try String.fetchOne(
                db,
                sql: """
                    SELECT safety FROM export WHERE practice = ? AND kind = ? AND state = 'imported'
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [practice, kind])
            return Set((text ?? "").split(separator: " ").compactMap { Field(rawValue: String($0)) })
        }
    }

    static func insert(
        _ export: ClaimedExport, state: ExportState, reading: ImportedReading?, rows: Int, unusableRows: Int,
        reason: String, now: Instant, _ db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO export (practice, name, claim, sha256, bytes, first_seen_at, decided_at, state, kind,
                    layout, fingerprint, safety, rows, unusable_rows, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                export.practice, export.name, export.claim, export.sha256, export.bytes, export.firstSeenAt, now,
                state.rawValue, reading?.kind, reading?.layout, reading?.fingerprint,
                (reading?.safetyFields ?? []).map(\.rawValue).joined(separator: " "), rows, unusableRows, reason,
            ])
        return db.lastInsertedRowID
    }

    static func export(_ row: Row) -> StoredExport {
        StoredExport(
            id: row["id"], practice: row["practice"], name: row["name"], claim: row["claim"],
            state: ExportState(rawValue: row["state"]) ?? .rejected, kind: row["kind"], layout: row["layout"],
            rows: row["rows"], unusableRows: row["unusable_rows"], reason: row["reason"], place: row["place"],
            firstSeenAt: row["first_seen_at"])
    }

    /// The row of a patient as it was read, from the columns `read` of the patient and `columns` of the export.
    static func readRow(_ row: Row) throws -> ReadRow {
        try ReadRow(packed: row["read"], PackedColumns(packed: row["columns"]))
    }
}
