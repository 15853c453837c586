import Foundation
import RecallTestSupport
import Testing

/// The daemon is killed at random moments, over and over, against a Bland with faults, and is then left in peace.
///
/// What is held against it is the simulator's ledger: what the telephone did, not what the database thinks.
/// `RECALLD_KILLS` sets how many kills there are, `RECALLD_STORM_WIDTH` how many practices share them, and
/// `RECALLD_STORM_SEED` repeats a storm.
@Suite struct KillTests {
    /// How many practices are killed at the same time: most of a storm is waiting for starts and for calls.
    private static let width =
        ProcessInfo.processInfo.environment["RECALLD_STORM_WIDTH"].flatMap(Int.init) ?? 6

    /// What Bland and the way to it do wrong meanwhile.
    private static let faults = [
        // The call is made, and the answer does not say so.
        "lost_answer=0.05", "error_500_accepted=0.03", "unable_to_queue_accepted=0.02", "truncated_body@send=0.02",
        "slow_answer@send=0.03:1.5",
        // No call is made; only of the last two kinds can that be known.
        "reset_before=0.02", "error_500=0.01", "html_body@send=0.01", "rate_limit=0.01", "plan_concurrency=0.01",
        // What is read back is odd, late or missing.
        "details_404=0.1", "error_500@details=0.03", "error_500@list=0.1", "list_lag=0.3:2", "truncated_body@list=0.05",
        "non_json@details=0.02", "completed_false_status_completed=0.1", "numbers_as_strings=0.2", "analyze_500=0.05",
    ]

    @Test func `a storm of kills at random moments loses nothing and doubles nothing`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["RECALLD_KILLS"].flatMap(Int.init) ?? 1000
        let seed =
            environment["RECALLD_STORM_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("storm of \(kills) kills, seed \(seed)")
        var sum = StormCheck.Figures()
        try await withThrowingTaskGroup(of: StormCheck.Figures.self) { group in
            for number in 0..<Self.width {
                let share = kills / Self.width + (number < kills % Self.width ? 1 : 0)
                group.addTask { try await Self.storm(kills: share, seed: seed &+ UInt64(number)) }
            }
            for try await figures in group { sum.add(figures) }
        }
        print("storm of \(kills) kills: \(sum)")
        #expect(sum.kills == kills)
        #expect(sum.accepted > kills / 5, "too few calls to say anything")
    }

    /// One practice through its share of the storm.
    private static func storm(kills: Int, seed: UInt64) async throws -> StormCheck.Figures {
        var random = SeededGenerator(seed: seed)
        return try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "60", "--seed", "\(seed % 100_000)"] + faults.flatMap { ["--fault", $0] }, concurrent: 6)
            try storm.drop(try StormFiles.diary(), as: "diary.csv")
            for kill in 0..<kills {
                if kill % 20 == 0 {
                    // Each export holds the patients of the one before: whom a newer one leaves out is not called.
                    let patients = 0..<30 * (kill / 20 + 1)
                    try storm.drop(
                        StormFiles.patients(patients, withUnusableRow: kill % 40 == 0),
                        as: "patients-\(patients.count).csv")
                }
                switch kill % 50 {
                case 10: try storm.drop(try StormFiles.diary(turn: kill), as: "diary-\(kill).csv")
                case 20: try storm.drop(StormFiles.riddle(kill), as: "riddle-\(kill).csv")
                case 30: try storm.drop(StormFiles.picture(kill), as: "picture-\(kill).csv")
                default: break
                }
                if kill % 5 == 2 { for _ in 0..<12 { try storm.collectOldest() } }
                try practice.startDaemon()
                let pause: ClosedRange<Int>
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    // While it starts.
                    pause = 0...200
                case 1:
                    try await storm.waitUntilReady(seconds: 120)
                    pause = 0...400
                default:
                    // When something has happened, a file taken or a call placed or ended, whatever the machine's speed:
                    // a daemon that only ever lives for a moment places no call, and proves nothing.
                    try await storm.waitUntilReady(seconds: 120)
                    try await storm.waitForNews(count: Int.random(in: 1...3, using: &random), seconds: 4)
                    pause = 0...150
                }
                // The pause is what the storm is made of: the moment at which the power fails.
                try await Task.sleep(for: .milliseconds(Int.random(in: pause, using: &random)))
                try await storm.kill(looksAtOutbox: kill % 10 == 0)
            }
            try practice.startDaemon()
            // Most of the calls of a long storm are still to come; a slow machine makes one a second.
            try await storm.comeToRest(seconds: 400 + Double(kills) * 1.5)
            return try StormCheck(storm, "seed \(seed)").figures
        }
    }
}
