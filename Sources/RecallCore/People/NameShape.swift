/// Whether a part of a name looks like one: what is typed into a name's cell may be a note, a code or a condition.
enum NameShape: Equatable {
    case blank
    case name
    case other

    init(_ text: String) {
        let words = text.split { $0 == " " || $0 == "\u{A0}" }
        guard !words.isEmpty else {
            self = .blank
            return
        }
        let small = words.map { NameFold.key(String($0)) }
        // `Fields-DM`: a code behind a hyphen.
        let parts = words.filter { $0.contains(where: Self.isHyphen) }.flatMap {
            $0.split(whereSeparator: Self.isHyphen)
        }
        .map { NameFold.key(String($0)) }
        let isName =
            words.count <= 5 && words.allSatisfy(Self.hasLetters) && !(small + parts).contains(where: Self.isNoName)
            && small.count(where: NameWords.sentences.contains) < 2
        self = isName ? .name : .other
    }

    private static func isHyphen(_ character: Character) -> Bool {
        character == "-" || character == "\u{2010}" || character == "\u{2011}"
    }

    /// Letters, with hyphens, apostrophes and stops between them, and no digit.
    private static func hasLetters(_ word: Substring) -> Bool {
        word.count <= 30 && word.contains(where: \.isLetter)
            && word.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
                    || ["'", "\u{2019}", "\u{2018}", "`", "-", "\u{2010}", "\u{2011}", ".", "\u{B7}"].contains(scalar)
            }
    }

    /// Whether a word, in small plain letters, is certainly no name.
    private static func isNoName(_ word: String) -> Bool {
        if NameWords.noNames.contains(word) || NameWords.conditions.contains(where: word.hasPrefix) { return true }
        return isCode(word)
    }

    /// Whether it is a code, such as `DNC` or `XXTEST`: letters that no name has side by side.
    private static func isCode(_ word: String) -> Bool {
        let letters = Array(word.utf8)
        guard letters.count >= 3, letters.allSatisfy({ (0x61...0x7A).contains($0) }) else { return false }
        if !letters.contains(where: vowels.contains) { return true }
        if letters.starts(with: Array("xx".utf8)) || letters.starts(with: Array("zz".utf8)) { return true }
        return letters.indices.dropFirst(2).contains {
            letters[$0] == letters[$0 - 1] && letters[$0] == letters[$0 - 2]
        }
    }

    /// Welsh has names with no other vowel than w or y.
    private static let vowels = Set("aeiouyw".utf8)
}
