import Foundation
import RecallDaemon
import RecallTestSupport
import Testing

/// The real daemon, killed at every step and at random: no call twice, no outcome lost or doubled, no file lost.
@Suite struct KillStormTests {
    /// Each point is died at this often where the work comes by so often.
    private static let deathsAtOnePoint = 3
    /// How many practices die at the same time; the machine has few cores, and most of the time is waiting.
    private static let width = 4

    @Test func `a daemon that dies between any two steps goes on where it stopped`() async throws {
        var figures: [CrashPoint: StormCheck.Figures] = [:]
        try await withThrowingTaskGroup(of: (CrashPoint, StormCheck.Figures).self) { group in
            // Those that wait for a minute begin first.
            let slow: [CrashPoint] = [.unknownTold, .attemptStored, .requestAnswered]
            var waiting = CrashPoint.allCases.filter { !slow.contains($0) }.reversed() + slow.reversed()
            for _ in 0..<Self.width {
                guard let point = waiting.popLast() else { break }
                group.addTask { (point, try await Self.die(at: point)) }
            }
            while let (point, result) = try await group.next() {
                figures[point] = result
                if let point = waiting.popLast() { group.addTask { (point, try await Self.die(at: point)) } }
            }
        }
        for point in CrashPoint.allCases {
            print("died at \(point.rawValue): \(figures[point]?.description ?? "not at all")")
        }
    }

    /// A small practice that dies at one point, up to three times, and is then left in peace.
    private static func die(at point: CrashPoint) async throws -> StormCheck.Figures {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try practice.write("script.json", script)
            try await storm.start(
                [
                    "--speed", "100", "--seed", "3", "--script", practice.root.appending(path: "script.json").path,
                    "--fault", "rate_limit=1",
                ], concurrent: 4)
            let diary = try StormFiles.diary()
            try storm.drop(StormFiles.picture(0), as: "a-picture.csv")
            try storm.drop(diary, as: "b-diary.csv")
            try storm.drop(StormFiles.riddle(1), as: "c-riddle.csv")
            try storm.drop(diary, as: "d-diary-again.csv")
            try storm.drop(StormFiles.patients(0..<9, withUnusableRow: true), as: "e-patients.csv")
            var deaths = 0
            while deaths < deathsAtOnePoint {
                try practice.startDaemon(environment: [CrashPoint.variable: point.rawValue])
                if point == .collectedStored {
                    try await practice.eventually("the outbox holds a file") {
                        try practice.outboxFiles().isEmpty ? nil : true
                    }
                    try storm.collectOldest()
                }
                guard try await storm.waitForDeathOrRest(seconds: 150) else { break }
                deaths += 1
            }
            #expect(deaths > 0, "the daemon never came to \(point.rawValue)")
            if deaths == deathsAtOnePoint { try practice.startDaemon() }
            try await storm.comeToRest(seconds: 150)
            return try StormCheck(storm, point.rawValue).figures
        }
    }

    /// One patient for each way that a call can go.
    private static let script: String = {
        let outcomes = [
            #""outcome": "booked""#, #""outcome": "no_answer""#, #""fault": "lost_answer", "outcome": "callback""#,
            #""fault": "dnc""#, #""fault": "error_500_accepted", "outcome": "opted_out""#, #""outcome": "symptoms""#,
            #""fault": "lost_answer", "outcome": "booked""#, #""outcome": "wrong_number""#, #""outcome": "voicemail""#,
        ]
        let rules = outcomes.enumerated().map { #"{"number": "\#(StormFiles.e164($0))", \#($1)}"# }
        return #"{"rules": [\#(rules.joined(separator: ", "))], "default": "no_answer"}"#
    }()

    @Test func `a storm of kills doubles no call and loses neither an outcome nor a file`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["RECALLD_KILLS"].flatMap(Int.init) ?? 60
        let seed = environment["RECALLD_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999)
        print("kill storm: \(kills) kills with RECALLD_SEED=\(seed)")
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                [
                    "--speed", "100", "--seed", "\(seed)", "--fault", "lost_answer@send=0.1", "--fault",
                    "error_500_accepted=0.05", "--fault", "rate_limit=0.05", "--fault", "reset_before@send=0.05",
                    "--fault", "slow_answer@send=0.1:0.4", "--fault", "truncated_body@send=0.05", "--fault",
                    "lost_answer@details=0.05", "--fault", "slow_answer@details=0.05:0.4", "--fault",
                    "analyze_500=0.05", "--fault", "non_json@list=0.05",
                ], concurrent: 10)
            try storm.drop(try StormFiles.diary(), as: "harbour-lane-diary.csv")
            try storm.drop(try Data(contentsOf: Fixtures.sample("do-not-call-list.csv")), as: "do-not-call-list.csv")
            try storm.drop(
                try Data(contentsOf: Fixtures.sample("harbour-lane-patients.csv")), as: "harbour-lane-patients.csv")
            var random = SeededGenerator(seed: seed)
            var nextPatient = 0
            for turn in 1...kills {
                try practice.startDaemon()
                if turn % 6 == 0 {
                    let more = nextPatient..<nextPatient + 6
                    nextPatient = more.upperBound
                    // Often a name that was there before: the same name with new bytes is a new export.
                    try storm.drop(
                        StormFiles.patients(more, withUnusableRow: turn % 12 == 0), as: "new-patients-\(turn % 5).csv")
                }
                if turn % 10 == 3 { try storm.drop(try StormFiles.diary(turn: turn % 4), as: "diary.csv") }
                if turn % 10 == 5 { try storm.drop(StormFiles.picture(turn), as: "picture.csv") }
                if turn % 10 == 7 { try storm.drop(StormFiles.riddle(turn % 90), as: "riddle.csv") }
                if turn % 4 == 0 { try storm.collectOldest() }
                // The storm's input: how long the daemon lives this time.
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...700, using: &random)))
                try await storm.kill()
            }
            try practice.startDaemon()
            try await storm.comeToRest(seconds: 240)
            let figures = try StormCheck(storm, "seed \(seed)").figures
            print("kill storm, seed \(seed): \(figures)")
            #expect(figures.kills == kills)
            #expect(figures.accepted > 100, "the storm was too wild for any work")
        }
    }
}
