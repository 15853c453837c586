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

    /// Seconds for which a moment at which the provider answered is good enough: it is stored again no more often.
    package static let secondsBetweenNotes = 300
    /// Seconds after which what was last heard of the provider is old: it is told with its age, and asked about again.
    package static let secondsUntilOld = 3600

    /// Whether the moment that stands noted is to be moved on.
    private static func isOld(_ known: ProviderState, at now: Instant) -> Bool {
        abs(now.seconds(since: known.askedAt)) >= secondsBetweenNotes
    }

    /// Whether the provider is to be asked because nothing was heard of it for long. A stopped account is asked about by
    /// itself.
    package static func isDue(_ known: ProviderState, at now: Instant) -> Bool {
        known.word != .stopped && abs(now.seconds(since: known.askedAt)) >= secondsUntilOld
    }

    /// What the result of a request for a call comes to.
    ///
    /// - Parameters:
    ///   - news: What was learnt of the provider.
    ///   - known: What stands noted.
    ///   - now: The moment.
    /// - Returns: What is to be noted; nil where that stands already and is not old, or where the request says nothing better of an account
    ///   that is stopped.
    package static func note(_ news: PlacementDecision.ProviderNews, known: ProviderState, now: Instant) -> Note? {
        let note =
            switch news {
            case .works: Note(.ok)
            case .unreachable(let reason): Note(.unreachable, reason: reason)
            case .accountStopped(let reason): Note(.stopped, reason: reason)
            }
        // When a stopped account was asked about decides when it is asked about again.
        if known.word == note.word, known.reason == note.reason, note.word == .stopped || !isOld(known, at: now) {
            return nil
        }
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
    package static func noteAnswer(known: ProviderState, now: Instant) -> Note? {
        switch known.word {
        case .ok: isOld(known, at: now) ? Note(.ok) : nil
        case .unreachable: Note(.ok)
        case .stopped: nil
        }
    }

    /// What it comes to that a question was not answered.
    ///
    /// - Parameters:
    ///   - error: Why it was not.
    ///   - known: What stands noted.
    ///   - now: The moment.
    /// - Returns: What is to be noted; nil where the error is of the question, and not of the provider.
    package static func note(_ error: ProviderError, known: ProviderState, now: Instant) -> Note? {
        switch error {
        case .accountWrong(let reason): Note(.stopped, reason: reason)
        case .unreachable(let reason):
            switch known.word {
            case .ok: Note(.unreachable, reason: reason)
            case .unreachable: isOld(known, at: now) ? Note(.unreachable, reason: reason) : nil
            case .stopped: nil
            }
        case .tooOften, .refused, .unreadable, .cancelled: nil
        }
    }
}
