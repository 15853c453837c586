import RecallCore
import Testing

@Suite struct ProviderRuleTests {
    private static func state(_ word: ProviderState.Word, _ reason: String? = nil) -> ProviderState {
        let now = Instant(seconds: 0)
        return ProviderState(word: word, reason: reason, since: now, askedAt: now)
    }

    @Test func `a request's result is noted where it is news, and never softens a stopped account`() {
        for (news, known, expected) in [
            (.works, Self.state(.ok), nil), (.works, Self.state(.unreachable, "x"), .init(.ok)),
            (.works, Self.state(.stopped, "x"), .init(.ok)),
            (.unreachable(reason: "a"), Self.state(.ok), .init(.unreachable, reason: "a")),
            (.unreachable(reason: "a"), Self.state(.unreachable, "a"), nil),
            (.unreachable(reason: "b"), Self.state(.unreachable, "a"), .init(.unreachable, reason: "b")),
            (.unreachable(reason: "a"), Self.state(.stopped, "x"), nil),
            (.accountStopped(reason: "a"), Self.state(.ok), .init(.stopped, reason: "a")),
            (.accountStopped(reason: "a"), Self.state(.unreachable, "x"), .init(.stopped, reason: "a")),
            (.accountStopped(reason: "a"), Self.state(.stopped, "a"), nil),
        ] as [(PlacementDecision.ProviderNews, ProviderState, ProviderRule.Note?)] {
            #expect(ProviderRule.note(news, known: known) == expected, "\(news) \(known.word)")
        }
    }

    @Test(arguments: [(0, false), (1, false), (4, false), (5, true), (9, true)])
    func `five different patients in a row whose requests are refused stop dialling`(patients: Int, stops: Bool) {
        let note = ProviderRule.note(refusedInARow: patients, reason: "no voice")
        #expect(note?.word == (stops ? .stopped : nil))
        #expect(note?.reason?.hasSuffix("no voice") ?? !stops)
        #expect(RefusalRule.isOfPatient(others: patients) == !stops, "then the next one is tried, and not set aside")
    }

    @Test func `an answer to a question makes a provider reachable, and no account work`() {
        #expect(ProviderRule.noteAnswer(known: Self.state(.ok)) == nil)
        #expect(ProviderRule.noteAnswer(known: Self.state(.unreachable, "x")) == .init(.ok))
        #expect(ProviderRule.noteAnswer(known: Self.state(.stopped, "x")) == nil)
    }

    @Test func `an unanswered question is noted where the provider is what is wrong`() {
        for (error, known, expected) in [
            (.accountWrong(reason: "a"), Self.state(.ok), .init(.stopped, reason: "a")),
            (.accountWrong(reason: "a"), Self.state(.stopped, "x"), .init(.stopped, reason: "a")),
            (.unreachable(reason: "a"), Self.state(.ok), .init(.unreachable, reason: "a")),
            (.unreachable(reason: "a"), Self.state(.unreachable, "x"), nil),
            (.unreachable(reason: "a"), Self.state(.stopped, "x"), nil),
            (.tooOften(retryAfterSeconds: 5), Self.state(.ok), nil), (.refused(reason: "a"), Self.state(.ok), nil),
            (.unreadable(reason: "a"), Self.state(.ok), nil), (.cancelled, Self.state(.ok), nil),
        ] as [(ProviderError, ProviderState, ProviderRule.Note?)] {
            #expect(ProviderRule.note(error, known: known) == expected, "\(error) \(known.word)")
        }
    }
}
