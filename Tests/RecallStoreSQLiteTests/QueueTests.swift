import GRDB
import Testing

@testable import RecallStoreSQLite

/// How SQLite finds what is dialled next, and the calls in progress.
@Suite struct QueueTests {
    @Test func `what is dialled next is found along the partial index`() async throws {
        try await TestDatabase.open { _, database in
            let plan = try await database.store.queryPlans().queue
            #expect(plan.count == 2)
            for line in plan {
                #expect(
                    line.hasPrefix("SEARCH recall USING INDEX recall_next (practice=? AND next_attempt_at"))
            }
            let sql = try await database.store.read { db in
                try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'recall_next'")
            }
            #expect(sql?.contains("WHERE is_current = 1 AND next_attempt_at IS NOT NULL") == true, "partial")
        }
    }

    @Test func `no call is asked for or followed by looking through all calls that ever were`() async throws {
        try await TestDatabase.open { _, database in
            let plans = try await database.store.queryPlans()
            #expect(plans.live.count >= 4)
            for line in plans.live {
                #expect(line.contains(" attempt_to_poll") || line.contains("attempt_live_"), "\(line)")
            }
            for line in plans.day where line.contains("attempt") {
                #expect(line.hasPrefix("SEARCH attempt"), "\(line)")
            }
            #expect(plans.day.first?.contains("COVERING INDEX attempt_of_day (local_day=?)") == true)
        }
    }
}
