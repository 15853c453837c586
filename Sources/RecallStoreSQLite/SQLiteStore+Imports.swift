import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Imports a do-not-call list: it adds, and takes nothing away.
    package func importStops(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any StopImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try await write(keeping: \.held.isEmpty) { db in
            let id = try Self.insert(
                export, state: .imported, reading: reading, rows: 0, unusableRows: 0, reason: "", now: now, db)
            let stops = try SQLiteStopImport(db, export: id, practice: export.practice, now: now)
            var counts = try body(stops)
            guard counts.held.isEmpty else { return counts }
            if stops.count > 0 { try Self.withdrawTasks(of: export.practice, now: now, db) }
            counts.stored = stops.count
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

    static func finish(_ export: Int64, _ counts: ImportCounts, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE export SET rows = ?, unusable_rows = ? WHERE id = ?",
            arguments: [counts.rows, counts.unusableRows, export])
        guard !counts.unusable.isEmpty else { return }
        let insert = try db.makeStatement(sql: "INSERT INTO unusable_row (export, row, reason) VALUES (?, ?, ?)")
        for unusable in counts.unusable { try insert.execute(arguments: [export, unusable.row, unusable.reason]) }
    }

    /// The rows of an import that could not be used, in their order.
    package func unusableRows(claim: String) async throws(StoreError) -> [UnusableRow] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT row, reason FROM unusable_row
                    WHERE export = (SELECT id FROM export WHERE claim = ?) ORDER BY row
                    """, arguments: [claim]
            ).map { UnusableRow(row: $0["row"], reason: $0["reason"]) }
        }
    }
}
