import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// What is known of the clock.
    package func clock() async throws(StoreError) -> ClockState {
        try await read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM clock") else { return ClockState() }
            return ClockState(doubt: Self.doubt(row), acceptedAt: row["accepted_at"])
        }
    }

    /// The newest moment at which anything was stored, but for those of a wrong clock that a person has passed over.
    package func newestMoment() async throws(StoreError) -> Instant? {
        try await read { db in
            let row = try Row.fetchOne(db, sql: "SELECT accepted_at, accepted_over, reached FROM clock")
            let passedOver = row.flatMap { row -> Range<Instant>? in
                guard let from: Instant = row["accepted_at"], let to: Instant = row["accepted_over"], from < to else {
                    return nil
                }
                return from..<to
            }
            let newest = try Self.newest(passingOver: passedOver, db)
            return [newest, row?["reached"]].compactMap(\.self).max()
        }
    }

    /// Notes why the clock is not believed.
    package func setClockDoubt(_ doubt: ClockDoubt?, now: Instant) async throws(StoreError) {
        guard try await clock().doubt != doubt else { return }
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO clock (id, doubted_at, has_to_reach, awaits_service) VALUES (1, ?1, ?2, ?3)
                    ON CONFLICT (id) DO UPDATE SET doubted_at = excluded.doubted_at,
                        has_to_reach = excluded.has_to_reach, awaits_service = excluded.awaits_service
                    """, arguments: [doubt.map { _ in now }, doubt?.hasToReach, doubt?.awaitsService ?? false])
        }
    }

    /// Notes how far a clock has run that a person took as it was.
    package func noteClock(now: Instant) async throws(StoreError) {
        let condition = "accepted_over > ?1 AND (reached IS NULL OR reached < ?1)"
        let isNews = try await read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM clock WHERE \(condition)", arguments: [now]) ?? false
        }
        guard isNews else { return }
        try await write { db in
            try db.execute(sql: "UPDATE clock SET reached = ?1 WHERE \(condition)", arguments: [now])
        }
    }

    /// Why the clock is not believed, as every plan and every beginning of an attempt reads it.
    static func clockDoubt(_ db: Database) throws -> ClockDoubt? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM clock")).flatMap(doubt)
    }

    /// Takes the clock as it is, where it was not believed.
    static func acceptClock(_ actor: AuditActor, now: Instant, _ db: Database) throws {
        guard try clockDoubt(db) != nil else { return }
        try db.execute(
            sql: """
                UPDATE clock SET doubted_at = NULL, has_to_reach = NULL, awaits_service = 0, accepted_at = ?1,
                    accepted_over = ?2, reached = ?1
                """, arguments: [now, try newest(passingOver: nil, db)])
        try db.execute(sql: "DELETE FROM alert WHERE code = ?", arguments: [AlertCode.clock.rawValue])
        try audit(actor.stored, "clock", "taken as it is", now: now, db)
    }

    private static func doubt(_ row: Row) -> ClockDoubt? {
        guard (row["doubted_at"] as Instant?) != nil else { return nil }
        return ClockDoubt(hasToReach: row["has_to_reach"], awaitsService: row["awaits_service"])
    }

    /// The moments at which something was stored, by table.
    private static let moments = [
        ("export", "first_seen_at"), ("export", "decided_at"), ("attempt", "started_at"), ("attempt", "settled_at"),
        ("event", "created_at"), ("outbox_file", "created_at"), ("audit", "at"),
    ]

    /// The newest of all moments, but for those behind the first and up to the second of two.
    private static func newest(passingOver range: Range<Instant>?, _ db: Database) throws -> Instant? {
        let none = Instant(milliseconds: 0)
        let each = moments.map { table, column in
            "SELECT max(\(column)) AS moment FROM \(table) WHERE NOT (\(column) > ?1 AND \(column) <= ?2)"
        }
        return try Instant.fetchOne(
            db, sql: "SELECT max(moment) FROM (\(each.joined(separator: " UNION ALL ")))",
            arguments: [range?.lowerBound ?? none, range?.upperBound ?? none])
    }
}
