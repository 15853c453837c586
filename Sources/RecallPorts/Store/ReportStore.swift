package import RecallCore

/// What the whole comes to, for people to read.
package protocol ReportStore: Sendable {
    /// What a practice's files and results come to.
    func report(practice: String, today: Day) async throws(StoreError) -> PracticeReport

    /// The counts of a practice.
    func counts(practice: String, today: Day) async throws(StoreError) -> PracticeCounts

    /// How many rows each table has.
    func tableCounts() async throws(StoreError) -> [TableCount]

    /// Notes in the audit what somebody did that changed no row: to a file.
    func recordAudit(_ action: String, subject: String, now: Instant) async throws(StoreError)

    /// The audit from its beginning: what was done, when, and by whom.
    func audit() async throws(StoreError) -> [AuditEntry]
}
