import RecallCore
import Testing

/// How an attempt goes on, and for how long it counts as a call in progress.
@Suite struct AttemptStateTests {
    @Test func `an attempt takes these steps and no others`() {
        let table: [(AttemptStep, AttemptState, Set<AttemptState>)] = [
            (.accept, .following, [.placing, .unknown]),
            (.markNotPlaced, .notPlaced, [.placing]),
            (.markUnknown, .unknown, [.placing, .following]),
            (.settle, .settled, [.placing, .following, .unknown]),
            (.markNotCalled, .notPlaced, [.unknown]),
        ]
        #expect(table.map(\.0) == AttemptStep.allCases)
        for (step, to, from) in table {
            #expect(step.to == to, "\(step)")
            #expect(step.from == from, "\(step)")
        }
    }

    @Test func `nothing follows an end, and no step leads back to a request`() {
        for step in AttemptStep.allCases {
            let isFromLive = step.from.allSatisfy { $0.isLive }
            #expect(isFromLive, "\(step)")
            #expect(step.to != .placing, "\(step)")
            #expect(!step.from.contains(step.to), "\(step)")
        }
    }

    @Test func `an unknown attempt counts as busy until its call is over whatever became of it`() {
        let now = PlanFixture.now
        let table: [(AttemptState, Int, Bool)] = [
            (.placing, 0, true), (.placing, 10_000, true), (.following, 0, true), (.following, 10_000, true),
            (.unknown, 0, true), (.unknown, 6, true), (.unknown, 7, false), (.unknown, 10_000, false),
            (.settled, 0, false), (.notPlaced, 0, false),
        ]
        for (state, minutes, expected) in table {
            let attempt = LiveAttempt(state: state, startedAt: now.adding(minutes: -minutes))
            #expect(attempt.isBusy(at: now, maxCallMinutes: 6) == expected, "\(state), \(minutes) minutes ago")
        }
        let before = LiveAttempt(state: .unknown, startedAt: now.adding(minutes: -7).adding(seconds: 1))
        #expect(before.isBusy(at: now, maxCallMinutes: 6))
        let limits = PracticeLimits(
            callsToday: 0, spendToday: 0, isPaused: false,
            provider: ProviderState(word: .ok, since: now, askedAt: now), openings: [],
            liveAttempts: table.map { LiveAttempt(state: $0.0, startedAt: now.adding(minutes: -$0.1)) })
        #expect(limits.callsInProgress(at: now, maxCallMinutes: 6) == 6)
        #expect(limits.callsInProgress(at: now, maxCallMinutes: 60) == 7)
    }

    @Test(arguments: [(-8, false), (-6, true), (0, true), (6, true), (8, false), (600, false)])
    func `a call of which nobody knows is in progress for as long as one can last, whichever way the clock was set`(
        minutes: Int, isBusy: Bool
    ) {
        let now = Instant(seconds: 1_000_000)
        let attempt = LiveAttempt(state: .unknown, startedAt: now.adding(minutes: minutes))
        #expect(attempt.isBusy(at: now, maxCallMinutes: 6) == isBusy)
    }
}
