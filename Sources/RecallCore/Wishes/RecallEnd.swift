/// Words by which a column about recalls says that there are to be none, or that something was agreed already.
enum RecallEnd {
    /// Whether a header speaks of recalls, reminders or calls and of what came of them.
    static func isAbout(_ header: String) -> Bool {
        let words = HeaderVocabulary.words(of: header)
        return words.contains(where: ["recall", "recalls", "reminder", "reminders", "call", "contact"].contains)
            && words.contains(where: ["status", "outcome", "result", "response", "reply", "state"].contains)
    }

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: The cell.
    ///   - header: The column's header: of how many reminders were sent, *none* says another thing than of a status.
    /// - Returns: Whether it ends the recalls.
    static func isSaid(by text: String, header: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        let letters = text.lowercased().filter(\.isLetter)
        if StopWords(text, in: .recall) != nil { return true }
        // `No recall - moved`.
        if letters.hasPrefix("norecall") { return true }
        guard denials.contains(letters) else { return false }
        let header = HeaderVocabulary.words(of: header)
        // What came of it: they said no.
        if letters.hasPrefix("n"), letters.count <= 2, header.contains(where: answers.contains) { return true }
        // `No` in the place of a date.
        if header.contains("recall"), header.contains(where: ["date", "due", "next"].contains) { return true }
        return header.contains("status") || header == ["recall"] || header == ["on", "recall"]
            || letters == "never" || letters == "off" || letters == "stop"
    }

    private static let answers: Set<String> = ["outcome", "response", "reply", "result"]
    private static let denials: Set<String> = ["no", "n", "none", "off", "never", "stop", "nil"]
}
