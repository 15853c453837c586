import Foundation
import RecallTestSupport
import Testing

/// The real daemon under clocks that are set, and that stand still, while calls go on.
///
/// Whatever the clocks do, each call that the telephone made has its outcome within a minute of its end, nobody is called
/// twice, and no call that the provider still knows is given to a person as unknown.
@Suite struct ClockTrialTests {
    /// What is done to the clocks.
    enum Course: String, CaseIterable {
        /// It is set once, far ahead.
        case ahead
        /// It is set once, far back.
        case back
        /// It is set hither and thither, and back within seconds.
        case toAndFro
        /// The process or the machine stands still for a quarter of an hour and more, again and again.
        case stops
    }

    @Test func `whatever the clocks do, each call has its outcome in time and nobody is called twice`() async throws {
        let trial = Trial("clocks", seconds: 40)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for course in Course.allCases { group.addTask { try await Self.run(course, trial) } }
            try await group.waitForAll()
        }
    }

    private static func run(_ course: Course, _ trial: Trial) async throws {
        try await RealPractice.use { practice in
            var random = SeededGenerator(seed: trial.seed &+ UInt64(Course.allCases.firstIndex(of: course) ?? 0))
            let storm = StormPractice(practice)
            // Calls of some ten seconds. Of some of them the answer is lost, so that they are found by our id.
            try await storm.start(
                ["--speed", "5", "--seed", "\(trial.seed % 1000)", "--fault", "lost_answer=0.2"], concurrent: 6)
            let clock = try MovedClock(in: practice.root)
            try practice.startDaemon(environment: clock.environment)
            try await practice.shareIsReady()
            var calls = CallWatch()
            var patients = 0
            var turn = 0
            func drop() throws {
                guard patients < 2000 else { return }
                // A list says all of it again, for who is left out of the newest is not called.
                patients += 4
                try storm.drop(StormFiles.patients(0..<patients), as: "patients-\(patients).csv")
            }
            try drop()
            try await practice.eventually("a call is in progress") {
                try practice.ledgerLines("accepted").isEmpty ? nil : true
            }
            while trial.goesOn {
                try await move(clock, course, turn: turn, practice, &calls, &random)
                turn += 1
                if turn.isMultiple(of: 3) { try drop() }
                try await calls.follow(practice, seconds: 2, course)
            }
            try await calls.rest(practice, course)
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0, "\(course)")
            let figures = try StormCheck(storm, "clocks, \(course.rawValue), seed \(trial.seed)").figures
            #expect(figures.accepted >= 4, "\(course)")
            #expect(figures.unknown == 0, "\(course): a call that the provider knows was given to a person")
            print("clocks, \(course.rawValue): \(turn) moves; \(figures)")
        }
    }

    /// By how many hours the wall clock is off at times.
    private static let hours: [Double] = [-10, -3, 0, 3, 10]

    /// The next move of the clocks.
    private static func move(
        _ clock: MovedClock, _ course: Course, turn: Int, _ practice: RealPractice, _ calls: inout CallWatch,
        _ random: inout SeededGenerator
    ) async throws {
        switch course {
        case .ahead:
            if turn == 0 { try clock.set(hours: Bool.random(using: &random) ? 3 : 10) }
        case .back:
            if turn == 0 { try clock.set(hours: Bool.random(using: &random) ? -3 : -10) }
        case .toAndFro:
            let there = Self.hours.randomElement(using: &random) ?? 3
            let before = clock.wallSeconds / 3600
            try clock.set(hours: there)
            if Bool.random(using: &random) {
                try await calls.follow(practice, seconds: Double.random(in: 0.1...3, using: &random), course)
                try clock.set(hours: before)
            }
        case .stops:
            practice.signal("recalld", SIGSTOP)
            let minutes = Double.random(in: 15...40, using: &random)
            try Bool.random(using: &random) ? clock.sleep(minutes: minutes) : clock.pass(minutes: minutes)
            try await calls.follow(practice, seconds: Double.random(in: 0.2...4, using: &random), course)
            practice.signal("recalld", SIGCONT)
        }
    }

    @Test(arguments: [-9.0, 9.0])
    func `a lost answer is found by our id under a clock that is hours off from the start`(hours: Double) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "50", "--fault", "lost_answer"] + practice.script(always: "declined"), concurrent: 2)
            let clock = try MovedClock(in: practice.root)
            try clock.set(hours: hours)
            try practice.startDaemon(environment: clock.environment)
            try await practice.shareIsReady()
            try storm.drop(StormFiles.patients(0..<2), as: "patients.csv")
            try await practice.eventually("both have their outcome", seconds: 60) {
                try OutboxTable.rows(practice, "outcomes").count == 2 ? true : nil
            }
            let rows = try OutboxTable.rows(practice, "outcomes")
            #expect(rows.allSatisfy { $0["outcome"] == "declined" }, "\(rows.compactMap { $0["outcome"] })")
            #expect(try StormCheck(storm, "lost answers").figures.accepted == 2)
        }
    }
}

/// When calls were placed, and when their outcome was told.
private struct CallWatch {
    /// When each call was first seen of which nothing has been told.
    private var waiting: [String: ContinuousClock.Instant] = [:]
    private var told: Set<String> = []

    /// Seconds in which the outcome of a call must be told: it takes a quarter of a minute, is looked at within a minute of its
    /// end, and the provider's words on it may be asked for a little later.
    private static let most = 105.0
    /// Seconds between two looks.
    private static let pause = 0.25

    /// Watches for so many seconds.
    mutating func follow(_ practice: RealPractice, seconds: Double, _ course: ClockTrialTests.Course) async throws {
        let _: Bool? = try await practice.watch(seconds: seconds, every: Self.pause) {
            try look(practice, course)
            return nil
        }
    }

    /// Waits until every call has its outcome, or is too late.
    mutating func rest(_ practice: RealPractice, _ course: ClockTrialTests.Course) async throws {
        var quiet = 0
        try await practice.eventually("no call waits for its outcome", every: Self.pause) {
            try look(practice, course)
            quiet = waiting.isEmpty ? quiet + 1 : 0
            return quiet >= 12 || !practice.isRunning("recalld") ? true : nil
        }
    }

    private mutating func look(_ practice: RealPractice, _ course: ClockTrialTests.Course) throws {
        let now = ContinuousClock.now
        for row in try OutboxTable.rows(practice, "outcomes") where row["outcome"] != "unknown" {
            guard let call = row["call_id"] else { continue }
            told.insert(call)
            waiting[call] = nil
        }
        for line in try practice.ledgerLines("accepted") {
            guard let call = line["call_id"] as? String, !told.contains(call) else { continue }
            guard let since = waiting[call] else {
                waiting[call] = now
                continue
            }
            if (now - since) / .seconds(1) > Self.most {
                told.insert(call)
                waiting[call] = nil
                Issue.record("\(course): a call has no outcome \(Self.most) seconds after it was placed")
            }
        }
    }
}
