/// Writes JSON on one line, in one of two forms that differ in the order of members and in what is escaped.
package struct JSONWriter: Sendable {
    /// What people and programs read: members in their order. It may be shown on a terminal, and is read line by line, so
    /// that what a terminal takes for an order (C0, DEL, C1) and what some take for the end of a line (U+2028, U+2029) is
    /// escaped.
    package static let shown = JSONWriter(sortsMembers: false, escapesForTerminals: true)
    /// The body of a request: members in the order of their names, so that the same request is the same bytes. Nobody but
    /// a parser reads it: only what RFC 8259 asks for is escaped.
    package static let sent = JSONWriter(sortsMembers: true, escapesForTerminals: false)

    private let sortsMembers: Bool
    private let escapesForTerminals: Bool
    private static let digits = Array("0123456789abcdef".utf8)

    package func bytes(of value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        write(value, to: &bytes)
        return bytes
    }

    package func text(of value: JSONValue) -> String { String(decoding: bytes(of: value), as: UTF8.self) }

    private func write(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += Self.digits(of: value).utf8
        case .string(let text): write(text, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let members = sortsMembers ? members.sorted { $0.0 < $1.0 } : members
            for (index, (name, value)) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func digits(of value: Double) -> String {
        // JSON has no word for what is no number.
        guard value.isFinite else { return "null" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "\n": bytes += "\\n".utf8
            case "\r" where escapesForTerminals: bytes += "\\r".utf8
            case "\t" where escapesForTerminals: bytes += "\\t".utf8
            case _ where isEscaped(scalar.value):
                bytes += "\\u".utf8
                for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(Self.digits[Int(scalar.value >> shift & 15)]) }
            default: bytes += scalar.utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func isEscaped(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20: true
        case 0x7F...0x9F, 0x2028, 0x2029: escapesForTerminals
        default: false
        }
    }
}
