/// Any JSON, read leniently: numbers and booleans may come as strings, and whole documents inside strings.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

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
    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
        return value
    }

    /// Text that is not blank; a number or a boolean as its text.
    package var text: String? {
        switch self {
        case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : text
        case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    package var double: Double? {
        switch self {
        case .number(let number): number
        case .string(let text):
            Double(text.filter { !$0.isWhitespace }).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    package var bool: Bool? {
        switch self {
        case .bool(let value): value
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

    /// The document's bytes, members in the order of their names, so that the same request is the same bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let value):
            // JSON has no word for what is no number.
            bytes += (Int(exactly: value).map { String($0) } ?? (value.isFinite ? String(value) : "null")).utf8
        case .string(let text): Self.write(text, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        let hex = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0..<0x20: bytes += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension JSONValue: CustomStringConvertible {
    package var description: String { "‹JSON›" }
}
