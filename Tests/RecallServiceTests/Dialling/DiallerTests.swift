import RecallConformance
import RecallCore
import RecallPorts
import Synchronization
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
            (.ok, false), (.ok, false), (.unreachable, true), (.ok, false), (.stopped, true), (.ok, false),
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

    /// So many patients who are due, each with a number of their own.
    private static func patients(_ count: Int) -> String {
        Bench.patients.prefix { $0 != "\r\n" }
            + (0..<count).map {
                "\r\n\(20001 + $0),Mrs,Ann,Water\(["a", "b", "c", "d", "e", "f", "g", "h"][$0 % 8])house,04/05/1980,"
                    + "07700 9001\(23 + $0),01/09/2023,01/09/2025,,N"
            }.joined() + "\r\n"
    }

    @Test func `one refused request sets one recall aside with a task, and the others are called`() async throws {
        try await VoiceBench.open(patients: Self.patients(4)) { desk in
            desk.voice.meetNext(.answered(.requestWrong(reason: "Invalid parameters (200)")))
            try await desk.dial()
            #expect(desk.voice.requests.count == 4)
            #expect(try await desk.provider() == .ok)
            #expect(try await desk.attempt().state == .notPlaced)
            try await desk.bench.flush(at: desk.now)
            let tasks = try await desk.bench.store.report(
                practice: desk.bench.practice.id, today: desk.bench.practice.zone.day(of: desk.now)
            ).openTasks
            #expect(tasks.map(\.reason) == [TaskReason.requestRefused.words])
            #expect(tasks.first?.note.contains("Invalid parameters") == true)
            let refused = try await desk.attempt()
            let line = try await Self.line(desk, of: refused.recall)
            #expect(line.state == .held)
            #expect(line.decision.gate?.cause == .requestRefused)
            #expect(line.attempts == 0, "no attempt is used up")
            // However long it waits, it is not tried again by itself; a person lets it go on.
            desk.wait(seconds: 3600)
            try await desk.dial()
            #expect(desk.voice.requests.count == 4)
            _ = try await desk.bench.operations(at: desk.now).release(refused.recall)
            await desk.runtime.markDirty(desk.bench.practice.id)
            try await desk.dial()
            #expect(desk.voice.requests.count == 5)
        }
    }

    private static func line(_ desk: VoiceBench, of recall: String) async throws -> PlanLine {
        let lines = try await Planning.plan(
            desk.bench.practice, settings: desk.runtime.configuration.settings, store: desk.bench.store, at: desk.now)
        return try #require(lines.first { $0.recallID == recall })
    }

    @Test func `five different patients in a row who are refused stop dialling, and a sixth is not set aside`()
        async throws
    {
        try await VoiceBench.open(patients: Self.patients(7), practice: "", talk: { _ in .nobodyAnswers }) { desk in
            for _ in 0..<6 { desk.voice.meetNext(.answered(.requestWrong(reason: "no such voice"))) }
            for _ in 0..<4 {
                try await desk.dial()
                desk.wait(seconds: 60)
            }
            #expect(try await desk.provider() == .stopped)
            let state = try await desk.bench.store.provider()
            #expect(state.reason?.contains("no such voice") == true)
            let held = try await desk.bench.store.plan(
                practice: desk.bench.practice.id, today: desk.bench.practice.zone.day(of: desk.now),
                context: Planning.context(
                    desk.bench.practice, settings: desk.runtime.configuration.settings, now: desk.now,
                    isFilePaused: false)
            ).count { $0.state == .held }
            #expect(held == 5)
        }
    }

    @Test func `a call that was taken in between begins the row anew`() async throws {
        try await VoiceBench.open(patients: Self.patients(7)) { desk in
            for turn in 0..<7 {
                desk.voice.meetNext(
                    turn == 3 ? .taken : .answered(.requestWrong(reason: "no such patient")))
            }
            for _ in 0..<4 {
                try await desk.dial()
                desk.wait(seconds: 60)
            }
            #expect(desk.voice.requests.count == 7)
            #expect(try await desk.provider() == .ok)
        }
    }

    @Test func `an answer that names another attempt's call leaves the attempt unknown, and it is found by our id`()
        async throws
    {
        try await VoiceBench.open(patients: Self.patients(2)) { desk in
            desk.voice.holdCalls()
            desk.voice.meetNext(.taken)
            desk.voice.meetNext(.answered(.accepted(callID: "call-1", notice: nil)))
            try await desk.dial()
            let ids = desk.voice.requests.map(\.attemptID)
            #expect(ids.count == 2)
            var states: [AttemptState] = []
            for id in ids { states.append(try #require(try await desk.bench.store.attempt(id)).state) }
            #expect(states.sorted { $0.rawValue < $1.rawValue } == [.following, .unknown])
        }
    }

    @Test func `the key is read anew when a stopped account is asked about`() async throws {
        try await Bench.open(isInMemory: true) { bench in
            try #require(try await bench.take("patients.csv", VoiceBench.onePatient).state == .imported)
            let made = Mutex(0)
            let desk = try VoiceBench(
                bench,
                wrap: { fake in
                    made.withLock { $0 += 1 }
                    return fake
                })
            desk.voice.meetNext(.answered(.accountWrong(reason: "key")))
            try await desk.dial()
            #expect(made.withLock { $0 } == 1)
            _ = try await bench.operations(at: desk.now).resume(nil)
            try await desk.dial()
            #expect(made.withLock { $0 } == 2)
            #expect(try await desk.provider() == .ok)
            #expect(desk.voice.requests.count == 2)
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
