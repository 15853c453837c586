/// Finds a person in what others have written: reasons, notes, remarks.
///
/// A text names somebody by the surname, by a telephone, or by the number of the practice's system; a forename alone is
/// anybody's. Somebody else of the same surname may be meant: for erasing that is near enough, because only the name goes
/// and the rest of the text stays.
package struct PersonMention: Sendable {
    private let surnames: [[Character]]
    private let forenames: [[Character]]
    private let key: [Character]
    private let numbers: [String]

    /// What stands where a person was named.
    package static let blot = "‹erased›"

    /// Shorter numbers and surnames are found in every text.
    private static let leastOfNumber = 4
    private static let leastOfTelephone = 6
    private static let leastOfName = 2

    package init(patientID: String, name: PersonName, numbers: [PhoneNumber]) {
        surnames = Self.words(of: name.last)
        forenames = Self.words(of: name.first)
        let key = Array(PatientIdentity.key(patientID))
        self.key = key.count >= Self.leastOfNumber ? key : []
        self.numbers = numbers.map { $0.e164.filter(\.isNumber) }
    }

    /// A text without the person.
    ///
    /// - Parameter text: What was written.
    /// - Returns: The same with a blot wherever the person is named; nil where nobody names them.
    package func redacted(_ text: String) -> String? {
        let letters = Array(text)
        let folded = letters.map(Self.folded)
        var spans = surnames.flatMap { Self.places(of: $0, in: folded, isWord: \.isLetter) } + telephones(in: letters)
        if !key.isEmpty { spans += numberPlaces(in: folded) }
        guard !spans.isEmpty else { return nil }
        spans += forenames.flatMap { Self.places(of: $0, in: folded, isWord: \.isLetter) }
        var result = ""
        var place = 0
        for span in spans.sorted(by: { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) })
        where span.upperBound > place {
            if span.lowerBound >= place { result += String(letters[place..<span.lowerBound]) + Self.blot }
            place = span.upperBound
        }
        return result + String(letters[place...])
    }

    /// A text without any of several persons; nil where nobody of them is named.
    package static func redacted(_ text: String, of mentions: [PersonMention]) -> String? {
        let left = mentions.reduce(text) { text, mention in mention.redacted(text) ?? text }
        return left == text ? nil : left
    }

    /// The words of a name as they are compared, the whole first: of a double-barrelled one each part names its bearer.
    private static func words(of name: String) -> [[Character]] {
        let whole = name.map(folded)
        let parts = whole.split { !($0.isLetter || $0 == "'") }.map(Array.init)
        return ([whole] + (parts.count > 1 ? parts : [])).filter { $0.count >= leastOfName }
    }

    /// A character as it is compared, one for one.
    private static func folded(_ character: Character) -> Character {
        if character == "’" || character == "`" { return "'" }
        let key = NameFold.key(String(character))
        return key.count == 1 ? key.first ?? character : character.lowercased().first ?? character
    }

    private func numberPlaces(in text: [Character]) -> [Range<Int>] {
        Self.places(of: key, in: text, isWord: { $0.isLetter || $0.isNumber || $0 == "-" }).map { span in
            // A spreadsheet eats zeros in front, and a system puts them there.
            var start = span.lowerBound
            while start > 0, text[start - 1] == "0" { start -= 1 }
            return start..<span.upperBound
        }
    }

    private static func places(
        of word: [Character], in text: [Character], isWord: (Character) -> Bool
    ) -> [Range<Int>] {
        guard !word.isEmpty, text.count >= word.count else { return [] }
        return (0...(text.count - word.count)).compactMap { start in
            let end = start + word.count
            guard text[start] == word[0], text[start..<end].elementsEqual(word) else { return nil }
            var before = start
            while before > 0, text[before - 1] == "0" { before -= 1 }
            guard before == 0 || !isWord(text[before - 1]), end == text.count || !isWord(text[end]) else { return nil }
            return start..<end
        }
    }

    /// Runs of digits, with what people write between them, that are one of the person's telephones or the end of one.
    private func telephones(in text: [Character]) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var place = 0
        while place < text.count {
            guard Self.isDigit(text[place]) else {
                place += 1
                continue
            }
            var end = place
            var digits = ""
            var next = place
            while next < text.count, Self.isDigit(text[next]) || " -().".contains(text[next]) {
                if Self.isDigit(text[next]) {
                    digits.append(text[next])
                    end = next + 1
                }
                next += 1
            }
            let own = String(digits.drop { $0 == "0" })
            if own.count >= Self.leastOfTelephone, numbers.contains(where: { $0.hasSuffix(own) }) {
                spans.append(place..<end)
            }
            place = end
        }
        return spans
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
