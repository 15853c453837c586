package import RecallCore

extension QueueStore {
    /// The plan of a practice, all of it in memory.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - today: The local date.
    ///   - suppose: Attempts taken as made, by patient id; nothing is written.
    ///   - context: What the rules need to know of the moment, from what the store knows of it.
    /// - Returns: The lines, in the order of the plan.
    /// - Throws: Why the store could not do it.
    package func plan(
        practice: String, today: Day, suppose: [String: [PastAttempt]] = [:],
        context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> [PlanLine] {
        try await plan(practice: practice, today: today, suppose: suppose, context: context, into: []) { lines, line in
            lines.append(line)
        }
    }

    /// What the plan of a practice comes to, nothing being supposed.
    package func plan<Result: Sendable>(
        practice: String, today: Day, context: @escaping @Sendable (PracticeLimits) -> GateContext, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws(StoreError) -> Result {
        try await plan(practice: practice, today: today, suppose: [:], context: context, into: start, add: add)
    }

    /// The first recalls of the queue whose time has come, none being passed over.
    package func dueRecalls(
        practices: [String], now: Instant, limit: Int
    ) async throws(StoreError) -> [DueRecall] {
        try await dueRecalls(practices: practices, now: now, limit: limit, without: [])
    }

    /// Has a recall held, or let go.
    package func mark(recall: String, held: Bool, now: Instant) async throws(StoreError) -> Bool {
        try await mark(recall: recall, held: held, released: nil, now: now)
    }
}

extension AttemptStore {
    /// Has all attempts that have not ended looked at now.
    package func pollSoon(now: Instant) async throws(StoreError) -> Bool { try await pollSoon(phone: nil, now: now) }
}

extension StopStore {
    /// Ends the entries for a number or a patient of whom nobody was forgotten.
    package func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, reason: String, now: Instant
    ) async throws(StoreError) -> Int {
        try await endStops(
            practice: practice, phone: phone, patientID: patientID, hashes: [], reason: reason, now: now)
    }
}

extension AlertStore {
    /// Notes an alert; one that is noted already keeps its beginning.
    package func raise(
        _ code: AlertCode, practice: String, message: String, now: Instant
    ) async throws(StoreError) {
        try await raise(code.rawValue, practice: practice, message: message, now: now)
    }

    /// Takes an alert away that is over.
    package func resolve(_ code: AlertCode, practice: String) async throws(StoreError) {
        try await resolve(code.rawValue, practice: practice)
    }
}
