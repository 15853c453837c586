package import RecallCore

extension JSONValue {
    /// A text, or null.
    package static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    /// A moment in ISO 8601, or null.
    package static func moment(_ value: (any CustomStringConvertible)?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }
    /// A number, or null.
    package static func count(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

    /// The value on one line, as people and programs read it.
    package var line: String { JSONWriter.shown.text(of: self) }
}
