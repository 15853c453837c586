import BlandSimulator
import Foundation
import RecallTestSupport
import Testing

/// Each fault that the simulator knows, met by the real daemon: who was called, and what staff are told.
@Suite struct ProviderFaultTests {
    /// What a fault in the placing of a call comes to.
    private enum Fate {
        /// Somebody was called, once, and the call has its outcome.
        case called
        /// Nobody was called, which nobody can know: staff are asked.
        case unknown
        /// The number is refused for ever.
        case refused
        /// Certainly nobody was called: the number is called once by a later attempt.
        case later
    }

    /// Faults that strike one request each, in this order. Those that ask for patience come first and together, so that it
    /// is waited for once.
    private static let placing: [(fault: FaultName, fate: Fate)] = [
        (.rateLimit, .later), (.newAccount, .later), (.planConcurrency, .later), (.sameNumber, .later),
        (.lostAnswer, .called), (.slowAnswer, .called), (.nonJSON, .called), (.truncatedBody, .called),
        (.error500Accepted, .called), (.unableToQueueAccepted, .called),
        (.resetBefore, .unknown), (.htmlBody, .unknown), (.error500, .unknown), (.unableToQueue, .unknown),
        (.blacklisted, .refused), (.dnc, .refused), (.sensitive, .refused), (.invalidPhone, .refused),
    ]

    /// Faults for which dialling stops until a person has acted.
    private static let stopping: [FaultName] = [
        .auth, .balance, .flagged, .encryptedKey, .unpaidIntl, .invalidFrom,
    ]

    /// Faults that refuse one request for what stands in it: its recall waits for a person, and the others are called.
    private static let refusing: [FaultName] = [.flaggedContent, .additionalProperties, .statusError200]

    /// Faults in what is read back, as they are switched on.
    private static let reading: [(fault: FaultName, switches: [String])] = [
        (.nullFields, ["null_fields=3"]), (.numbersAsStrings, ["numbers_as_strings"]),
        (.details404, ["details_404=6"]), (.completedFalse, ["completed_false_status_completed"]),
        // The list matters only where an answer was lost.
        (.listLag, ["list_lag:3", "lost_answer=2"]), (.analyzeNull, ["analyze_null"]),
        (.analyzeStrings, ["analyze_strings"]), (.analyze500, ["analyze_500=2"]),
        (.neverCompletes, ["never_completes=1"]),
    ]

    @Test func `every fault of the simulator has its case`() {
        let cases = Self.placing.map(\.fault) + Self.stopping + Self.refusing + Self.reading.map(\.fault)
        #expect(Set(cases) == Set(FaultName.allCases))
        #expect(cases.count == FaultName.allCases.count)
    }

    @Test func `whatever goes wrong in placing, nobody is called twice and nobody is forgotten`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            let switches = Self.placing.flatMap { fault, _ in
                ["--fault", "\(fault.rawValue)@send=1" + (fault == .slowAnswer ? ":2" : "")]
            }
            try await storm.start(["--speed", "100", "--seed", "9"] + switches, concurrent: 6)
            try storm.drop(try StormFiles.diary(), as: "a-diary.csv")
            try storm.drop(StormFiles.patients(0..<Self.placing.count + 2), as: "b-patients.csv")
            try practice.startDaemon()
            try await storm.comeToRest(seconds: 240)

