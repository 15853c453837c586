package import RecallCore

/// What was tried: attempts from the intent to call to their outcome.
package protocol AttemptStore: Sendable {
    /// Decides all gates once more and stores the intent to call, in one transaction. No call is placed without it.
    ///
    /// - Parameters:
    ///   - recall: The recall that is due.
    ///   - id: The new attempt's id, which the provider is told.
    ///   - now: The moment.
    ///   - localTime: `now` by the practice's clock.
    ///   - maxConcurrent: The most calls in progress.
    ///   - maxCallMinutes: How long a call may last that nobody knows of.
    ///   - rules: By which places of the diary are offered.
    ///   - staleAfterDays: Days after which a diary is too old to offer from.
    ///   - context: What the gates need to know of the moment, from what the store knows of it.
    /// - Returns: Whom to call, or why nobody is.
    /// - Throws: Why the store could not do it.
    func beginAttempt(
        recall: DueRecall, id: String, now: Instant, localTime: LocalTime, maxConcurrent: Int, maxCallMinutes: Int,
        slots rules: SlotRules, staleAfterDays: Int, context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> AttemptBeginning

    /// Attempts whose intent was stored and of which nobody knows more: their request may have left, so they are unknown.
    ///
    /// Only for the holder of the lock on the state directory, while no request of its own is on its way.
    ///
    /// - Parameter now: The moment; the attempts are to be looked at from then on.
    /// - Returns: How many there were.
    /// - Throws: Why the store could not do it.
    func recoverPlacing(now: Instant) async throws(StoreError) -> Int

    /// Bland has taken the call. That ends a row of requests that it refused.
    ///
    /// - Parameters:
    ///   - attempt: The attempt's id.
    ///   - callID: The provider's id of the call.
    ///   - nextPollAt: When the call is first looked at.
    /// - Returns: Whether the attempt has that call now. One that has ended or has another keeps what it has, and a call that
    ///   belongs to another attempt stays that one's: the attempt is left as it was.
    /// - Throws: Why the store could not do it.
    func accept(attempt: String, callID: String, nextPollAt: Instant) async throws(StoreError) -> Bool

    /// The request certainly reached nobody: the attempt does not count, and its slots are free again.
    func markNotPlaced(attempt: String) async throws(StoreError) -> Bool

    /// The provider refused the request for what stands in it: the attempt does not count, the recall waits until staff have
    /// it go on, and they are told, in one transaction. After a row of refusals the attempt is only given back
    /// (`RefusalRule`).
    ///
    /// - Parameters:
    ///   - attempt: The attempt's id; in any state but that of being placed, nothing is done.
    ///   - now: The moment.
    ///   - events: The lines for staff, where the recall is set aside.
    /// - Returns: How many different patients were refused in a row, this one included; nil where nothing was done.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `events` threw.
    func setAside(
        attempt: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Int?

    /// The answer was lost: somebody may have been called.
    func markUnknown(attempt: String, now: Instant, nextPollAt: Instant) async throws(StoreError) -> Bool

    /// The attempts that are to be looked at now, the longest waiting first.
    func attemptsToPoll(now: Instant, limit: Int) async throws(StoreError) -> [Attempt]

    /// When the next attempt is to be looked at; nil where none is.
    func nextPoll() async throws(StoreError) -> Instant?

    /// Notes that attempts were looked at, and what was seen.
    func record(_ polls: [PollResult]) async throws(StoreError)

    /// Has the attempts that have not ended looked at now: a machine that starts has been away for who knows how long, and
    /// after the clock was set back the next look may lie a year ahead. Of those, what was noted at a moment that has not come
    /// yet is taken for noted now.
    ///
    /// - Parameters:
    ///   - phone: Those to this number; nil for all.
    ///   - now: The moment.
    /// - Returns: Whether there were any.
    /// - Throws: Why the store could not do it.
    func pollSoon(phone: PhoneNumber?, now: Instant) async throws(StoreError) -> Bool

    /// Ends an attempt: outcome, stops, booking and events in one transaction.
    ///
    /// - Parameters:
    ///   - attempt: The attempt's id.
    ///   - states: Those that the attempt may be in; in any other, nothing is done.
    ///   - now: The moment.
    ///   - decide: What is to be stored, from what the transaction reads; what it throws undoes the end.
    /// - Returns: What was stored; nil where the attempt had ended already.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `decide` threw.
    func finishAttempt(
        attempt: String, from states: Set<AttemptState>, now: Instant,
        decide: @escaping @Sendable (CallSubject) throws -> Settlement
    ) async throws(StoreError) -> Settlement?

    /// Tells staff, once, that it cannot be found out whether an attempt called anybody. It stays unknown.
    func tellUnknown(
        attempt: String, now: Instant, nextPollAt: Instant,
        events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool

    /// Staff say that an unknown attempt called nobody: it does not count, and the patient may be called again.
    func markNotCalled(
        attempt: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool

    /// One attempt by its id.
    func attempt(_ id: String) async throws(StoreError) -> Attempt?

    /// The calls that Bland may know already, of a number since a moment, so that none is taken for another attempt.
    func knownCalls(phone: PhoneNumber) async throws(StoreError) -> Set<String>

    /// The newest calls of a practice, newest first; those of one local day where one is given.
    func calls(practice: String, day: Day?, limit: Int) async throws(StoreError) -> [ListedCall]

    /// What the calls of a day came to.
    func calls(practice: String, on day: Day) async throws(StoreError) -> DayCalls

    /// One call with its booking and its lines, by the attempt's id or by Bland's id of the call.
    func call(_ id: String) async throws(StoreError) -> ListedCall?
}
