import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The counts of a practice.
    package func counts(practice: String, today: Day) async throws(StoreError) -> PracticeCounts {
        try await read { db in
            func number(_ sql: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)", arguments: [practice]) ?? 0
            }
            func moment(_ sql: String) throws -> Instant? {
                try Instant.fetchOne(db, sql: "SELECT \(sql)", arguments: [practice])
            }
            var counts = PracticeCounts()
            counts.patients = try number("patient WHERE practice = ?")
            counts.callsToday =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM attempt WHERE practice = ? AND local_day = ? AND state <> 'void'",
                    arguments: [practice, today]) ?? 0
            counts.callsInProgress = try number("attempt WHERE practice = ? AND \(Live.isInProgress)")
            counts.unknown = try number("attempt WHERE practice = ? AND \(Live.isLive) AND state = 'unknown'")
            counts.openTasks = try number("event WHERE practice = ? AND kind = 'tasks' AND done_at IS NULL")
            let uncollected = "outbox_file WHERE practice = ? AND written_at IS NOT NULL AND collected_at IS NULL"
            counts.uncollected = try number(uncollected)
            counts.oldestUncollectedAt = try moment("min(written_at) FROM \(uncollected)")
            counts.newestPatientsAt = try moment(
                "max(said_at) FROM export WHERE practice = ? AND kind = 'patients' AND state = 'imported'")
            return counts
        }
    }
}
