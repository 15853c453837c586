extension PersonName {
    /// The name as files show it, `Mrs Margaret Thompson`.
    package var full: String { Self.joined([title, first, last]) }

    /// The name as the voice agent says it: forename and surname, or title and surname where there is no forename; nil where
    /// a call could not ask for anybody by it.
    ///
    /// Only what has the shape of a name is said: words of conditions, codes and sentences that stand in a name's cells are
    /// left out. Letters, apostrophes, hyphens and blanks, at most 60 characters.
    package var spoken: String? { spokenParts.map { Self.bounded(Self.joined($0)) } }

    /// What stands in front in `spoken`, and the surname.
    package var spokenParts: [String]? {
        let surname = NameShape(last)
        let forename = NameShape(first)
        guard surname != .other else { return nil }
        switch forename {
        case .name: return [Self.speakable(first), Self.speakable(last)]
        case .blank where surname == .blank: return nil
        case .other where title.isEmpty || surname == .blank: return nil
        case .blank, .other:
            let title = NameText.isTitle(title) || NameShape(title) == .name ? Self.speakable(title) : ""
            if title.isEmpty, forename == .other { return nil }
            return [title, Self.speakable(last)]
        }
    }

    /// Whether the record has a name that no call could ask for.
    package var isUnspeakable: Bool { spokenParts == nil && !(first.isEmpty && last.isEmpty) }

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
            switch character {
            case "'", "’", "‘", "`": return "'"
            case "-", "\u{2010}", "\u{2011}": return "-"
            default:
                let isLetter = character.unicodeScalars.first?.properties.isAlphabetic == true && character.isLetter
                return isLetter ? character : " "
            }
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
