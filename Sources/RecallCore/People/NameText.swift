/// The words of a name's cell, between its commas, with what is no name taken out.
struct NameText {
    /// The words between the commas.
    private(set) var parts: [[String]]
    /// The titles found, as they are written, a blank between.
    private(set) var title = ""
    private var bracketTitles: [String] = []

    var isBlank: Bool { parts.allSatisfy(\.isEmpty) }

    /// Takes a cell apart; brackets and quoted nicknames go, the titles in brackets stay known.
    init(_ cell: String) {
        parts = []
        let scalars = PhoneText.plain(cell).map { $0 == "\n" ? " " : $0 }
        var kept: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if let closing = Self.closing(scalar, at: index, in: scalars) {
                let inside = Self.words(scalars[(index + 1)..<closing])
                let titles = inside.compactMap { Self.title($0) }
                if scalar != "\"", scalar != "'",
                    inside.allSatisfy({ Self.title($0) != nil || Self.isLetters($0) || Self.isMark($0) })
                {
                    bracketTitles += titles
                }
                kept.append(" ")
                index = closing + 1
                continue
            }
            kept.append(["(", ")", "[", "]", "\""].contains(scalar) ? " " : scalar)
            index += 1
        }
        parts = kept.split(separator: ",", omittingEmptySubsequences: false).map { part in
            Self.withoutFormer(Self.withoutMarks(Self.words(part)))
        }
    }

    /// The title column: known titles in their form, others in their case.
    mutating func takeTitleColumn() -> String {
        let words = parts.flatMap { $0 } + bracketTitles
        return words.map { Self.title($0) ?? NameCase.cased($0) }.joined(separator: " ")
    }

    /// Takes titles and letters out of the parts; a title is one only if another word is left.
    mutating func takeTitles(mayBeEmpty: Bool) {
        var titles: [String] = []
        var left = parts.reduce(0) { $0 + $1.count }
        let least = mayBeEmpty ? 0 : 1
        for index in parts.indices {
            while left > least, let word = parts[index].last, Self.isLetters(word),
                !(word.contains(".") && left < 3)
            {
                parts[index].removeLast()
                left -= 1
            }
        }
        for index in parts.indices {
            while left > least, let word = parts[index].first {
                if let found = Self.title(word) {
                    titles.append(found)
                } else if !(["&", "and", "the"].contains(word.lowercased()) && parts[index].count > 1
                    && (Self.title(parts[index][1]) != nil))
                {
                    break
                }
                parts[index].removeFirst()
                left -= 1
            }
        }
        for index in parts.indices {
            while left > least, let word = parts[index].last {
                if let found = Self.title(word), NameWords.endTitles.contains(found) {
                    titles.append(found)
                } else if !Self.isLetters(word) || (word.contains(".") && left < 3) {
                    break
                }
                parts[index].removeLast()
                left -= 1
            }
        }
        for found in bracketTitles where !titles.contains(found) { titles.append(found) }
        title = titles.joined(separator: " ")
        parts = parts.map { part in part.flatMap { Self.withoutStops($0) } }
    }

    /// The words of a text as they count for a mark: small, without stops.
    static func markWords(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in PhoneText.plain(text) {
            if scalar.properties.isAlphabetic || scalar == "'" {
                word.append(scalar)
            } else if scalar != "." {
                if !word.isEmpty { words.append(trimmed(String(word).lowercased())) }
                word.removeAll()
            } else if !word.isEmpty, word.count > 1, !isDotted(word) {
                words.append(trimmed(String(word).lowercased()))
                word.removeAll()
            }
        }
        if !word.isEmpty { words.append(trimmed(String(word).lowercased())) }
        return words
    }

    private static func isDotted(_ word: String.UnicodeScalarView) -> Bool { word.count < 3 }

    private static func trimmed(_ word: String) -> String {
        var rest = word[...]
        while rest.first == "'" { rest = rest.dropFirst() }
        while rest.last == "'" { rest = rest.dropLast() }
        return String(rest)
    }

    /// Where a bracket or a quoted nickname that opens here closes.
    private static func closing(_ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
        let rest = scalars[(index + 1)...]
        switch scalar {
        case "(": return rest.firstIndex(of: ")") ?? scalars.count
        case "[": return rest.firstIndex(of: "]") ?? scalars.count
        case "\"": return rest.firstIndex(of: "\"")
        case "'":
            guard index == 0 || scalars[index - 1] == " " || scalars[index - 1] == "," else { return nil }
            return rest.indices.first { place in
                scalars[place] == "'" && place > index + 1
                    && (place + 1 == scalars.count || scalars[place + 1] == " " || scalars[place + 1] == ",")
            }
        default: return nil
        }
    }

    private static func words(_ scalars: some Collection<Unicode.Scalar>) -> [String] {
        scalars.split(separator: " ").compactMap { piece in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: piece)
            let word = String(view)
            return word.unicodeScalars.contains { $0.properties.isAlphabetic || $0 == "&" } ? stripped(word) : nil
        }.flatMap { splitTitle($0) }
    }

    /// `Mr.Smith` and `Dr.J.A.Smith` as their words.
    private static func splitTitle(_ word: String) -> [String] {
        guard let stop = word.firstIndex(of: "."), title(String(word[..<stop])) != nil else { return [word] }
        let rest = String(word[word.index(after: stop)...])
        return [String(word[..<stop])] + (rest.isEmpty ? [] : splitTitle(rest))
    }

    private static func stripped(_ word: String) -> String {
        var rest = word[...]
        let marks: Set<Character> = ["-", "*", ";", ":", "_", "/", "\\", "~", "!", "?"]
        while let first = rest.first, marks.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, marks.contains(last) { rest = rest.dropLast() }
        return String(rest)
    }

    private static func withoutFormer(_ words: [String]) -> [String] {
        for (index, word) in words.enumerated() {
            let key = plain(word)
            let isKnownAs = key == "known" && index + 1 < words.count && plain(words[index + 1]) == "as"
            if isKnownAs || (NameWords.formers.contains(key) && (index + 1 < words.count || index == 0)) {
                // A former name is behind the name; `Nee` alone, or at the end, is a surname.
                if words.count == 1, key == "nee" { return words }
                return Array(words[..<index])
            }
        }
        return words
    }

    private static func withoutStops(_ word: String) -> [String] {
        guard word.contains(".") else { return [word] }
        return word.split(separator: ".").map { String($0) }
    }

    private static func plain(_ word: String) -> String { word.lowercased().filter { $0 != "." } }

    private static func title(_ word: String) -> String? { NameWords.titles[plain(word)] }

    private static func isLetters(_ word: String) -> Bool {
        NameWords.letters.contains(plain(word)) || NameWords.capitalLetters.contains(word.filter { $0 != "." })
    }

    /// Whether a text holds the name `Rip`: in mixed case, as the first word but for titles.
    static func isNamedRip(_ text: String) -> Bool {
        text.split(separator: ",").contains { part in
            part.split(separator: " ").map { String($0) }.first { title($0) == nil } == "Rip"
        }
    }

    /// Whether a text is nothing but titles.
    static func isTitle(_ text: String) -> Bool {
        text.split(separator: " ").allSatisfy { title(String($0)) != nil }
    }

    private static func withoutMarks(_ words: [String]) -> [String] {
        let first = words.firstIndex { title($0) == nil }
        return words.indices.filter { !isMark(words[$0]) || $0 == first && words[$0] == "Rip" }.map { words[$0] }
    }

    private static func isMark(_ word: String) -> Bool { NameWords.deceased.contains(plain(word)) }
}
