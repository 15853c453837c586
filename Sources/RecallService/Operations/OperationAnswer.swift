package import RecallCore

/// What became of something that a person wanted done, in words for people and as JSON for programs.
package struct OperationAnswer: Sendable {
    package enum Result: String, Sendable, CaseIterable {
        case done
        /// There is no such thing, and nothing was changed.
        case notThere = "not_there"
        /// It cannot be done now, and nothing was changed.
        case cannot
        /// It was looked at and waits for a person.
        case waits
        /// Several are meant by what was typed, and nothing was changed.
        case several
        /// The file cannot be used.
        case unusable
    }

    package var result: Result
    /// What became of it, in one sentence.
    package var sentence: String
    /// What can be done next; nil where there is nothing to say.
    package var next: String?
    /// What else there is to know, line by line.
    package var details: [String]
    package var json: JSONValue

    /// - Parameters:
    ///   - result: What became of it.
    ///   - operation: The name of the operation, as commands have it.
    ///   - subject: The members of the JSON form that say of what.
    ///   - word: The result's word in the JSON form where it is another than its own.
    ///   - sentence: What became of it, in one sentence.
    ///   - next: What can be done next.
    ///   - details: What else there is to know.
    init(
        _ result: Result, _ operation: String, _ subject: [(String, JSONValue)], word: String? = nil,
        _ sentence: String, next: String? = nil, details: [String] = []
    ) {
        self.init(
            result, sentence, next: next, details: details,
            json: .object(
                [("command", .string(operation))] + subject + [("result", .string(word ?? result.rawValue))]))
    }

    init(_ result: Result, _ sentence: String, next: String? = nil, details: [String] = [], json: JSONValue) {
        self.result = result
        self.sentence = sentence
        self.next = next
        self.details = details
        self.json = json
    }

    /// The sentence and what can be done next.
    package var words: String { [sentence, next].compactMap(\.self).joined(separator: " ") }

    /// All that there is to say, for people.
    package var lines: [String] { (words.isEmpty ? [] : [words]) + details }
}
