extension PersonName {
    /// The name as files show it, `Mrs Margaret Thompson`.
    package var full: String { Self.joined([title, first, last]) }

    /// The name as the voice agent says it: forename and surname, or title and surname where there is no forename.
    ///
    /// Letters, apostrophes, hyphens and blanks only, at most 60 characters: what comes from a file never instructs.
    package var spoken: String {
        let forename = Self.speakable(first)
        return Self.bounded(Self.joined([forename.isEmpty ? Self.speakable(title) : forename, Self.speakable(last)]))
    }

    /// The first letters of forename and surname, `M.T.`
    package var initials: String {
        [first, last].compactMap { part in
            Self.speakable(part).split(whereSeparator: { " -'".contains($0) }).first?.first
        }.map { "\($0).".uppercased() }.joined()
    }

    /// The surname as households are counted by: small letters without accents, blanks or marks.
    package var surnameKey: String { NameFold.key(last) }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func speakable(_ text: String) -> String {
        let kept = text.map { character -> Character in
            let isLetter = character.unicodeScalars.first?.properties.isAlphabetic == true && character.isLetter
            return isLetter || character == "'" || character == "-" ? character : " "
        }
        return String(kept).split(separator: " ").joined(separator: " ")
    }

    /// Cut at a blank where there is one within the bound.
    private static func bounded(_ text: String) -> String {
        let limit = 60
        guard text.count > limit else { return text }
        let front = text.prefix(limit + 1)
        let cut = front.lastIndex(of: " ") ?? front.index(before: front.endIndex)
        return String(front[..<cut])
    }
}
