package import RecallCore

/// One line of the audit.
package struct AuditEntry: Equatable, Sendable {
    package var id: Int64
    package var at: Instant
    /// The name of who did it.
    package var actor: String
    /// From where it was done; nil where recalld did it by itself.
    package var place: AuditActor.Place?
    package var action: String
    package var subject: String

    package init(id: Int64, at: Instant, actor: AuditActor, action: String, subject: String) {
        self.id = id
        self.at = at
        self.actor = actor.name
        place = actor.place
        self.action = action
        self.subject = subject
    }
}
