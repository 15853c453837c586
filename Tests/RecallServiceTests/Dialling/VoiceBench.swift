import Foundation
import Logging
import RecallConformance
import RecallCore
import RecallPorts
import Synchronization
import Testing

@testable import RecallService

/// A practice in live mode whose calls go to a fake, with a clock that the test sets.
final class VoiceBench: Sendable {
    let bench: Bench
    let voice: FakeVoiceProvider
    let runtime: Runtime
    let dialler: Dialler
    let poller: CallPoller
    private let hands: Hands

    private final class Hands: Sendable {
        let now = Mutex(Bench.now)
        /// Seconds by which the wall clock was set.
        let skew = Mutex(0)

        var steady: Instant { now.withLock { $0 } }
        var wall: Instant { steady.adding(seconds: skew.withLock { $0 }) }
    }

    /// One patient who is overdue, and two who are not called.
    static let onePatient = Bench.patients
        .replacing(
            "10024,Mr,Tom,Lee,04/05/1981,07700 900124,01/09/2023,01/09/2025,,N",
            with: "10024,Mr,Tom,Lee,04/05/1981,07700 900124,01/09/2023,01/09/2025,,Y"
        )
        .replacing(
            "10025,Mr,Ian,Poole,04/05/1982,07700 900125,01/09/2023,01/09/2025,,N",
            with: "10025,Mr,Ian,Poole,04/05/1982,07700 900125,01/09/2023,01/09/2025,,Y")

    /// Runs `body` with a practice of one patient who is due.
    static func open(
        patients: String = onePatient, practice extra: String = "",
        talk: @escaping @Sendable (CallRequest) -> FakeVoiceProvider.Talk = { _ in .nobodyAnswers },
        whilePlacing: @escaping @Sendable (any Store, CallRequest) async throws -> Void = { _, _ in },
        _ body: (VoiceBench) async throws -> Void
    ) async throws {
        try await Bench.open(practice: extra, isInMemory: true) { bench in
            try #require(try await bench.take("patients.csv", patients).state == .imported)
            try await body(try VoiceBench(bench, talk: talk, whilePlacing: whilePlacing))
        }
    }

    /// Services over a practice that is open; `wrap` makes the provider that the services are given from the fake.
    init(
        _ bench: Bench, talk: @escaping @Sendable (CallRequest) -> FakeVoiceProvider.Talk = { _ in .nobodyAnswers },
        whilePlacing: @escaping @Sendable (any Store, CallRequest) async throws -> Void = { _, _ in },
        wrap: @escaping @Sendable (FakeVoiceProvider) -> any VoiceProvider = { $0 }
    ) throws {
        let hands = Hands()
        let store = bench.store
        let voice = FakeVoiceProvider(now: { hands.steady }, talk: talk) { request in
            do {
                try await whilePlacing(store, request)
            } catch {
                Issue.record("\(error)")
            }
        }
        let composition = Composition { _, _ in wrap(voice) }
        self.bench = bench
        self.voice = voice
        self.hands = hands
        runtime = Runtime(
            setup: try composition.setup(Self.live(bench.configuration), environment: [:]), store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { hands.wall },
            steadyClock: { hands.steady })
        dialler = Dialler(runtime: runtime)
        poller = CallPoller(runtime: runtime)
    }

    /// Nobody's telephone can ring at such an address, so that numbers of films are called.
    private static func live(_ configuration: LoadedConfiguration) -> LoadedConfiguration {
        var configuration = configuration
        configuration.settings.isLive = true
        configuration.settings.bland.baseURL = "http://127.0.0.1:1"
        configuration.settings.bland.requestsPerSecond = 500
        return configuration
    }

    var now: Instant { hands.wall }

    /// Sets the wall clock so many hours away from the right time; the provider's stays right.
    func setClock(hours: Int) { hands.skew.withLock { $0 = hours * 3600 } }

    func wait(seconds: Int) { hands.now.withLock { $0 = $0.adding(seconds: seconds) } }

    func dial() async throws { _ = try await dialler.runOnce() }

    /// Has the poller look at what is due now.
    func poll() async throws { _ = try await poller.runOnce() }

    /// The attempt that the first request was for.
    func attempt() async throws -> Attempt {
        let id = try #require(voice.requests.first?.attemptID)
        return try #require(try await bench.store.attempt(id))
    }

    func provider() async throws -> ProviderState.Word { try await bench.store.provider().word }
}
