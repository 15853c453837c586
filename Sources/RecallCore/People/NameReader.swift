/// Reads names: in one column, or in columns of their own.
package enum NameReader {
    /// The parts of a name that stands in one column.
    package static func read(fullName: String) -> PersonName {
        var text = NameText(fullName)
        let named = namedParts(&text)
        guard let first = named.first else { return PersonName(title: text.title) }
        if named.count > 1 {
            let isMixed = named.joined().contains(where: isMixed)
            return PersonName(
                title: text.title, first: forenames(named.dropFirst().flatMap { $0 }, beside: isMixed),
                last: NameCase.surname(first))
        }
        return withoutComma(first, title: text.title)
    }

    /// The parts of a name that stands in three columns; the title column wins.
    package static func read(title: String, first: String, last: String) -> PersonName {
        var memo = RowMemo()
        return read(title: title, first: first, last: last, memo: &memo)
    }

    /// The parts of a name that stands in three columns of a file whose rows share a memory.
    static func read(title: String, first: String, last: String, memo: inout RowMemo) -> PersonName {
        let given = memo.titles.answer(to: title) { title in
            var own = NameText(title)
            return own.takeTitleColumn()
        }
        let back = memo.surnames.answer(to: last) { Surname($0) }
        // A lone title in the column of the first name is a title only beside a surname.
        let front = memo.forenames.answer(to: .init(text: first, mayBeEmpty: back.hasWords)) {
            Forenames($0.text, mayBeEmpty: $0.mayBeEmpty)
        }
        if back.isBlank, front.isBlank { return PersonName(title: given) }
        let found = front.title.isEmpty ? back.title : front.title
        return PersonName(
            title: given.isEmpty ? found : given,
            first: front.isMixed || back.isMixed ? front.besideMixed : front.alone,
            last: back.name)
    }

    /// What a cell of the column of surnames says.
    struct Surname {
        let isBlank: Bool
        let title: String
        /// Whether more than titles and letters behind the name stands there.
        let hasWords: Bool
        /// Whether a word is neither all in capitals nor all small.
        let isMixed: Bool
        let name: String

        init(_ cell: String) {
            var text = NameText(cell)
            isBlank = text.isBlank
            let words = namedParts(&text).flatMap { $0 }
            title = text.title
            hasWords = !words.isEmpty
            isMixed = words.contains(where: NameReader.isMixed)
            name = NameCase.surname(words)
        }
    }

    /// What a cell of the column of forenames says.
    struct Forenames {
        let isBlank: Bool
        let title: String
        let isMixed: Bool
        /// The names where no word of the whole name is in mixed case, and where one is.
        let alone, besideMixed: String

        init(_ cell: String, mayBeEmpty: Bool) {
            var text = NameText(cell)
            isBlank = text.isBlank
            let words = namedParts(&text, mayBeEmpty: mayBeEmpty).flatMap { $0 }
            title = text.title
            isMixed = words.contains(where: NameReader.isMixed)
            alone = forenames(words, beside: false)
            besideMixed = forenames(words, beside: true)
        }
    }

    private static func isMixed(_ word: String) -> Bool { !NameCase.isCapitals(word) && !NameCase.isSmall(word) }

    /// Whether a text of the name's columns carries a mark that the person has died.
    package static func isMarkedDeceased(_ texts: String...) -> Bool {
        texts.contains { text in
            guard !text.isEmpty else { return false }
            let marks = NameText.markWords(text).filter(NameWords.deceased.contains)
            // One of them may be a name.
            return marks.count > (marks.contains("rip") && NameText.isNamedRip(text) ? 1 : 0)
        }
    }

    /// The parts between the commas that hold more than titles and letters.
    private static func namedParts(_ text: inout NameText, mayBeEmpty: Bool = false) -> [[String]] {
        text.takeTitles(mayBeEmpty: mayBeEmpty)
        return text.parts.filter { !$0.isEmpty }
    }

    private static func withoutComma(_ words: [String], title: String) -> PersonName {
        guard words.count > 1 else { return PersonName(title: title, last: NameCase.surname(words)) }
        let isMixed = words.contains(where: isMixed)
        let inFront = title.isEmpty ? 1 : 0

        let capitals = words.map { isSurnameInCapitals($0) }
        if capitals.contains(true), words.indices.contains(where: { !capitals[$0] && !NameCase.isCapitals(words[$0]) })
        {
            var isSurname = capitals
            for index in words.indices.reversed().dropFirst()
            where isSurname[index + 1] && !isSurname[index] && NameWords.isJoining(words[index])
                && !(title.isEmpty && isLoneForename(index, words, isSurname))
            {
                isSurname[index] = true
            }
            let first = words.indices.filter { !isSurname[$0] }.map { words[$0] }
            let last = words.indices.filter { isSurname[$0] }.map { words[$0] }
            return PersonName(
                title: title, first: forenames(first, beside: true), last: NameCase.surname(last))
        }

        var start = words.count
        while start > 0, isInitial(words[start - 1]) || (isMixed && isTwoInitials(words[start - 1])) { start -= 1 }
        if start > 0, start < words.count {
            return PersonName(
                title: title, first: forenames(Array(words[start...]), beside: isMixed),
                last: NameCase.surname(Array(words[..<start])))
        }

        var surname = words.count - 1
        while surname > inFront, NameWords.isJoining(words[surname - 1]) { surname -= 1 }
        return PersonName(
            title: title, first: forenames(Array(words[..<surname]), beside: isMixed),
            last: NameCase.surname(Array(words[surname...])))
    }

    /// Whether taking the word into the surname would leave no forename where there is no title.
    private static func isLoneForename(_ index: Int, _ words: [String], _ isSurname: [Bool]) -> Bool {
        !words.indices.contains { $0 != index && !isSurname[$0] && !NameWords.isJoining(words[$0]) } && index == 0
    }

    private static func isSurnameInCapitals(_ word: String) -> Bool {
        if NameCase.capitalsBehindPrefix(word) != nil { return true }
        return NameCase.isCapitals(word) && NameCase.letterCount(word) >= 3
    }

    private static func isInitial(_ word: String) -> Bool { word.count == 1 && NameCase.letterCount(word) == 1 }

    private static func isTwoInitials(_ word: String) -> Bool {
        word.count == 2 && NameCase.letterCount(word) == 2 && NameCase.isCapitals(word)
    }

    private static func forenames(_ words: [String], beside isMixed: Bool) -> String {
        words.flatMap { word -> [String] in
            if isMixed, isTwoInitials(word) { return word.map { String($0) } }
            return [NameCase.cased(word)]
        }.joined(separator: " ")
    }
}
