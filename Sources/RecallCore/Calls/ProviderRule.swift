/// What is noted of how the provider stands to us, from what it has just done.
package enum ProviderRule {
    /// What is to be noted.
    package struct Note: Equatable, Sendable {
        package var word: ProviderState.Word
        package var reason: String?

        package init(_ word: ProviderState.Word, reason: String? = nil) {
            self.word = word
            self.reason = reason
        }
    }

    /// What the result of a request for a call comes to.
    ///
    /// - Parameters:
    ///   - news: What was learnt of the provider.
    ///   - known: What stands noted.
    /// - Returns: What is to be noted; nil where that stands already, or where the request says nothing better of an account
    ///   that is stopped.
    package static func note(_ news: PlacementDecision.ProviderNews, known: ProviderState) -> Note? {
        let note =
            switch news {
            case .works: Note(.ok)
            case .unreachable(let reason): Note(.unreachable, reason: reason)
            case .accountStopped(let reason): Note(.stopped, reason: reason)
            }
        if known.word == note.word, known.reason == note.reason { return nil }
        if known.word == .stopped, note.word == .unreachable { return nil }
        return note
    }

    /// What it comes to that the requests for so many different patients in a row were refused.
    ///
    /// - Parameters:
    ///   - patients: How many, the last one included.
    ///   - reason: Why the last one was refused.
    /// - Returns: What is to be noted; nil where it may still be the patients.
    package static func note(refusedInARow patients: Int, reason: String) -> Note? {
        guard RefusalRule.stopsDialling(inARow: patients) else { return nil }
        return Note(.stopped, reason: "it refused the requests for \(patients) patients in a row: \(reason)")
    }

    /// What it comes to that a question was answered: an account that is stopped stays so, for it is asked about by itself.
    package static func noteAnswer(known: ProviderState) -> Note? {
        known.word == .unreachable ? Note(.ok) : nil
    }

    /// What it comes to that a question was not answered.
    ///
    /// - Parameters:
    ///   - error: Why it was not.
    ///   - known: What stands noted.
    /// - Returns: What is to be noted; nil where the error is of the question, and not of the provider.
    package static func note(_ error: ProviderError, known: ProviderState) -> Note? {
        switch error {
        case .accountWrong(let reason): Note(.stopped, reason: reason)
        case .unreachable(let reason): known.word == .ok ? Note(.unreachable, reason: reason) : nil
        case .tooOften, .refused, .unreadable, .cancelled: nil
        }
    }
}
