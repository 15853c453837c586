import RecallCore
import RecallDaemon
import Testing

@Suite struct PatienceTests {
    private static let now = Instant(seconds: 1_000_000)

    private func seconds(_ patience: Patience, at now: Instant = PatienceTests.now) -> Double {
        guard let wait = patience.wait(at: now) else { return 0 }
        return Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18
    }

    @Test func `each refusal doubles the wait up to five minutes, with up to a fifth more`() {
        var patience = Patience()
        var now = Self.now
        #expect(patience.wait(at: now) == nil)
        for expected in [15.0, 30, 60, 120, 240, 300, 300] {
            // Two that were on their way together are one refusal.
            patience.fail(at: now, asked: nil)
            patience.fail(at: now, asked: nil)
            #expect((expected...expected * 1.2 + 0.1).contains(seconds(patience, at: now)))
            now = now.adding(seconds: 361)
            #expect(patience.wait(at: now) == nil, "it ends by itself")
        }
        patience.succeed()
        patience.fail(at: now, asked: nil)
        #expect((15...18.1).contains(seconds(patience, at: now)), "a call that was taken begins anew")
        patience.forget()
        #expect(patience.wait(at: now) == nil)
    }

    @Test func `what Bland asks for is waited for`() {
        var patience = Patience()
        patience.fail(at: Self.now, asked: 120)
        #expect((120...144.1).contains(seconds(patience)))
        patience.fail(at: Self.now, asked: 1)
        #expect((120...144.1).contains(seconds(patience)), "a later refusal does not shorten the wait")
    }

    @Test func `a clock that is set back ends every wait`() {
        for seconds in [3600, 365 * 86_400] {
            var patience = Patience()
            patience.fail(at: Self.now.adding(seconds: seconds), asked: 120)
            patience.postpone(
                "r_1", at: Self.now.adding(seconds: seconds), until: Self.now.adding(seconds: seconds + 11))
            #expect(patience.wait(at: Self.now) == nil, "nobody is to wait for a year to come")
            #expect(patience.waitingRecalls(at: Self.now).isEmpty)
            patience.fail(at: Self.now, asked: 120)
            #expect((120...144.1).contains(self.seconds(patience)))
        }
    }

    @Test func `a recall is left alone for its own while, and others are not`() {
        var patience = Patience()
        patience.postpone("r_1", at: Self.now, until: Self.now.adding(seconds: 11))
        #expect(patience.wait(at: Self.now) == nil)
        #expect(patience.waitingRecalls(at: Self.now) == ["r_1"])
        #expect(patience.nextRecall(after: Self.now) == Self.now.adding(seconds: 11))
        #expect(patience.waitingRecalls(at: Self.now.adding(seconds: 11)).isEmpty)
        #expect(patience.nextRecall(after: Self.now.adding(seconds: 11)) == nil)
    }
}
