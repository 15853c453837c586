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

    /// Whether the newest imported export of a kind has these bytes and this header.
    package func isNewest(
        practice: String, kind: String, fingerprint: String, sha256: String
    ) async throws(StoreError) -> Bool {
        try await read { db in
            try Self.newest(practice, kind: kind, fingerprint: fingerprint, sha256: sha256, db) != nil
        }
    }

    /// Stores that the newest imported export of its kind has come again, so that what it says was said just now.
    package func sayAgain(
        _ export: ClaimedExport, reading: ImportedReading, reason: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard
                let newest = try Self.newest(
                    export.practice, kind: reading.kind, fingerprint: reading.fingerprint, sha256: export.sha256, db)
            else { return false }
            _ = try Self.insert(
                export, state: .duplicate, reading: nil, rows: 0, unusableRows: 0, reason: reason, now: now, db)
            try db.execute(
                sql: "UPDATE export SET said_at = max(said_at, ?) WHERE id = ?",
                arguments: [export.firstSeenAt, newest])
            return true
        }
    }

    /// The newest imported export of a kind, where it has these bytes and this header.
    private static func newest(
        _ practice: String, kind: String, fingerprint: String, sha256: String, _ db: Database
    ) throws -> Int64? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, fingerprint, sha256 FROM export WHERE practice = ? AND kind = ? AND state = 'imported'
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [practice, kind]),
            row["fingerprint"] == fingerprint, row["sha256"] == sha256
        else { return nil }
        return row["id"]
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
            try Self.endClaim(claim, db)
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

    /// How many patients have a stop or a condition in each field that tells of one.
    package func patientsByTellingField(practice: String) async throws(StoreError) -> [Field: Int] {
        try await read { db in
            var columns: [Int64: PackedColumns] = [:]
            let exports = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, columns FROM export
                    WHERE practice = ?1 AND id IN (SELECT export FROM patient WHERE practice = ?1)
                    """, arguments: [practice])
            while let row = try exports.next() { columns[row["id"]] = try PackedColumns(packed: row["columns"]) }
            var counts: [Field: Int] = [:]
            let rows = try Row.fetchCursor(
                db, sql: "SELECT export, read, kept FROM patient WHERE practice = ?", arguments: [practice])
            while let row = try rows.next() {
                guard let columns = columns[row["export"]] else { continue }
                let whole = try ReadRow(packed: row["read"], columns).joined(try PackedKept.unpack(row["kept"]))
                for field in ExportStatement.fieldsThatTell(whole) { counts[field, default: 0] += 1 }
            }
            return counts
        }
    }

    static func insert(
        _ export: ClaimedExport, state: ExportState, reading: ImportedReading?, rows: Int, unusableRows: Int,
        reason: String, now: Instant, _ db: Database
    ) throws -> Int64 {
        if state == .imported, let reading {
            // Asked here once more: another process may have taken the same bytes since they were looked at.
            let newest = try newest(
                export.practice, kind: reading.kind, fingerprint: reading.fingerprint, sha256: export.sha256, db)
            guard newest == nil else { throw StoreError.refused("the newest export is imported once") }
        }
        try db.execute(
            sql: """
                INSERT INTO export (practice, name, claim, sha256, bytes, first_seen_at, decided_at, state, kind,
                    layout, fingerprint, safety, rows, unusable_rows, reason, said_at, is_part)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                export.practice, export.name, export.claim, export.sha256, export.bytes, export.firstSeenAt, now,
                state.rawValue, reading?.kind, reading?.layout, reading?.fingerprint,
                (reading?.safetyFields ?? []).map(\.rawValue).joined(separator: " "), rows, unusableRows, reason,
                export.firstSeenAt, reading?.isPart ?? false,
            ])
        return db.lastInsertedRowID
    }

    static func export(_ row: Row) -> StoredExport {
        StoredExport(
            id: row["id"], practice: row["practice"], name: row["name"], claim: row["claim"],
            state: ExportState(rawValue: row["state"]) ?? .rejected, kind: row["kind"], layout: row["layout"],
            rows: row["rows"], unusableRows: row["unusable_rows"], reason: row["reason"], place: row["place"],
            firstSeenAt: row["first_seen_at"], saidAt: row["said_at"])
    }

    /// The row of a patient with what earlier exports said, from the columns `read` and `kept` of the patient and
    /// `columns` of the export.
    static func joinedRow(_ row: Row) throws -> ReadRow {
        try readRow(row).joined(try PackedKept.unpack(row["kept"]))
    }

    /// The row of a patient as it was read, from the columns `read` of the patient and `columns` of the export.
    static func readRow(_ row: Row) throws -> ReadRow {
        try ReadRow(packed: row["read"], PackedColumns(packed: row["columns"]))
    }
}
