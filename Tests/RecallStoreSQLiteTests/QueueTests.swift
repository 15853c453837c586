import Foundation
import GRDB
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallStoreSQLite

/// The queue of recalls: what is dialled next, and how SQLite finds it.
@Suite struct QueueTests {
    @Test func `what is dialled next is found along the partial index`() async throws {
        try await Clinic.open { clinic in
            let plan = try await clinic.store.queryPlans().queue
            #expect(plan.count == 2)
            for line in plan {
                #expect(
                    line.hasPrefix("SEARCH recall USING INDEX recall_next (practice=? AND next_attempt_at"))
            }
            let sql = try await clinic.store.read { db in
                try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'recall_next'")
            }
            #expect(sql?.contains("WHERE is_current = 1 AND next_attempt_at IS NOT NULL") == true, "partial")
        }
    }

    @Test func `no call is asked for or followed by looking through all calls that ever were`() async throws {
        try await Clinic.open { clinic in
            let plans = try await clinic.store.queryPlans()
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

    @Test(arguments: [5, 66, 777] as [UInt64])
    func `the queue gives what a poll at every row gives`(seed: UInt64) async throws {
        try await Clinic.open { clinic in
            var random = SeededGenerator(seed: seed)
            let now = Clinic.now
            var rows: [(recall: String, practice: String, order: Int, at: Instant?, isCurrent: Bool)] = []
            for (number, practice) in ["north", "south", "east"].enumerated() {
                var clinic = clinic
                clinic.practice = practice
                try await clinic.importPatients(try (0..<60).map { try Clinic.patient("\(number)-\($0)", phone: "") })
                clinic.rules.id = practice
                for line in try await clinic.plan() {
                    let minutes = [nil, -30, -1, 0, 0, 0, 1, 60].randomElement(using: &random) ?? nil
                    rows.append(
                        (
                            line.recallID, practice, Int.random(in: 1...40, using: &random),
                            minutes.map { now.adding(minutes: $0) }, Int.random(in: 0..<5, using: &random) > 0
                        ))
                }
            }
            let stored = rows
            try await clinic.store.write { db in
                for row in stored {
                    try db.execute(
                        sql: "UPDATE recall SET queue_order = ?, next_attempt_at = ?, is_current = ? WHERE id = ?",
                        arguments: [row.order, row.at, row.isCurrent, row.recall])
                }
            }
            let asked = ["south", "north"]
            let current = rows.filter { $0.isCurrent && asked.contains($0.practice) }
            let due = current.filter { $0.at.map { $0 <= now } ?? false }
            for limit in [1, 7, 500] {
                let found = try await clinic.store.dueRecalls(practices: asked, now: now, limit: limit)
                #expect(Set(found.map(\.recall)).isSubset(of: due.map(\.recall)), "seed \(seed)")
                let orders = found.compactMap { recall in due.first { $0.recall == recall.recall }?.order }
                #expect(orders == Array(due.map(\.order).sorted().prefix(limit)), "seed \(seed)")
            }
            let next = try await clinic.store.nextDue(practices: asked, after: now)
            #expect(next == current.compactMap(\.at).filter { $0 > now }.min(), "seed \(seed)")
            #expect(try await clinic.store.dueRecalls(practices: [], now: now, limit: 5).isEmpty)
        }
    }

    @Test func `a plan made again keeps the queue as it is, and its order`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([
                try Clinic.patient("1", tested: "2023-01-05"), try Clinic.patient("2", phone: "07700 900124"),
            ])
            let lines = try await clinic.plan()
            for later in [0, 1, 300] {
                let now = Clinic.now.adding(minutes: later)
                let lines = try await clinic.plan(at: now)
                _ = try await clinic.store.storeQueue(
                    practice: clinic.practice, queue: PlannedQueue(lines), now: now, task: nil)
                let due = try await clinic.store.dueRecalls(practices: [clinic.practice], now: now, limit: 9)
                #expect(due.map(\.recall) == lines.map(\.recallID))
            }
            let night = Clinic.now.adding(hours: 12)
            _ = try await clinic.store.storeQueue(
                practice: clinic.practice, queue: PlannedQueue(try await clinic.plan(at: night)), now: night, task: nil)
            #expect(try await clinic.store.dueRecalls(practices: [clinic.practice], now: night, limit: 9).isEmpty)
            let morning = try #require(Instant(iso: "2026-11-25T09:00:00Z"))
            #expect(try await clinic.store.nextDue(practices: [clinic.practice], after: night) == morning)
            let due = try await clinic.store.dueRecalls(practices: [clinic.practice], now: morning, limit: 9)
            #expect(due.map(\.recall) == lines.map(\.recallID))
        }
    }
}
