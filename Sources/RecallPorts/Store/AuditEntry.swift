package import RecallCore

/// One line of the audit.
package struct AuditEntry: Equatable, Sendable {
    package var id: Int64
    package var at: Instant
    package var actor: String
    package var action: String
    package var subject: String

    package init(id: Int64, at: Instant, actor: String, action: String, subject: String) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
    }
}
