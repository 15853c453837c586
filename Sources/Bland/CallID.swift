/// The provider's id of a call, as far as it goes into an address.
enum CallID {
    /// Whether a text can be one: letters, digits, hyphens and underscores, not more than 128.
    static func isUsable(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
        }
        return isPlain && (1...128).contains(text.utf8.count)
    }
}
