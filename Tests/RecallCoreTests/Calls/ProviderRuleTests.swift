import RecallCore
import Testing

@Suite struct ProviderRuleTests {
    private static let now = Instant(seconds: 1_000_000)

    private static func state(
        _ word: ProviderState.Word, _ reason: String? = nil, asked secondsAgo: Int = 0
    ) -> ProviderState {
        ProviderState(word: word, reason: reason, since: now, askedAt: now.adding(seconds: -secondsAgo))
    }

    @Test func `when the provider answered is stored anew no more often than every five minutes`() {
        for (word, reason, age, isNoted) in [
            (.ok, nil, 299, false), (.ok, nil, 300, true), (.ok, nil, -300, true), (.unreachable, "a", 299, false),
            (.unreachable, "a", 300, true), (.stopped, "a", 9000, false),
        ] as [(ProviderState.Word, String?, Int, Bool)] {
            let known = Self.state(word, reason, asked: age)
            let news: PlacementDecision.ProviderNews =
                switch word {
                case .ok: .works
                case .unreachable: .unreachable(reason: "a")
                case .stopped: .accountStopped(reason: "a")
                }
            let note = isNoted ? ProviderRule.Note(word, reason: reason) : nil
            #expect(ProviderRule.note(news, known: known, now: Self.now) == note, "\(word) \(age)")
            switch word {
            case .ok: #expect(ProviderRule.noteAnswer(known: known, now: Self.now) == note)
            case .unreachable:
                #expect(ProviderRule.note(ProviderError.unreachable(reason: "a"), known: known, now: Self.now) == note)
            case .stopped: break
            }
        }
    }

    @Test func `a provider of whom nothing was heard for an hour is asked, but for a stopped account`() {
        for (word, age, isDue) in [
            (.ok, 3599, false), (.ok, 3600, true), (.unreachable, 3600, true), (.stopped, 9000, false),
        ] as [(ProviderState.Word, Int, Bool)] {
            #expect(ProviderRule.isDue(Self.state(word, asked: age), at: Self.now) == isDue, "\(word) \(age)")
        }
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
            #expect(ProviderRule.note(news, known: known, now: Self.now) == expected, "\(news) \(known.word)")
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
        #expect(ProviderRule.noteAnswer(known: Self.state(.ok), now: Self.now) == nil)
        #expect(ProviderRule.noteAnswer(known: Self.state(.unreachable, "x"), now: Self.now) == .init(.ok))
        #expect(ProviderRule.noteAnswer(known: Self.state(.stopped, "x"), now: Self.now) == nil)
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
            #expect(ProviderRule.note(error, known: known, now: Self.now) == expected, "\(error) \(known.word)")
        }
    }
}
