package import RecallCore

/// What is told: events, the files of the outbox, and the summaries of days.
package protocol EventStore: Sendable {
    /// Puts the events of a kind that wait into one new file, in the order in which they came about.
    ///
    /// The number is the next of the practice, so a file that was stored but not yet written leaves no gap.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - kind: The kind of the events.
    ///   - now: The moment.
    ///   - render: Makes the file of a number and its events; what it throws leaves them waiting.
    /// - Returns: The file; nil where nothing waits.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `render` threw.
    func makeOutboxFile(
        practice: String, kind: EventKind, now: Instant,
        render: @escaping @Sendable (_ number: Int, _ events: [Event]) throws -> RenderedFile
    ) async throws(StoreError) -> OutboxFile?

    /// The number of the newest file of a practice's outbox; nil before the first.
    func newestOutboxNumber(practice: String) async throws(StoreError) -> Int?

    /// The files of a practice that are stored and not yet seen written, oldest first.
    func unwrittenOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile]

    /// The newest files of a practice with their states, at most `limit`, oldest first; collected ones too where asked for.
    func outboxFiles(
        practice: String, withCollected: Bool, limit: Int
    ) async throws(StoreError) -> [OutboxFile]

    /// A file by its name.
    func outboxFile(named name: String) async throws(StoreError) -> OutboxFile?

    /// The names of the files that were written and not yet collected.
    func uncollectedOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile]

    /// Stores that a file stands in the outbox.
    func markWritten(_ file: Int64, now: Instant) async throws(StoreError)

    /// Stores that a file has been collected by staff or their system.
    func markCollected(_ file: Int64, now: Instant) async throws(StoreError)

    /// The moment of the oldest event that waits for a file, by practice.
    func oldestWaitingEvent(practice: String) async throws(StoreError) -> Instant?

    /// Stores lines of news that no call has brought.
    func tell(_ events: [Event], practice: String, now: Instant) async throws(StoreError)

    /// The tasks and changes of contact of a practice that nobody has ended, the oldest first.
    func openLines(practice: String, kinds: [EventKind]) async throws(StoreError) -> [FiledEvent]

    /// Ends a task or a change of contact that a person has dealt with.
    ///
    /// - Parameters:
    ///   - event: The line's id.
    ///   - now: The moment.
    /// - Returns: Whether it was open.
    /// - Throws: Why the store could not do it.
    func endLine(_ event: String, now: Instant) async throws(StoreError) -> Bool

    /// Whether lines of news wait for a file, or files for being written.
    func hasWaitingNews(practice: String) async throws(StoreError) -> Bool

    /// The days with calls since `first` that have no summary yet, the earliest first.
    func daysWithoutSummary(practice: String, since first: Day) async throws(StoreError) -> [Day]

    /// Stores the text of a day's summary; the first one stands.
    func storeSummary(practice: String, day: Day, text: String, now: Instant) async throws(StoreError)

    /// The summaries that are stored and not yet written.
    func unwrittenSummaries(practice: String) async throws(StoreError) -> [UnwrittenSummary]

    /// Stores that a summary stands in the outbox.
    func markSummaryWritten(practice: String, day: Day, now: Instant) async throws(StoreError)
}
