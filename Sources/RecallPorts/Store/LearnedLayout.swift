package import RecallCore

/// How a person said that exports with one header are to be read.
package struct LearnedLayout: Equatable, Sendable {
    /// What tells the header from others.
    package var fingerprint: String
    /// The layout as JSON.
    package var body: String
    /// Who said so; nil for layouts of before that was noted.
    package var approver: AuditActor?
    package var learnedAt: Instant

    package init(fingerprint: String, body: String, approver: AuditActor?, learnedAt: Instant) {
        self.fingerprint = fingerprint
        self.body = body
        self.approver = approver
        self.learnedAt = learnedAt
    }
}
