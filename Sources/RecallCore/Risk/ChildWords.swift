/// What a column of ages, or of kinds of patients, says of a child of whom no date of birth is known.
enum ChildWords {
    /// Whether a cell says that the patient is a child.
    static func areSaid(by cell: Cell) -> Bool {
        let text = cell.text
        guard text.utf8.count <= 24, let first = text.utf8.first else { return false }
        if cell.field == .age { return isChild(age: text) }
        guard beginnings.contains(first | 0x20) else { return false }
        let lowered = text.lowercased()
        let isNamed = kinds.contains { lowered.hasPrefix($0) }
        let isBand = lowered.hasPrefix("0-")
        let answer = Answer(text)
        guard isNamed || isBand || answer == .yes || answer == .no else { return false }
        let words = HeaderVocabulary.words(of: cell.header)
        switch answer {
        case .yes: return words.count <= 2 && words.contains { ["child", "minor"].contains($0) }
        case .no: return words.count <= 2 && words.contains("adult")
        case .unknown, .other: return isBand ? words.contains("age") : words.contains(where: headers.contains)
        }
    }

    /// `8`, `8 yrs`, `8y 3m`, `6 months`.
    private static func isChild(age text: String) -> Bool {
        let digits = text.prefix { $0.isNumber }
        guard let age = Int(digits) else { return kinds.contains { text.lowercased().hasPrefix($0) } }
        let rest = text[digits.endIndex...].lowercased().drop { $0 == " " }
        if rest.hasPrefix("m") || rest.hasPrefix("w") || rest.hasPrefix("d") { return true }
        return rest.first.map { $0 == "." || $0 == "y" } ?? true ? Minority.isMinor(age: age) : false
    }

    private static let beginnings = Set("cujmibynft01".utf8.map { $0 | 0x20 })
    private static let kinds = ["child", "under 16", "u16", "under16", "minor", "junior", "infant", "baby"]
    private static let headers: Set<String> = [
        "category", "group", "band", "eligibility", "type", "class", "scheme", "reason", "fee", "exam", "age", "gos",
    ]
}
