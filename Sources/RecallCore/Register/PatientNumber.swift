extension PatientIdentity {
    /// A patient's number as it is compared: without blanks around it, without leading zeros and in small letters, since
    /// spreadsheets eat zeros and systems change the case. What is shown is the text that the export gives.
    package static func key(_ number: String) -> String {
        var text = Substring(number)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        text = asWholeNumber(text)
        let rest = text.drop { $0 == "0" }
        return rest.isEmpty ? String(text.prefix(1)) : rest.lowercased()
    }

    /// A number without what a spreadsheet writes into it: `4001.0`, `4,001`.
    private static func asWholeNumber(_ text: Substring) -> Substring {
        func isDigits(_ part: Substring) -> Bool { !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } }
        if let point = text.firstIndex(of: "."), isDigits(text[..<point]) {
            let decimals = text[text.index(after: point)...]
            if !decimals.isEmpty, decimals.allSatisfy({ $0 == "0" }) { return text[..<point] }
        }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.count), isDigits(first),
            groups.dropFirst().allSatisfy({ $0.count == 3 && isDigits($0) })
        else { return text }
        return Substring(groups.joined())
    }

    /// Whether two numbers are one and the same patient's.
    package static func isSameNumber(_ one: String, _ other: String) -> Bool { key(one) == key(other) }

    /// What a record is shown as whose number somebody else has by now.
    ///
    /// - Parameters:
    ///   - number: The number that it had.
    ///   - record: What tells the record from others.
    /// - Returns: A number that no export gives.
    package static func formerNumber(_ number: String, record: Int64) -> String { "\(number) (earlier \(record))" }

    /// The telephones that a record had before and has no more, the latest first; a few, by which the person is told.
    package static func earlierNumbers(
        _ known: [PhoneNumber], before: PatientFacts, now: PatientFacts
    ) -> [PhoneNumber] {
        var numbers: [PhoneNumber] = []
        for number in before.numbers + known where !now.numbers.contains(number) && !numbers.contains(number) {
            numbers.append(number)
        }
        return Array(numbers.prefix(mostEarlierNumbers))
    }

    private static let mostEarlierNumbers = 8

    /// Whether two records are one person's by all that a record says: the same name, date of birth and a telephone of both.
    package static func isSamePerson(
        _ one: PatientFacts, _ numbers: [PhoneNumber], as other: PatientFacts, _ otherNumbers: [PhoneNumber]
    ) -> Bool {
        guard let birth = one.birth, birth == other.birth, one.name.isSame(as: other.name) else { return false }
        return numbers.contains(where: otherNumbers.contains)
    }

    /// Whether two records may well be one person's although one of them says less: the same name and a telephone of both
    /// where one has no date of birth, or the same date of birth where one has an initial for a forename.
    ///
    /// It is enough to hold a call by what the other record says, and not to erase or join anything.
    static func isLikelySamePerson(
        _ one: PatientFacts, _ numbers: [PhoneNumber], as other: PatientFacts, _ otherNumbers: [PhoneNumber]
    ) -> Bool {
        let isAlike =
            if let birth = one.birth, let otherBirth = other.birth {
                birth == otherBirth && one.name.isShortened(as: other.name)
            } else {
                one.name.isSame(as: other.name) && one.name.words.count > 1
            }
        return isAlike && numbers.contains(where: otherNumbers.contains)
    }

    /// Whether a record is about another person than the one whose number it gives: another name and another date of birth.
    ///
    /// A marriage changes the surname alone, and a date of birth may be corrected; what is unknown tells nothing.
    package static func isAnotherPerson(_ record: PatientFacts, than before: PatientFacts) -> Bool {
        guard let birth = record.birth, let birthBefore = before.birth, birth != birthBefore else { return false }
        guard !record.name.words.isEmpty, !before.name.words.isEmpty else { return false }
        return !record.name.isSame(as: before.name)
    }
}

extension PersonName {
    /// The words of forename and surname as they are compared: without title, case, accents and marks.
    var words: [String] {
        (first + " " + last).split { $0.isWhitespace || $0 == "-" || $0 == "," }.map { NameFold.key(String($0)) }
            .filter { !$0.isEmpty }
    }

    /// The words of the name in one order; nil where there are none.
    package var key: String? {
        let words = words
        return words.isEmpty ? nil : words.sorted().joined(separator: " ")
    }

    /// Whether two names are one person's: the same words in whatever order and however they are cut, or all of the shorter
    /// one's and a further forename.
    package func isSame(as other: PersonName) -> Bool {
        let (mine, others) = (words, other.words)
        guard !mine.isEmpty, !others.isEmpty else { return false }
        if mine.joined() == others.joined() || mine.sorted() == others.sorted() { return true }
        let (fewer, more) = mine.count < others.count ? (mine, others) : (others, mine)
        return fewer.count > 1 && Set(more).isSuperset(of: fewer)
    }

    /// Whether two names have one surname, and an initial of the one is the first letter of the other's forename.
    fileprivate func isShortened(as other: PersonName) -> Bool {
        let surnames = (NameFold.key(last), NameFold.key(other.last))
        let forenames = (NameFold.key(first), NameFold.key(other.first))
        guard !surnames.0.isEmpty, surnames.0 == surnames.1, let mine = forenames.0.first, mine == forenames.1.first
        else { return false }
        return forenames.0.count == 1 || forenames.1.count == 1
    }
}
