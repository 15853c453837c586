import Foundation
import RecallService
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
            let quick = CrashPoint.allCases.filter { !slow.contains($0) }
            var waiting: [CrashPoint] = quick.reversed() + slow.reversed()
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
            #expect(figures[point] != nil, "nobody died at \(point.rawValue)")
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
            if point == .unknownTold {
                // Staff are told only of an attempt whose request never left.
                try practice.startDaemon(environment: [CrashPoint.variable: CrashPoint.attemptStored.rawValue])
                #expect(try await storm.waitForDeathOrRest(seconds: 150))
            }
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
}