            let figures = try StormCheck(storm, "faults in placing").figures
            #expect(figures.accepted == Self.placing.count { $0.fate == .called || $0.fate == .later } + 2)
            let accepted = try practice.ledgerLines("accepted")
            let refused = try practice.ledgerLines("refused")
            let outbox = try OutboxFolder(practice)
            let rows = Dictionary(grouping: outbox.rows("outcomes"), by: { $0["attempt"] ?? "" })
            let tasks = outbox.rows("tasks")
            for (fault, fate) in Self.placing {
                let struck =
                    accepted.filter { $0["fault"] as? String == fault.rawValue }
                    + refused.filter { $0["reason"] as? String == fault.rawValue }
                try #require(struck.count == 1, "\(fault.rawValue) struck \(struck.count) times")
                let attempt = try #require(struck[0]["attempt_id"] as? String)
                let outcomes = (rows[attempt] ?? []).compactMap { $0["outcome"] }
                let calls = accepted.filter { $0["number"] as? String == struck[0]["number"] as? String }
                switch fate {
                case .called:
                    #expect(calls.count == 1 && outcomes.count == 1 && outcomes != ["unknown"], "\(fault): \(outcomes)")
                case .unknown:
                    #expect(calls.isEmpty && outcomes == ["unknown"], "\(fault): \(outcomes)")
                    let patient = rows[attempt]?.first?["patient_id"]
                    #expect(
                        tasks.count { $0["patient_id"] == patient && $0["priority"] == "today" } == 1,
                        "\(fault): staff are asked once")
                case .refused:
                    #expect(calls.isEmpty && outcomes == ["number_refused"], "\(fault): \(outcomes)")
                case .later:
                    #expect(outcomes.isEmpty, "\(fault): \(outcomes)")
                    #expect(calls.count == 1 && calls.first?["attempt_id"] as? String != attempt, "\(fault)")
                }
            }
        }
    }

    @Test func `what is wrong with the account or the request stops dialling, and uses no attempt up`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = Self.stopping[...]
            for _ in 0..<3 {
                if let next = waiting.popFirst() { group.addTask { try await Self.stop(next) } }
            }
            while try await group.next() != nil {
                if let next = waiting.popFirst() { group.addTask { try await Self.stop(next) } }
            }
        }
    }

    /// A practice whose first request meets a fault, until staff say that dialling may go on.
    private static func stop(_ fault: FaultName) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "100", "--seed", "9", "--fault", "\(fault.rawValue)@send=1"], concurrent: 1)
            try storm.drop(StormFiles.patients(0..<2), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("\(fault.rawValue) stops dialling", every: 0.2) { () -> Bool? in
                let provider = try practice.json("status").first?["provider"] as? [String: Any]
                guard provider?["state"] as? String == "stopped" else { return nil }
                return (provider?["reason"] as? String)?.isEmpty == false ? true : nil
            }
            #expect(try practice.ledgerLines("refused").map { $0["reason"] as? String } == [fault.rawValue])
            let plan = try practice.json("plan")
            #expect(
                plan.allSatisfy { ($0["gate"] as? [String: Any])?["code"] as? String == "provider_stopped" },
                "\(fault)")
            #expect(plan.allSatisfy { $0["attempts"] as? Int == 0 }, "\(fault)")
            #expect(try practice.ledgerLines("accepted").isEmpty, "\(fault)")
            #expect(try practice.recalld("resume").code == 0)
            try await storm.comeToRest(seconds: 120)
            #expect(try StormCheck(storm, fault.rawValue).figures.accepted == 2)
        }
    }

    @Test func `a request that is refused sets one recall aside with a task, and the others are called`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for fault in Self.refusing { group.addTask { try await Self.refuse(fault) } }
            try await group.waitForAll()
        }
    }

    /// A practice whose first request is refused for what stands in it.
    private static func refuse(_ fault: FaultName) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "100", "--seed", "9", "--fault", "\(fault.rawValue)@send=1"], concurrent: 1)
            try storm.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("the others are called, and staff are told", every: 0.2) { () -> Bool? in
                let tasks = try OutboxTable.rows(practice, "tasks").count
                return try practice.ledgerLines("accepted").count == 2 && tasks == 1 ? true : nil
            }
            let refused = try practice.ledgerLines("refused")
            #expect(refused.map { $0["reason"] as? String } == [fault.rawValue])
            let held = try practice.json("plan").filter { $0["state"] as? String == "held" }
            #expect(held.map { $0["phone"] as? String } == [refused.first?["number"] as? String], "\(fault)")
            #expect(held.map { $0["attempts"] as? Int } == [0], "no attempt is used up")
            let provider = try practice.json("status").first?["provider"] as? [String: Any]
            #expect(provider?["state"] as? String == "ok")
            let recall = try #require(held.first?["recall"] as? String)
            #expect(try practice.recalld("release", recall).code == 0)
            try await practice.eventually("it is called when a person has let it go on") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
        }
    }

    @Test func `five different patients who are refused in a row stop dialling, and nobody else is set aside`()
        async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "100", "--seed", "9", "--fault", "additional_properties@send"], concurrent: 2)
            try storm.drop(StormFiles.patients(0..<8), as: "patients.csv")
            try practice.startDaemon()
            for turn in 0..<2 {
                try await practice.eventually("dialling stops", every: 0.2) { () -> Bool? in
                    let provider = try practice.json("status").first?["provider"] as? [String: Any]
                    let refused = try practice.ledgerLines("refused").count
                    return provider?["state"] as? String == "stopped" && refused >= 5 + turn ? true : nil
                }
                #expect(try practice.ledgerLines("accepted").isEmpty)
                #expect(try practice.json("plan").count { $0["state"] as? String == "held" } == 5)
                #expect(try practice.recalld("resume").output.contains("Bland takes the key"))
            }
        }
    }

    @Test func `a key that was put right needs nothing but resume, which says what came of it`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "9"], concurrent: 2)
            try practice.write("bland-api-key", "another-key\n")
            try storm.drop(StormFiles.patients(0..<2), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("dialling stops", every: 0.2) { () -> Bool? in
                let provider = try practice.json("status").first?["provider"] as? [String: Any]
                return provider?["state"] as? String == "stopped" ? true : nil
            }
            let wrong = try practice.recalld("resume")
            #expect(wrong.code == 3, "\(wrong.output)")
            #expect(wrong.output.contains("Bland takes no calls from us"))
            try practice.write("bland-api-key", "test-key\n")
            let right = try practice.recalld("resume")
            #expect(right.code == 0, "\(right.output)")
            #expect(right.output.contains("Bland takes the key"))
            try await practice.eventually("both are called", seconds: 60) {
                try practice.ledgerLines("accepted").count == 2 ? true : nil
            }
        }
    }

    @Test func `whatever is read back, each call comes to the outcome that it had`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = Self.reading[...]
            for _ in 0..<3 {
                guard let next = waiting.popFirst() else { break }
                group.addTask { try await Self.read(next.fault, next.switches) }
            }
            while try await group.next() != nil {
                if let next = waiting.popFirst() { group.addTask { try await Self.read(next.fault, next.switches) } }
            }
        }
    }

    /// Four calls that end in four ways, with a fault in what is read back of them.
    private static func read(_ fault: FaultName, _ switches: [String]) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            // Where nothing is answered about the talk, a refusal in other words than the provider's is left to staff.
            let last = fault == .analyzeNull ? "spoke_no_result" : "declined"
            let outcomes = ["booked", "voicemail", "callback", last]
            let rules = outcomes.enumerated().map {
                #"{"number": "\#(StormFiles.e164($0))", "outcome": "\#($1)", "slot": "b"}"#
            }
            try practice.write("script.json", #"{"rules": [\#(rules.joined(separator: ", "))], "default": "busy"}"#)
            try await storm.start(
                ["--speed", "100", "--script", practice.root.appending(path: "script.json").path]
                    + switches.flatMap { ["--fault", $0] }, concurrent: 4)
            try storm.drop(try StormFiles.diary(), as: "a-diary.csv")
            try storm.drop(StormFiles.patients(0..<4), as: "b-patients.csv")
            try practice.startDaemon()
            if fault == .neverCompletes {
                try await practice.eventually("the other calls have their outcomes", seconds: 120) {
                    try OutboxTable.rows(practice, "outcomes").count == 3 ? true : nil
                }
                // It is followed for as long as a call may last, and nothing is made up meanwhile.
                let recalls = try practice.status()["recalls"] as? [String: Int]
                #expect(recalls?["in_call"] == 1)
                #expect(try practice.ledgerLines("accepted").count == 4)
                return
            }
            try await storm.comeToRest(seconds: 180)
            #expect(try StormCheck(storm, fault.rawValue).figures.accepted == 4)
            let told = Set(try OutboxFolder(practice).rows("outcomes").compactMap { $0["outcome"] })
            #expect(told == ["booked", "voicemail", "callback_requested", last], "\(fault.rawValue)")
        }
    }
}
