/// A person's name in the three parts that files and speech need; each may be empty.
///
/// `description` is redacted, so a name that is logged by accident stays private.
package struct PersonName: Hashable, Sendable, Codable {
    package var title: String
    package var first: String
    package var last: String

    package init(title: String = "", first: String = "", last: String = "") {
        self.title = title
        self.first = first
        self.last = last
    }

    package var isEmpty: Bool { title.isEmpty && first.isEmpty && last.isEmpty }
}

extension PersonName: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹name›" }
    package var debugDescription: String { description }
}
