import RecallCore
import Testing

/// What is said of the provider: nothing that was not asked.
@Suite struct ProviderWordsTests {
    private static let now = Instant(seconds: 1_000_000_000)

    @Test func `a provider is called ok only where it was asked, and with the age of its answer`() {
        for (word, reason, secondsAgo, known, remark, words) in [
            (.ok, nil, nil, nil, "not asked yet", "not asked yet"),
            (.ok, nil, 60, .ok, nil, "ok, asked a minute ago"),
            (.ok, nil, 3599, .ok, nil, "ok, asked 59 minutes ago"),
            (.ok, nil, 10_800, .ok, "asked 3 hours ago", "asked 3 hours ago: ok"),
            (
                .unreachable, "no route", 300, .unreachable, "no route",
                "cannot be reached (no route; asked 5 minutes ago); calls wait"
            ),
            (
                .stopped, "no money", nil, .stopped, "no money",
                "stopped (no money). Put it right, then run recalld resume"
            ),
        ] as [(ProviderState.Word, String?, Int?, ProviderState.Word?, String?, String)] {
            let asked = secondsAgo.map { Self.now.adding(seconds: -$0) } ?? Instant(milliseconds: 0)
            let state = ProviderState(word: word, reason: reason, since: asked, askedAt: asked)
            #expect(state.known == known && state.remark(at: Self.now) == remark, "\(words)")
            #expect(state.words(at: Self.now) == words)
        }
    }
}
