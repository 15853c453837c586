import RecallCore

/// How the telephones that a record had before stand in a column: one behind the other, with blanks between.
enum EarlierPhones {
    static func text(_ numbers: [PhoneNumber]) -> String { numbers.map(\.e164).joined(separator: " ") }

    static func numbers(_ text: String) -> [PhoneNumber] {
        text.isEmpty ? [] : text.split(separator: " ").compactMap { PhoneNumber(e164: String($0)) }
    }
}
