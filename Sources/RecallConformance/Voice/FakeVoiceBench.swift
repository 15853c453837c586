package import RecallCore
package import RecallPorts
import Synchronization

/// The suite's hold on a provider that is, or stands on, the fake.
package struct FakeVoiceBench: VoiceProviderBench {
    package let provider: any VoiceProvider
    package let unreachable: any VoiceProvider
    package let now: Instant
    private let fake: FakeVoiceProvider

    /// - Parameters:
    ///   - now: The moment of the test.
    ///   - wrap: Makes the provider that is held to the suite from the fake.
    package init(now: Instant, wrap: (FakeVoiceProvider) -> any VoiceProvider = { $0 }) {
        self.now = now
        fake = FakeVoiceProvider(now: { now }, talk: { _ in .books("a") })
        fake.holdCalls()
        let nobody = FakeVoiceProvider(now: { now })
        nobody.meetNext(.answered(.nobodyCalled(retryAfterSeconds: nil, reason: "no connection")))
        nobody.failNext(.unreachable(reason: "no connection"))
        provider = wrap(fake)
        unreachable = wrap(nobody)
    }

    package func meetNext(_ meeting: VoiceMeeting) async {
        switch meeting {
        case .taken: fake.meetNext(.taken)
        case .takenAnswerLost: fake.meetNext(.takenAnswerLost)
        case .busy: fake.meetNext(.answered(.nobodyCalled(retryAfterSeconds: nil, reason: "too many requests")))
        case .sameNumberTooSoon:
            fake.meetNext(.answered(.sameNumberTooSoon(retryAfterSeconds: 10, reason: "the same number")))
        case .numberRefused: fake.meetNext(.answered(.numberRefused(reason: "on a list")))
        case .accountWrong: fake.meetNext(.answered(.accountWrong(reason: "not taken")))
        case .requestWrong: fake.meetNext(.answered(.requestWrong(reason: "not understood")))
        }
    }

    package func closeAccount() async {
        fake.failNext(.accountWrong(reason: "closed"), .accountWrong(reason: "closed"))
        fake.meetNext(.answered(.accountWrong(reason: "closed")))
    }

    package func endCalls() async { fake.endCalls() }

    package func callsMade(attempt: String) async throws -> Int { fake.callsMade(attempt: attempt) }
}
