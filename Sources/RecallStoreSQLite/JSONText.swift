import Foundation

/// Values in columns of JSON: sorted keys, so that the same value is the same text.
///
/// The stored forms are those of `Codable` types, which only Foundation turns into JSON and back. `RecallCore`, where
/// `JSONValue` and its parser and writer stand, has no Foundation.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
