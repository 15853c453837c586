import Foundation
import Logging
import RecallCore
import RecallPages
import RecallPorts
import Synchronization
import Testing

@testable import RecallService

/// A daemon that starts under a clock that is wrong, and goes on once it is right.
@Suite struct ClockGuardTests {
    /// What the guard sees of the machine.
    private final class Machine: Sendable {
        let now = Mutex(Bench.now)
        let isSet = Mutex<Bool?>(nil)

        func set(_ moment: Instant) { now.withLock { $0 = moment } }
        func set(_ value: Bool?) { isSet.withLock { $0 = value } }
    }

    private static func guarding(_ bench: Bench, _ machine: Machine) -> ClockGuard {
        let runtime = Runtime(
            setup: Runtime.Setup(configuration: bench.configuration), store: bench.store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { machine.now.withLock { $0 } })
        return ClockGuard(runtime: runtime, isSet: { machine.isSet.withLock { $0 } })
    }

    private static func gates(_ bench: Bench, at now: Instant) async throws -> Set<GateCode?> {
        var settings = bench.configuration.settings
        settings.isLive = true
        let lines = try await Planning.plan(bench.practice, settings: settings, store: bench.store, at: now)
        return Set(lines.map { $0.decision.gate?.code })
    }

    @Test func `a clock behind what is stored shuts the gate, is told, and is right again by itself`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            let machine = Machine()
            let clock = Self.guarding(bench, machine)
            try await clock.judge()
            #expect(try await Self.gates(bench, at: Bench.now) == [nil])

            let wrong = Bench.now.adding(minutes: -40)
            machine.set(wrong)
            try await clock.judge()
            #expect(try await Self.gates(bench, at: wrong) == [.clockUnsure])
            #expect(try await bench.status(at: wrong).problems.map(\.code) == ["clock"])
            #expect(try await bench.page(at: wrong).problems.contains { $0.code == "clock" })
            #expect(try await clock.look() != nil)

            machine.set(Bench.now.adding(minutes: 1))
            #expect(try await clock.look() == nil)
            #expect(try await bench.store.alerts().allSatisfy { $0.code != "clock" })
            #expect(clock.runtime.takeDirty() == [bench.practice.id])
            #expect(try await Self.gates(bench, at: Bench.now.adding(minutes: 1)) == [nil])
        }
    }

    @Test func `a clock that its time service has still to set is waited for`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            let machine = Machine()
            machine.set(false)
            let clock = Self.guarding(bench, machine)
            try await clock.judge()
            #expect(try await Self.gates(bench, at: Bench.now) == [.clockUnsure])
            #expect(try await clock.look() != nil)
            machine.set(true)
            #expect(try await clock.look() == nil)
            #expect(try await Self.gates(bench, at: Bench.now) == [nil])
        }
    }

    @Test func `a person who has looked takes the clock as it is, and a start asks no more`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            // An hour of a clock that was a year ahead.
            try await bench.store.pause(practice: "", now: Bench.now.adding(hours: 365 * 24))
            let machine = Machine()
            let clock = Self.guarding(bench, machine)
            machine.set(Bench.now.adding(minutes: 1))
            try await clock.judge()
            let later = Bench.now.adding(minutes: 2)
            #expect(try await Self.gates(bench, at: later) == [.clockUnsure])
            let answer = try await bench.operations(at: later).resume(nil)
            #expect(answer.lines.contains { $0.contains("clock") && $0.contains("10:02") })
            #expect(try await Self.gates(bench, at: later) == [nil])
            machine.set(later.adding(minutes: 1))
            #expect(try await clock.look() == nil)
            try await clock.judge()
            #expect(try await bench.store.clock().doubt == nil)
            // One that is behind even this is not believed.
            machine.set(Bench.now.adding(hours: -24))
            try await clock.judge()
            #expect(try await bench.store.clock().doubt != nil)
        }
    }
}
