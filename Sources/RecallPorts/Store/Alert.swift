package import RecallCore

/// Something that goes wrong outside recalld, told to staff until it is over.
package struct Alert: Equatable, Sendable {
    /// The practice, or "" where all are meant.
    package var practice: String
    package var code: String
    /// What it is, for staff; names of files stand in quotes, as `named` puts them.
    package var message: String
    package var since: Instant
    /// When a person said that they have seen it; nil while nobody has.
    package var acknowledgedAt: Instant?

    package init(
        practice: String, code: AlertCode, message: String, since: Instant, acknowledgedAt: Instant? = nil
    ) {
        self.init(
            practice: practice, code: code.rawValue, message: message, since: since, acknowledgedAt: acknowledgedAt)
    }

    /// An alert as it was stored, perhaps by another version, whose codes are others.
    package init(
        practice: String, code: String, message: String, since: Instant, acknowledgedAt: Instant? = nil
    ) {
        self.practice = practice
        self.code = code
        self.message = message
        self.since = since
        self.acknowledgedAt = acknowledgedAt
    }

    /// A name that others have given, as it stands in a message: told from the words around it whatever is in it.
    package static func named(_ name: String) -> String {
        "“\(name.replacing("“", with: "'").replacing("”", with: "'"))”"
    }

    /// The message without such names, for what leaves the practice's own eyes: the journal, JSON, a support bundle.
    package var messageWithoutNames: String {
        var left = ""
        var rest = message[...]
        while let open = rest.firstIndex(of: "“"), let close = rest[open...].firstIndex(of: "”") {
            left += rest[..<open] + "‹name›"
            rest = rest[rest.index(after: close)...]
        }
        return left == "" ? message : "\(left)\(rest) (recalld status and the page name it.)"
    }
}
