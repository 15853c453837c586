import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The days with calls since `first` that have no summary yet, the earliest first.
    package func daysWithoutSummary(practice: String, since first: Day) async throws(StoreError) -> [Day] {
        try await read { db in
            try Day.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT local_day FROM attempt WHERE practice = ?1 AND local_day >= ?2 AND state <> 'void'
                        AND local_day NOT IN (SELECT day FROM summary WHERE practice = ?1)
                    ORDER BY local_day
                    """, arguments: [practice, first])
        }
    }

    /// What the calls of a day came to.
    package func calls(practice: String, on day: Day) async throws(StoreError) -> DayCalls {
        try await read { db in
            var calls = DayCalls()
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT state, outcome, count(*) AS number FROM attempt
                    WHERE practice = ? AND local_day = ? AND state <> 'void' GROUP BY state, outcome
                    """, arguments: [practice, day])
            {
                let number: Int = row["number"]
                switch AttemptState(rawValue: row["state"]) {
                case .settled?:
                    guard let outcome = Outcome(rawValue: row["outcome"]) else { continue }
                    calls.outcomes[outcome, default: 0] += number
                case .unknown?: calls.unknown += number
                default: calls.inProgress += number
                }
            }
            return calls
        }
    }

    /// Stores the text of a day's summary; the first one stands.
    package func storeSummary(practice: String, day: Day, text: String, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO summary (practice, day, content, created_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (practice, day) DO NOTHING
                    """, arguments: [practice, day, text, now])
        }
    }

    /// The summaries that are stored and not yet written.
    package func unwrittenSummaries(practice: String) async throws(StoreError) -> [UnwrittenSummary] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT day, content FROM summary WHERE practice = ? AND written_at IS NULL ORDER BY day",
                arguments: [practice]
            ).map { UnwrittenSummary(day: $0["day"], text: $0["content"]) }
        }
    }

    /// Stores that a summary stands in the outbox.
    package func markSummaryWritten(practice: String, day: Day, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE summary SET written_at = ? WHERE practice = ? AND day = ?",
                arguments: [now, practice, day])
        }
    }
}
