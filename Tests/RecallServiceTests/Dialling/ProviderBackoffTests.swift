import RecallCore
import RecallService
import Testing

@Suite struct ProviderBackoffTests {
    private static let now = Instant(seconds: 1_000_000)

    private func seconds(_ backoff: ProviderBackoff, at now: Instant = ProviderBackoffTests.now) -> Double {
        guard let wait = backoff.wait(at: now) else { return 0 }
        return Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18
    }

    @Test func `each refusal doubles the wait up to five minutes, with up to a fifth more`() {
        var backoff = ProviderBackoff()
        var now = Self.now
        #expect(backoff.wait(at: now) == nil)
        for expected in [15.0, 30, 60, 120, 240, 300, 300] {
            // Two that were on their way together are one refusal.
            backoff.fail(at: now, asked: nil)
            backoff.fail(at: now, asked: nil)
            #expect((expected...expected * 1.2 + 0.1).contains(seconds(backoff, at: now)))
            now = now.adding(seconds: 361)
            #expect(backoff.wait(at: now) == nil, "it ends by itself")
        }
        backoff.succeed()
        backoff.fail(at: now, asked: nil)
        #expect((15...18.1).contains(seconds(backoff, at: now)), "a call that was taken begins anew")
        backoff.forget()
        #expect(backoff.wait(at: now) == nil)
    }

    @Test func `what Bland asks for is waited for`() {
        var backoff = ProviderBackoff()
        backoff.fail(at: Self.now, asked: 120)
        #expect((120...144.1).contains(seconds(backoff)))
        backoff.fail(at: Self.now, asked: 1)
        #expect((120...144.1).contains(seconds(backoff)), "a later refusal does not shorten the wait")
    }

    @Test func `a clock that is set back ends every wait`() {
        for seconds in [3600, 365 * 86_400] {
            var backoff = ProviderBackoff()
            backoff.fail(at: Self.now.adding(seconds: seconds), asked: 120)
            backoff.postpone(
                "r_1", at: Self.now.adding(seconds: seconds), until: Self.now.adding(seconds: seconds + 11))
            #expect(backoff.wait(at: Self.now) == nil, "nobody is to wait for a year to come")
            #expect(backoff.waitingRecalls(at: Self.now).isEmpty)
            backoff.fail(at: Self.now, asked: 120)
            #expect((120...144.1).contains(self.seconds(backoff)))
        }
    }

    @Test func `a recall is left alone for its own while, and others are not`() {
        var backoff = ProviderBackoff()
        backoff.postpone("r_1", at: Self.now, until: Self.now.adding(seconds: 11))
        #expect(backoff.wait(at: Self.now) == nil)
        #expect(backoff.waitingRecalls(at: Self.now) == ["r_1"])
        #expect(backoff.nextRecall(after: Self.now) == Self.now.adding(seconds: 11))
        #expect(backoff.waitingRecalls(at: Self.now.adding(seconds: 11)).isEmpty)
        #expect(backoff.nextRecall(after: Self.now.adding(seconds: 11)) == nil)
    }
}
