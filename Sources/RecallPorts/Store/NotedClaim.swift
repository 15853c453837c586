package import RecallCore

/// A file that is being taken out of an inbox, as it was noted before it was moved.
///
/// Nothing of it is read from the shared folder, where anybody may rename and make what they like.
package struct NotedClaim: Equatable, Sendable {
    /// The file's name in the working space of the shared folder.
    package var id: String
    package var practice: String
    /// The name that it was dropped under, cut where it was too long to be kept whole.
    package var name: String
    package var firstSeenAt: Instant
    /// Who wants it imported as it was read; nil where nobody has said so.
    package var approver: AuditActor?
    /// Whether whoever has approved it says that it is a part of its list.
    package var isPart: Bool

    package init(
        id: String, practice: String, name: String, firstSeenAt: Instant, approver: AuditActor? = nil,
        isPart: Bool = false
    ) {
        self.id = id
        self.practice = practice
        self.name = name
        self.firstSeenAt = firstSeenAt
        self.approver = approver
        self.isPart = isPart
    }
}
