import Foundation
import RecallTestSupport
import Testing

/// The daemon is asked to stop (SIGTERM) while a call is at each of its states, and started again.
@Suite struct StopTests {
    /// A state of a call: what brings it about, and what shows that it has come.
    private struct State: Sendable {
        var name: String
        var switches: [String] = []
        var speed = 100
        var hasCome: @Sendable (RealPractice) throws -> Bool
    }

    private static let states: [State] = [
        State(name: "its export is being read") {
            try FileManager.default.contentsOfDirectory(atPath: $0.share.appending(path: "inbox").path)
                .contains("b-patients.csv") == false
        },
        State(name: "its request is on its way", switches: ["slow_answer@send=1:4"]) {
            try !$0.ledgerLines("accepted").isEmpty
        },
        State(name: "it rings", speed: 6) { try !$0.ledgerLines("accepted").isEmpty },
        State(name: "it is being looked at", switches: ["slow_answer@details=1:4"]) {
            try !$0.ledgerLines("ended").isEmpty
        },
        State(name: "its answers are on their way", switches: ["slow_answer@analyze=1:4"]) {
            try !$0.ledgerLines("analyzed").isEmpty
        },
        State(name: "its answer was lost", switches: ["lost_answer@send=1", "list_lag=2:4"]) {
            try log($0).contains("an answer was lost")
        },
        State(name: "its result is being written") { try !$0.outboxFiles("outcomes").isEmpty },
    ]

    @Test func `whatever state a call is in, a stop is in order, loses nothing and calls nobody twice`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = Self.states[...]
            for _ in 0..<3 {
                if let next = waiting.popFirst() { group.addTask { try await Self.stop(next) } }
            }
            while try await group.next() != nil {
                if let next = waiting.popFirst() { group.addTask { try await Self.stop(next) } }
            }
        }
    }

    private static func stop(_ state: State) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "\(state.speed)"] + practice.script(always: "declined")
                    + state.switches.flatMap { ["--fault", $0] }, concurrent: 2)
            try storm.drop(try StormFiles.diary(), as: "a-diary.csv")
            try storm.drop(StormFiles.patients(0..<4), as: "b-patients.csv")
            try practice.startDaemon()
            try await practice.eventually("a call is where \(state.name)", every: 0.005) {
                try state.hasCome(practice) ? true : nil
            }
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0, "a stop while \(state.name) is in order")
            let placed = try practice.ledgerLines("accepted").count
            // All may have come to its end before, and a daemon that is told to stop in its first moments just dies.
            let starts = try readiness(practice)
            try practice.startDaemon()
            try await practice.eventually("it is ready once more") { try readiness(practice) > starts ? true : nil }
            try await storm.comeToRest(seconds: 120)
            let figures = try StormCheck(storm, "stopped while \(state.name)").figures
            #expect(figures.accepted == 4, "\(state.name): \(placed) before the stop")
            #expect(figures.unknownNeverCalled == 0, "\(state.name)")
            // Only where the answer was lost may anything have been unknown for a while; staff are not asked even then.
            #expect(figures.unknown == 0, "\(state.name)")
        }
    }

    /// How often the daemon has said that it is ready.
    private static func readiness(_ practice: RealPractice) throws -> Int {
        try log(practice).split(separator: "recalld is ready", omittingEmptySubsequences: false).count - 1
    }

    private static func log(_ practice: RealPractice) throws -> String {
        try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
    }
}
