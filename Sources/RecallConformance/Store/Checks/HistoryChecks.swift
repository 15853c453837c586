import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Ten thousand short lives of a practice: exports, stops, holds, pauses, calls, outcomes and restarts in any order,
    /// through the verbs that the daemon uses. Whatever the plan says, every patient is tried, and each call that begins is
    /// judged by a model that was told the same and shares no rule with the code.
    static let histories: [StoreCheck] =
        [11, 222, 3_333, 44_444, 555_555, 606_606, 7_070_707, 80_808_080, 909, 1_010].map(history)

    private static let lives = 1_000
    /// How many lives one store sees, each as a practice of its own, many of them on the same days.
    private static let livesOfStore = 100

    private static func history(seed: UInt64) -> StoreCheck {
        StoreCheck(.attempts, "nobody is called against a shut gate in \(lives) lives (seed \(seed))") { first in
            var clinic = first
            var random = SeededGenerator(seed: seed)
            var calls = 0
            var tries = 0
            for life in 0..<lives {
                if life % livesOfStore == 0 { clinic = try await clinic.withNewStore() }
                var history = History(clinic: clinic, life: life, random: random)
                try await history.live()
                random = history.random
                clinic.store = history.clinic.store
                calls += history.calls
                tries += history.tries
                for complaint in history.complaints {
                    Issue.record("seed \(seed), life \(life): \(complaint)\n\(history.story.joined(separator: "\n"))")
                }
                if !history.complaints.isEmpty { break }
            }
            try clinic.store.close()
            // A check in which hardly anybody is called, or everybody is, would tell nothing.
            #expect(calls > lives / 4, "seed \(seed): \(calls) calls")
            #expect(tries > calls * 3 / 2, "seed \(seed): \(tries) tries")
        }
    }
}
