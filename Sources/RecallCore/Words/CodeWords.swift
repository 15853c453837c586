/// What a code means to people.
package struct CodeWords: Equatable, Sendable {
    /// A short text, for a line of a page or of a summary.
    package var short: String
    /// A whole sentence that staff can read out.
    package var sentence: String
    /// What somebody can do about it, or what happens by itself; nil where there is nothing to say.
    package var advice: String?

    package init(_ short: String, _ sentence: String, advice: String? = nil) {
        self.short = short
        self.sentence = sentence
        self.advice = advice
    }

    /// The sentence, and what can be done.
    package var explanation: String { [sentence, advice].compactMap(\.self).joined(separator: " ") }

    /// The short text, and what can be done.
    package var text: String { [short, advice].compactMap(\.self).joined(separator: " ") }
}
