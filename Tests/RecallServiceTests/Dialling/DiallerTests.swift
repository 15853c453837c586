import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// What the dialler stores and does for every result of a request, whatever has become of the attempt meanwhile.
@Suite struct DiallerTests {
    private static let results: [PlacementResult] = [
        .accepted(callID: "c", notice: nil), .perhapsCalled(reason: "lost"),
        .nobodyCalled(retryAfterSeconds: nil, reason: "away"),
        .sameNumberTooSoon(retryAfterSeconds: 10, reason: "soon"),
        .accountWrong(reason: "key"), .requestWrong(reason: "words"), .numberRefused(reason: "list"),
    ]

    /// What has become of the attempt when its request is answered, and what it is afterwards, for each result.
    private static let states: [(before: AttemptState, after: [AttemptState])] = [
        (
            .placing,
            [.following, .unknown, .notPlaced, .notPlaced, .notPlaced, .notPlaced, .settled]
        ),
        // The request was taken for lost; the answer came late.
        (.unknown, [.following, .unknown, .unknown, .unknown, .unknown, .unknown, .unknown]),
        // The call was found before the answer came.
        (.following, [.following, .unknown, .following, .following, .following, .following, .following]),
        (.settled, Array(repeating: .settled, count: 7)),
        (.notPlaced, Array(repeating: .notPlaced, count: 7)),
    ]

    @Test(arguments: states.indices, results.indices)
    func `an answer changes only an attempt that it may still change`(state: Int, result: Int) async throws {
        let (before, after) = Self.states[state]
        try await VoiceBench.open(whilePlacing: { try await Self.bring($1.attemptID, to: before, $0) }) { desk in
            desk.voice.meetNext(.answered(Self.results[result]))
            try await desk.dial()
            #expect(desk.voice.requests.count == 1)
            #expect(try await desk.attempt().state == after[result], "\(before) \(Self.results[result])")
            // Whatever it was, the same attempt is never asked for again.
            try await desk.dial()
            #expect(Set(desk.voice.requests.map(\.attemptID)).count == desk.voice.requests.count)
        }
    }

    private static func bring(_ id: String, to state: AttemptState, _ store: any Store) async throws {
        let now = Bench.now
        switch state {
        case .placing: break
        case .unknown: #expect(try await store.markUnknown(attempt: id, now: now, nextPollAt: now))
        case .following: #expect(try await store.accept(attempt: id, callID: "found", nextPollAt: now))
        case .notPlaced: #expect(try await store.markNotPlaced(attempt: id))
        case .settled:
            _ = try await store.finishAttempt(attempt: id, from: [.placing], now: now) { _ in
                Settlement(outcome: .noAnswer)
            }
        }
    }

    @Test func `each result leaves the provider's state and the pause that it should`() async throws {
        let expected: [(word: ProviderState.Word, isWaiting: Bool)] = [
            (.ok, false), (.ok, false), (.unreachable, true), (.ok, false), (.stopped, true), (.stopped, true),
            (.ok, false),
        ]
        for (result, expected) in zip(Self.results, expected) {
            try await VoiceBench.open { desk in
                desk.voice.meetNext(.answered(result))
                try await desk.dial()
                #expect(try await desk.provider() == expected.word, "\(result)")
                // A gate is shut where the account is stopped; else a new attempt waits for its pause to end.
                desk.wait(seconds: 5)
                try await desk.dial()
                #expect(desk.voice.requests.count == 1, "\(result)")
                let isSoon: Bool = if case .nobodyCalled = result { true } else { false }
                desk.wait(seconds: 60)
                try await desk.dial()
                #expect(desk.voice.requests.count == (isSoon || Self.isSameNumber(result) ? 2 : 1), "\(result)")
            }
        }
    }

    private static func isSameNumber(_ result: PlacementResult) -> Bool {
        if case .sameNumberTooSoon = result { true } else { false }
    }

    @Test func `a number that is refused is stopped, and its row is written`() async throws {
        try await VoiceBench.open { desk in
            desk.voice.meetNext(.answered(.numberRefused(reason: "list")))
            try await desk.dial()
            #expect(try await desk.attempt().outcome == .numberRefused)
            try await desk.bench.flush(at: desk.now)
            #expect(try desk.bench.outbox().contains { $0.hasPrefix("outcomes") })
        }
    }

    @Test func `a stopped account is asked about every quarter of an hour, and dialling goes on once it works`()
        async throws
    {
        try await VoiceBench.open { desk in
            desk.voice.meetNext(.answered(.accountWrong(reason: "key")))
            try await desk.dial()
            desk.wait(seconds: 899)
            try await desk.dial()
            #expect(!desk.voice.ledger.contains(.account))
            desk.voice.failNext(.accountWrong(reason: "key"))
            desk.wait(seconds: 1)
            try await desk.dial()
            #expect(try await desk.provider() == .stopped)
            #expect(desk.voice.requests.count == 1)
            desk.wait(seconds: 900)
            try await desk.dial()
            #expect(try await desk.provider() == .ok)
            #expect(desk.voice.requests.count == 2)
        }
    }

    // MARK: What is asked for

    @Test func `the practice's own zone is told`() async throws {
        try await VoiceBench.open(practice: "time_zone = \"Europe/Jersey\"") { desk in
            try await desk.dial()
            #expect(desk.voice.requests.map(\.timeZone) == ["Europe/Jersey"])
        }
    }

    @Test func `a parent is asked for a child, and a grown man called Master for himself`() async throws {
        for (born, title, asks) in [("04/05/2014", "Miss", true), ("04/05/1980", "Master", false)] {
            let patients = VoiceBench.onePatient
                .replacing("Do Not Contact\r\n", with: "Do Not Contact,Parent Name\r\n")
                .replacing(",N\r\n", with: ",N,Jane Waterhouse\r\n").replacing(",Y\r\n", with: ",Y,\r\n")
                .replacing("Mrs,Ann,Waterhouse,04/05/1980", with: "\(title),Ann,Waterhouse,\(born)")
            try await VoiceBench.open(patients: patients) { desk in
                try await desk.dial()
                #expect(desk.voice.requests.map(\.asksForGuardian) == [asks], "\(title) \(born)")
            }
        }
    }
}
