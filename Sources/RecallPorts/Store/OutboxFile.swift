package import Foundation
package import RecallCore

/// A file of the outbox, its bytes fixed.
package struct OutboxFile: Equatable, Sendable {
    package var id: Int64
    package var practice: String
    package var kind: EventKind
    package var name: String
    package var content: Data
    /// How many characters stand in their nearest form, since the file's encoding lacks them.
    package var replacedCharacters: Int
    package var createdAt: Instant
    package var writtenAt: Instant?
    package var collectedAt: Instant?

    package init(
        id: Int64, practice: String, kind: EventKind, name: String, content: Data, replacedCharacters: Int,
        createdAt: Instant, writtenAt: Instant? = nil, collectedAt: Instant? = nil
    ) {
        self.id = id
        self.practice = practice
        self.kind = kind
        self.name = name
        self.content = content
        self.replacedCharacters = replacedCharacters
        self.createdAt = createdAt
        self.writtenAt = writtenAt
        self.collectedAt = collectedAt
    }
}
