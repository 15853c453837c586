import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallSystem
import Synchronization
import Testing

@testable import RecallService

/// The wall clock is set forward and back, by an hour and by a year, while the daemon runs.
@Suite struct ClockTests {
    /// A clock that the test sets.
    private final class Hands: Sendable {
        private let now = Mutex(Bench.now)

        var moment: Instant { now.withLock { $0 } }
        func set(_ moment: Instant) { now.withLock { $0 = moment } }
    }

    @Test func `a clock that is set is told of, calls in progress are looked at, and nothing is lost or taken away`()
        async throws
    {
        try await Bench.open { bench in
            let taken = try await bench.take("patients.csv", Bench.patients)
            try await bench.call("10023", attempt: "a_1", isSettled: false)
            try await bench.tell([Bench.event("e_1", patient: "10024")])
            let before = try await plan(bench, at: Bench.now)

            let hands = Hands()
            let runtime = Runtime(
                setup: Runtime.Setup(configuration: bench.configuration), store: bench.store,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { hands.moment })
            let housekeeping = Housekeeping(runtime: runtime)
            _ = try await housekeeping.runOnce()
            for (hours, words) in [
                (1, "forward by 60 minutes"), (0, "back by 60 minutes"), (365 * 24, "forward by 525600 minutes"),
                (0, "back by 525600 minutes"), (-365 * 24, "back by"), (0, "forward by"),
            ] {
                hands.set(Bench.now.adding(hours: hours))
                _ = try await housekeeping.runOnce()
                let alert = try #require(try await bench.store.alerts().first { $0.code == "clock" })
                #expect(alert.message.contains(words), "\(alert.message)")
                let due = try await bench.store.attemptsToPoll(now: hands.moment, limit: 9)
                #expect(due.map(\.id) == ["a_1"], "after \(words) the call in progress is looked at")
                // As the follower does: the next look is a moment away by this clock.
                try await bench.store.record([PollResult(attempt: "a_1", nextPollAt: hands.moment.adding(seconds: 10))])
                // The export seems to be a year old: nobody is called from it.
                if hours > 24 {
                    let gates = Set(try await plan(bench, at: hands.moment).compactMap(\.gate))
                    #expect(gates == ["stale_export"], "\(gates)")
                }
            }
            #expect(try await plan(bench, at: Bench.now) == before, "all is as it was")
            #expect(FileManager.default.fileExists(atPath: "\(bench.share)/\(taken.place)"))
            #expect(try await bench.store.audit().allSatisfy { $0.action != "retention" })
            #expect(try bench.outbox().count == 1)
        }
    }

    @Test func `an export that came while the clock was ahead is older than the one that came after it`() async throws {
        try await Bench.open { bench in
            try await bench.take("early.csv", Bench.patients, at: Bench.now.adding(hours: 365 * 24))
            try await bench.take("late.csv", Bench.patients.replacing("Poole", with: "Pool"))
            let gates = try await plan(bench, at: Bench.now).map(\.gate)
            #expect(gates == ["dry_run", "dry_run", "dry_run"], "all of them stand in the newest export")
        }
    }

    private struct Line: Equatable {
        var patient: String
        var state: RecallState
        var gate: String?
    }

    private func plan(_ bench: Bench, at now: Instant) async throws -> [Line] {
        try await Planning.plan(bench.practice, settings: bench.configuration.settings, store: bench.store, at: now)
            .map { Line(patient: $0.patientID, state: $0.state, gate: $0.decision.gate?.code.rawValue) }
    }
}
