/// Any JSON. Members keep their order, so that people can read what programs read.
///
/// It is asked leniently: numbers and booleans may come as strings, and whole documents inside strings.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Where a name stands twice, the last counts.
    case object([(String, JSONValue)])

    /// Nil where the bytes are no JSON.
    package init?(bytes: some Sequence<UInt8>) {
        guard let value = JSONParser.parse(Array(bytes)) else { return nil }
        self = value.unwrapped
    }

    /// The document that a string holds, where it holds one; otherwise the value itself.
    package var unwrapped: JSONValue {
        guard case .string(let text) = self, let first = text.first(where: { !$0.isWhitespace }), "{[\"".contains(first)
        else { return self }
        return JSONParser.parse(Array(text.utf8)) ?? self
    }

    /// The member of an object; nil where it is missing or null.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // Lengths differ mostly, and are compared faster than texts.
        let length = name.utf8.count
        guard let member = members.last(where: { $0.0.utf8.count == length && $0.0 == name }) else { return nil }
        if case .null = member.1 { return nil }
        return member.1
    }

    /// Text that is not blank; a number or a boolean as its text.
    package var text: String? {
        switch self {
        case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : text
        case .integer(let number): String(number)
        case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .string(let text):
            Double(text.filter { !$0.isWhitespace }).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    package var bool: Bool? {
        switch self {
        case .bool(let value): value
        case .integer(let number): number != 0
        case .number(let number): number != 0
        case .string(let text):
            switch text.lowercased() {
            case "true", "yes", "1": true
            case "false", "no", "0": false
            default: nil
            }
        default: nil
        }
    }

    package var elements: [JSONValue]? {
        if case .array(let elements) = unwrapped { elements } else { nil }
    }
}

extension JSONValue: Equatable {
    /// The same number is the same in either form, and the order of members says nothing.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
            Int(exactly: number) == integer
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): byName(left) == byName(right)
        default: false
        }
    }

    private static func byName(_ members: [(String, JSONValue)]) -> [String: JSONValue] {
        Dictionary(members) { _, last in last }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members)
    }
}

/// What it holds may be about a person, and never reaches a log by accident.
extension JSONValue: CustomStringConvertible {
    package var description: String { "‹JSON›" }
}
