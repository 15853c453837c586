/// The key of the hashes by which forgotten people are known, as it is kept outside of the store and of its backups.
///
/// Telephones are few enough to be tried one by one: without the key nobody can, who has only the hashes.
package struct ForgetKey: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    package let bytes: [UInt8]
    /// What tells the key from any other, and gives nothing of it away.
    package let proof: String

    package var description: String { "(a key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    package init(bytes: [UInt8], proof: String) {
        self.bytes = bytes
        self.proof = proof
    }
}

/// What whoever opens a store has of that key.
package enum ForgetKeyAccess: Equatable, Sendable {
    case given(ForgetKey)
    /// There is none outside of the store, which keeps one of its own then.
    case none
    /// There is one, and it cannot be read from here, for the reason given.
    case unreadable(String)

    package var key: ForgetKey? {
        if case .given(let key) = self { key } else { nil }
    }
}
