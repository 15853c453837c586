extension PhoneText {
    /// A cell without the blanks at its ends.
    static func trimmed(_ text: String) -> String {
        let utf8 = text.utf8
        guard let first = utf8.first, let last = utf8.last else { return "" }
        // The usual cell has none, and is handed back as it is.
        if first > 32, first < 127, last > 32, last < 127 { return text }
        let scalars = text.unicodeScalars
        let head = scalars.drop { $0.properties.isWhitespace }
        guard let end = head.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(head[...end])
    }
}
