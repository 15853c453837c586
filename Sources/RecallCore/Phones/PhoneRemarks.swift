/// What the words of a telephone cell say about its numbers.
struct PhoneRemarks {
    /// Whether there is a word that is no label, no filler and no conjunction.
    private(set) var isNote = false
    /// Whether a word means somebody else.
    private(set) var belongsToOther = false
    /// Whether staff marked the numbers as bad, or forbade calls.
    private(set) var isMarkedBad = false

    /// Whether there are words beside which a few digits are no number.
    var hasWords: Bool { isNote || belongsToOther }

    /// Weighs the words of a cell, in their order.
    init(_ words: [PhoneScanner.Word]) {
        guard !words.isEmpty else { return }
        let texts = words.map(\.text)
        var isFiller = [Bool](repeating: false, count: texts.count)
        for phrase in PhoneWords.fillerPhrases {
            for start in Self.places(of: phrase, in: texts) {
                for index in start..<start + phrase.count { isFiller[index] = true }
            }
        }
        for (index, word) in texts.enumerated() {
            if PhoneWords.isOther(word)
                || (word == "care" && index + 1 < texts.count && PhoneWords.careHomes.contains(texts[index + 1]))
            {
                belongsToOther = true
                isNote = true
            } else if !isFiller[index], !PhoneWords.labels.contains(word), !PhoneWords.fillers.contains(word),
                !PhoneWords.conjunctions.contains(word)
            {
                isNote = true
            }
        }
        isMarkedBad =
            PhoneWords.bad.contains { !Self.places(of: $0, in: texts).isEmpty }
            || PhoneWords.bans.contains { ban in
                Self.places(of: ban, in: texts).contains { start in
                    let next = start + ban.count
                    return !(next < words.count && !words[next].isApart && PhoneWords.times.contains(texts[next]))
                }
            }
        if isMarkedBad { isNote = true }
    }

    private static func places(of phrase: [String], in words: [String]) -> [Int] {
        guard words.count >= phrase.count else { return [] }
        return (0...words.count - phrase.count).filter { start in
            phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
        }
    }
}
