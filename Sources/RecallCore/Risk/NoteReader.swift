/// What one place of a text says of one subject.
package struct Mention: Equatable, Sendable {
    package var subject: Subject
    /// False where the text rules it out, or speaks of somebody else.
    package var isPresent: Bool
    /// The words that were found, in small letters.
    package var words: String

    package init(subject: Subject, isPresent: Bool, words: String) {
        self.subject = subject
        self.isPresent = isPresent
        self.words = words
    }
}

extension Mention: CustomStringConvertible {
    package var description: String { "‹mention›" }
}

/// Reads what practices write in free text: which conditions it names, and which of them it denies, doubts, or says of
/// somebody else. Section 4 of the rule set.
package enum NoteReader {
    /// Everything that the text says, in its order.
    package static func read(_ text: String) -> [Mention] {
        var mentions = readLines(text)
        // A line may end in the middle of a refusal, where somebody made the cell narrow.
        if text.utf8.contains(0x0A) {
            let joined = readLines(String(text.map { $0.isNewline ? " " : $0 }))
            mentions += joined.filter { said in
                said.isAgainstCalls && !mentions.contains { $0.subject == said.subject && $0.isPresent }
            }
        }
        return mentions
    }

    private static func readLines(_ text: String) -> [Mention] {
        var scanner = NoteScanner(vocabulary: .shared)
        scanner.scan(text)
        var mentions: [Mention] = []
        for clause in scanner.clauses where !clause.isEmpty {
            var reader = ClauseReader(tokens: scanner.tokens, range: clause, vocabulary: .shared)
            reader.read(into: &mentions)
        }
        return mentions
    }

    /// The words of a text in small letters, `'s` taken off.
    static func words(of text: String) -> [String] {
        var scanner = NoteScanner(vocabulary: .shared)
        scanner.scan(text)
        return scanner.tokens.compactMap { token in
            token.word == 0 ? nil : NoteVocabulary.shared.texts[Int(token.word)]
        }
    }
}
