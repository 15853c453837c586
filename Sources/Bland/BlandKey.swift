/// A key that is sent and never shown.
package struct BlandKey: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let secret: String

    /// Nil for a key that is blank or that cannot stand in a header.
    package init?(_ secret: String) {
        let bytes = Array(secret.utf8)
        let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        let trimmed = bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard !trimmed.isEmpty, trimmed.allSatisfy({ (33...126).contains($0) }) else { return nil }
        self.secret = String(decoding: Array(trimmed), as: UTF8.self)
    }

    package var description: String { "‹key›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
