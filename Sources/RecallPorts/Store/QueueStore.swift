package import RecallCore

/// What is planned: the order of the recalls, when each may be tried, and what staff have said of them.
package protocol QueueStore: Sendable {
    /// What the plan of a practice comes to, without all of it being in memory at once.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - today: The local date.
    ///   - suppose: Attempts taken as made, by patient id; nothing is written.
    ///   - context: What the rules need to know of the moment, from what the store knows of it.
    ///   - start: What the plan comes to before its first line.
    ///   - add: Takes the next line, in the order of the plan.
    /// - Returns: What the plan comes to.
    /// - Throws: Why the store could not do it.
    func plan<Result: Sendable>(
        practice: String, today: Day, suppose: [String: [PastAttempt]],
        context: @escaping @Sendable (PracticeLimits) -> GateContext, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws(StoreError) -> Result

    /// One patient's line of the plan with all that it was decided from; nil where the practice has no such patient.
    func explain(
        practice: String, patientID: String, today: Day,
        context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> ExplainedLine?

    /// What holds for a practice at the moment.
    func limits(practice: String, today: Day) async throws(StoreError) -> PracticeLimits

    /// Stores the order of the plan and the moments at which recalls may be tried, and tells staff whom they have to see to.
    ///
    /// A recall brings one line about an urgent patient, and its last attempt one about a patient who was not reached.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - queue: What dialling needs of the plan.
    ///   - now: The moment of the plan.
    ///   - task: The line for staff that a task of the plan makes; nil where staff are not told.
    /// - Returns: How many lines for staff were made.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `task` threw.
    func storeQueue(
        practice: String, queue: PlannedQueue, now: Instant,
        task: (@Sendable (StaffTask.Due, PlanLine, PatientFacts) throws -> Event)?
    ) async throws(StoreError) -> Int

    /// The first recalls of the queue whose time has come, in the order of the plan, of the practices named.
    ///
    /// It is asked for each call, and takes no longer for a long queue than for a short one.
    ///
    /// - Parameters:
    ///   - practices: The practices' ids.
    ///   - now: The moment.
    ///   - limit: The most recalls.
    ///   - without: Recalls that are passed over.
    /// - Returns: The recalls, in the order of the plan.
    /// - Throws: Why the store could not do it.
    func dueRecalls(
        practices: [String], now: Instant, limit: Int, without: Set<String>
    ) async throws(StoreError) -> [DueRecall]

    /// When the next recall may be tried, after `now`.
    func nextDue(practices: [String], after now: Instant) async throws(StoreError) -> Instant?

    /// Puts a recall off whose gate turned out to be shut.
    func postpone(recall: String, until: Instant?) async throws(StoreError)

    /// Sets the marks of staff on a current recall.
    ///
    /// - Parameters:
    ///   - recall: The recall's id.
    ///   - held: Whether staff hold it; nil where that stays as it is.
    ///   - released: Whether staff have released it to be called; nil where that stays as it is.
    ///   - now: The moment.
    /// - Returns: Whether there is such a recall.
    /// - Throws: Why the store could not do it.
    func mark(recall: String, held: Bool?, released: Bool?, now: Instant) async throws(StoreError)
        -> Bool

    /// Has a recall tried again: the calls so far count towards no limit any more, and an end that they came to, or a
    /// cancellation, ends it no longer. Every other gate stays as it is; stops and holds of staff above all.
    func retry(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer

    /// Ends a recall: it is not called until staff have it tried again, or the patient has a new one. A call in progress
    /// goes on.
    func cancel(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer

    /// Stops dialling for a practice, or for all with "".
    func pause(practice: String, now: Instant) async throws(StoreError)

    /// Stops dialling for a practice whose database was put back from a backup, and says why, in one go.
    func pauseRestored(
        practice: String, message: String, now: Instant
    ) async throws(StoreError)

    /// Starts dialling again for a practice, or for all with "", and has a stopped account asked about at once. A clock that
    /// is not believed is taken as it is from then on.
    func resume(practice: String, now: Instant) async throws(StoreError)
}
