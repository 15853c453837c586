/// A telephone number in the form of E.164, `+447700900123`.
///
/// Whoever prints one by accident prints no number: `description` is redacted.
package struct PhoneNumber: Hashable, Sendable, Comparable {
    /// The plus sign, the country code and the national digits.
    package let e164: String

    /// Nil unless `e164` is a plus sign and 7 to 15 digits, the first not zero.
    package init?(e164: String) {
        let bytes = Array(e164.utf8)
        guard bytes.first == UInt8(ascii: "+"), (8...16).contains(bytes.count), bytes[1] != UInt8(ascii: "0"),
            bytes.dropFirst().allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.e164 = e164
    }

    package static func < (left: PhoneNumber, right: PhoneNumber) -> Bool { left.e164 < right.e164 }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹number›" }
    package var debugDescription: String { description }
}

extension PhoneNumber: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = PhoneNumber(e164: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a telephone number"))
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }
}
