import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// What the plan of a practice comes to, without all of it being in memory at once.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - today: The local date.
    ///   - suppose: Attempts taken as made, by patient id; nothing is written.
    ///   - context: What the rules need to know of the moment, from what the store knows of it.
    ///   - start: What it comes to before its first line.
    ///   - add: Takes the next line, in the order of the plan.
    /// - Returns: What it comes to behind its last line.
    /// - Throws: `StoreError`, where the database cannot be used or is damaged.
    package func plan<Result: Sendable>(
        practice: String, today: Day, suppose: [String: [PastAttempt]] = [:],
        context: @escaping @Sendable (PracticeLimits) -> GateContext, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws(StoreError) -> Result {
        try await read { db in
            var result = start
            let context = context(try Self.limits(practice, today: today, db))
            let snapshot = try PlanReading(practice: practice, today: today, in: context, db).snapshot(suppose: suppose)
            Planner.plan(snapshot, context: context) { line in add(&result, line) }
            return result
        }
    }

    /// One patient's line of the plan with all that it was decided from; nil where the practice has no such patient.
    package func explain(
        practice: String, patientID: String, today: Day,
        context makeContext: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> ExplainedLine? {
        try await read { db in
            let context = makeContext(try Self.limits(practice, today: today, db))
            let snapshot = try PlanReading(practice: practice, today: today, in: context, db).snapshot()
            guard let found = Planner.explain(patientID, in: snapshot, context: context) else { return nil }
            return ExplainedLine(line: found.line, input: found.input, context: context)
        }
    }

    /// What holds for a practice at the moment.
    package func limits(practice: String, today: Day) async throws(StoreError) -> PracticeLimits {
        try await read { db in try Self.limits(practice, today: today, db) }
    }

    static func limits(_ practice: String, today: Day, _ db: Database) throws -> PracticeLimits {
        let day = try Row.fetchOne(db.cachedStatement(sql: Today.calls), arguments: [today])
        let live = try Row.fetchAll(db.cachedStatement(sql: Live.counted)).map { row in
            LiveAttempt(state: AttemptState(rawValue: row["state"]) ?? .unknown, startedAt: row["started_at"])
        }
        var limits = PracticeLimits(
            callsToday: day?["calls"] ?? 0, spendToday: day?["spend"] ?? 0, isPaused: try isPaused(practice, db),
            provider: try provider(db), openings: try openings(practice, db), liveAttempts: live,
            isInboxStuck: try isInboxStuck(practice, db))
        limits.clockDoubt = try clockDoubt(db)
        return limits
    }
}
