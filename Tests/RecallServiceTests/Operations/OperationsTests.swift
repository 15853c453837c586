import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallSystem
import RecallTestSupport
import Testing

@testable import RecallService

/// What people may do: the words of the answer, the line in the audit, and that a refusal changes nothing.
@Suite struct OperationsTests {
    /// One operation on a practice with three patients, of whom one was called and nobody knows what came of it, one task
    /// and two alerts: the share, and the warning of the export.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var run: @Sendable (Operations, Bench, Known) async throws -> OperationAnswer
        var result: OperationAnswer.Result
        var words: String
        /// What the audit says beside the actor, as `ACTION: SUBJECT`; empty where nothing was changed.
        var audit: [String]

        var testDescription: String { name }
    }

    /// What the practice of a case holds.
    struct Known: Sendable {
        var recall: String
        var recallInCall: String
        var number: PhoneNumber
        var file: String
    }

    static let cases: [Case] = [
        Case(
            name: "pause all", run: { operations, _, _ in try await operations.pause(nil) }, result: .done,
            words: "Dialling is paused. Calls in progress go on. Start it again with: recalld resume",
            audit: ["pause: all practices"]),
        Case(
            name: "pause one", run: { operations, bench, _ in try await operations.pause(bench.practice) },
            result: .done,
            words:
                "Dialling is paused for harbour-lane. Calls in progress go on. Start it again with: recalld resume",
            audit: ["pause: harbour-lane"]),
        Case(
            name: "resume", run: { operations, bench, _ in try await operations.resume(bench.practice) },
            result: .done, words: "Dialling is no longer paused by command for harbour-lane.",
            audit: ["resume: harbour-lane"]),
        Case(
            name: "ask about an account that is not stopped",
            run: { operations, _, _ in try await operations.askAboutAccount() }, result: .cannot,
            words: "The telephone service takes calls; there is nothing to ask about.", audit: []),
        Case(
            name: "ask about an account that is stopped",
            run: { operations, bench, _ in
                try await bench.store.setProvider(.stopped, reason: "no credit", now: Bench.now)
                return try await operations.askAboutAccount()
            }, result: .done,
            words: "The telephone service is asked about the account at once. "
                + "Calls go on by themselves if it takes them again.",
            audit: ["ask: the account"]),
        Case(
            name: "the folder was moved",
            run: { operations, bench, _ in try await operations.folderMoved(bench.practice) },
            result: .done, words: "", audit: ["practice moved: harbour-lane"]),
        Case(
            name: "stop a number",
            run: { operations, _, known in try await operations.stop(.number(known.number, nil), reason: "asked") },
            result: .done, words: "Never called from now on.", audit: ["suppress: a number"]),
        Case(
            name: "stop a patient twice",
            run: { operations, bench, _ in
                _ = try await operations.stop(.patient("10023", bench.practice), reason: "asked")
                return try await operations.stop(.patient("10023", bench.practice), reason: "asked")
            }, result: .done, words: "It was on the list already.", audit: ["suppress: a patient"]),
        Case(
            name: "end a stop",
            run: { operations, bench, _ in
                _ = try await operations.stop(.patient("10023", bench.practice), reason: "asked")
                return try await operations.endStop(.patient("10023", bench.practice), reason: "came back")
            }, result: .done,
            words: "Off the list. The export, the patient's record and the other gates still decide.",
            audit: ["suppress: a patient", "unsuppress: 1 entries: came back"]),
        Case(
            name: "end a stop that is not there",
            run: { operations, bench, _ in
                try await operations.endStop(.patient("10023", bench.practice), reason: "came back")
            }, result: .notThere, words: "There is no such entry on the list.", audit: []),
        Case(
            name: "hold", run: { operations, _, known in try await operations.hold(known.recall) }, result: .done,
            words: "Held. Release it with: recalld release RECALL", audit: ["hold: RECALL"]),
        Case(
            name: "hold what is not there", run: { operations, _, _ in try await operations.hold("r_none") },
            result: .notThere, words: "There is no recall \"r_none\". See: recalld plan --json", audit: []),
        Case(
            name: "release", run: { operations, _, known in try await operations.release(known.recall) },
            result: .done, words: "Released.", audit: ["release: RECALL"]),
        Case(
            name: "release what is not there", run: { operations, _, _ in try await operations.release("r_none") },
            result: .notThere, words: "There is no recall \"r_none\". See: recalld plan --json", audit: []),
        Case(
            name: "retry", run: { operations, _, known in try await operations.retry(known.recall) }, result: .done,
            words:
                "It is tried again. The calls so far count no more; every other gate stays: see recalld plan.",
            audit: ["retry: RECALL"]),
        Case(
            name: "retry while a call is unsettled",
            run: { operations, _, known in try await operations.retry(known.recallInCall) }, result: .cannot,
            words: "A call of this recall is in progress, or nobody knows what came of it. "
                + "See recalld why, and recalld settle.", audit: []),
        Case(
            name: "retry what is not there", run: { operations, _, _ in try await operations.retry("r_none") },
            result: .notThere, words: "There is no recall \"r_none\". See: recalld plan --json", audit: []),
        Case(
            name: "cancel", run: { operations, _, known in try await operations.cancel(known.recall) },
            result: .done,
            words: "Cancelled. A call in progress goes on. Take it back with: recalld retry RECALL",
            audit: ["cancel: RECALL"]),
        Case(
            name: "cancel what is not there", run: { operations, _, _ in try await operations.cancel("r_none") },
            result: .notThere, words: "There is no recall \"r_none\". See: recalld plan --json", audit: []),
        Case(
            name: "settle with an outcome",
            run: { operations, _, _ in try await operations.settle("a_1", as: .outcome(.noAnswer)) }, result: .done,
            words: "Settled.", audit: ["settle: a_1: no_answer"]),
        Case(
            name: "settle as a wish to stop, which counts as one that a call heard",
            run: { operations, _, _ in try await operations.settle("a_1", as: .outcome(.optedOut)) }, result: .done,
            words: "Settled.", audit: ["suppress: a patient", "suppress: a number", "settle: a_1: opted_out"]),
        Case(
            name: "settle: nobody was called",
            run: { operations, _, _ in try await operations.settle("a_1", as: .notCalled) }, result: .done,
            words: "Settled.", audit: ["settle: a_1: nobody was called"]),
        Case(
            name: "settle what is not there",
            run: { operations, _, _ in try await operations.settle("a_none", as: .notCalled) }, result: .notThere,
            words: "There is no unknown attempt \"a_none\".", audit: []),
        Case(
            name: "a task is done",
            run: { operations, bench, _ in try await operations.done(with: "e_task", practice: nil) },
            result: .done, words: "Done.", audit: ["ack: e_task"]),
        Case(
            name: "an alert is seen",
            run: { operations, bench, _ in try await operations.done(with: "share", practice: bench.practice) },
            result: .done, words: "One failure is acknowledged.", audit: ["ack: share"]),
        Case(
            name: "every alert is seen",
            run: { operations, _, _ in try await operations.acknowledge(code: nil, practice: nil) }, result: .done,
            words: "2 failures are acknowledged.", audit: ["ack: every alert"]),
        Case(
            name: "neither a task nor an alert",
            run: { operations, _, _ in try await operations.done(with: "nothing", practice: nil) },
            result: .notThere,
            words: "There is no failure and no open task \"nothing\". See: recalld status, recalld tasks --changes",
            audit: []),
        Case(
            name: "forget a patient who may be in a call",
            run: { operations, bench, _ in try await operations.forget("10024", of: bench.practice) },
            result: .cannot,
            words: "A call to this patient is in progress, or nobody knows yet what came of it. "
                + "Wait until it has ended, or settle it with recalld settle, and try again. Nothing was erased.",
            audit: []),
        Case(
            name: "forget a patient who is not known",
            run: { operations, bench, _ in try await operations.forget("99", of: bench.practice) },
            result: .notThere, words: "harbour-lane has no patient \"99\".", audit: []),
        Case(
            name: "forget",
            run: { operations, bench, _ in try await operations.forget("10025", of: bench.practice) }, result: .done,
            words: "", audit: ["forget: a patient of harbour-lane"]),
        Case(
            name: "reissue", run: { operations, _, known in try await operations.reissue("outbox/\(known.file)") },
            result: .done, words: "", audit: ["reissue: FILE"]),
        Case(
            name: "reissue what was never written",
            run: { operations, _, _ in try await operations.reissue("tasks.csv") }, result: .notThere,
            words: "recalld has never written a file \"tasks.csv\".", audit: []),
        Case(
            name: "approve",
            run: { operations, bench, _ in
                try await bench.hold("odd.csv")
                return try await operations.approve("odd.csv", of: [bench.practice])
            }, result: .done, words: "Approved and imported for harbour-lane: 3 rows, 0 of them unusable.",
            audit: ["approve: a layout of harbour-lane", "approve: a file of harbour-lane"]),
        Case(
            name: "approve what is not held",
            run: { operations, bench, _ in try await operations.approve("none.csv", of: [bench.practice]) },
            result: .notThere, words: "No file none.csv is held for review. See the folder review/.", audit: []),
        Case(
            name: "reject",
            run: { operations, bench, _ in
                try await bench.hold("odd.csv")
                return try await operations.reject("odd.csv", of: [bench.practice])
            }, result: .done, words: "Rejected; it stands in rejected/ of harbour-lane.",
            audit: ["reject: a file of harbour-lane"]),
        Case(
            name: "reject what is not held",
            run: { operations, bench, _ in try await operations.reject("none.csv", of: [bench.practice]) },
            result: .notThere, words: "No file none.csv is held for review. See the folder review/.", audit: []),
    ]

    @Test(arguments: cases)
    func `each answers in words and is in the audit with who did it, and a refusal changes nothing`(
        item: Case
    ) async throws {
        try await Bench.open { bench in
            let known = try await bench.fill()
            let before = try await Self.picture(bench)
            let start = try await bench.store.audit().count
            let later = Bench.now.adding(hours: 1)
            let answer = try await item.run(bench.operations(at: later), bench, known)
            #expect(answer.result == item.result, "\(answer.words)")
            func plain(_ text: String) -> String {
                text.replacing(known.recall, with: "RECALL").replacing(known.file, with: "FILE")
            }
            if !item.words.isEmpty { #expect(plain(answer.words) == item.words) }
            #expect(!answer.lines.joined().isEmpty)
            let lines = try await bench.store.audit().dropFirst(start)
            #expect(lines.map { plain("\($0.action): \($0.subject)") } == item.audit)
            #expect(lines.allSatisfy { $0.actor == "alice" && $0.place == .command && $0.at == later })
            if item.result == .cannot || item.result == .notThere {
                #expect(try await Self.picture(bench) == before, "a refusal changes nothing")
            }
        }
    }

    /// What of a practice an operation may change.
    private static func picture(_ bench: Bench) async throws -> [String] {
        let store = bench.store
        let lines = try await Planning.plan(
            bench.practice, settings: bench.configuration.settings, store: store, at: Bench.now)
        var picture = lines.map { "\($0.patientID) \($0.state) \($0.decision.shut.map(\.code))" }
        picture += try await store.alerts().map { "\($0.code) \(String(describing: $0.acknowledgedAt))" }
        picture += try await store.openLines(practice: bench.practice.id, kinds: [.tasks]).map(\.event.id)
        picture += try await store.tableCounts().map { "\($0.table) \($0.rows)" }
        picture.append("\(try await store.limits(practice: bench.practice.id, today: Day(number: 0)).isPaused)")
        return picture + (try bench.outbox())
    }

    @Test func `a note says which practices the PAUSE file keeps paused`() async throws {
        try await Bench.open { bench in
            try Data().write(to: URL(filePath: "\(bench.share)/PAUSE"))
            let answer = try await bench.operations().resume(nil)
            #expect(
                answer.lines == [
                    "Dialling is no longer paused by command.",
                    "This is a dry run: Bland is not asked, and nobody is called.",
                    "harbour-lane stays paused by the PAUSE file in its shared folder.",
                ])
        }
    }

    @Test func `a practice does not go on while the pause for all stands, and it is said how that is ended`()
        async throws
    {
        try await Bench.open { bench in
            _ = try await bench.operations().pause(nil)
            let answer = try await bench.operations().resume(bench.practice)
            #expect(answer.result == .waits)
            #expect(answer.sentence == "Dialling is no longer paused by command for harbour-lane.")
            #expect(
                answer.details.first
                    == "The pause for all practices still stands, so nobody is called. End it with: recalld resume")
            let ended = try await bench.operations().resume(nil)
            #expect(ended.result == .done && !ended.lines.contains { $0.contains("still stands") })
        }
    }

    @Test func `resume says what came of asking the provider, and that nothing goes on without the daemon`()
        async throws
    {
        try await Bench.open { bench in
            var configuration = bench.configuration
            configuration.settings.isLive = true
            let operations = Operations(
                configuration: configuration, store: bench.store, actor: AuditActor(name: "alice", place: .command),
                clock: { Bench.now })
            for (error, result, words) in [
                (nil, .done, "Bland takes the key: it was asked just now."),
                (
                    .accountWrong(reason: "no money"), .waits,
                    "Bland takes no calls from us, asked just now: no money. Put it right, then run recalld resume again."
                ),
                (
                    .unreachable(reason: "no route"), .done,
                    "Bland cannot be reached (no route). Calls wait, and go on by themselves when it answers."
                ),
            ] as [(ProviderError?, OperationAnswer.Result, String)] {
                let voice = FakeVoiceProvider(now: { Bench.now }) { _ in .nobodyAnswers }
                if let error { voice.failNext(error) }
                let answer = try await operations.resume(nil) { ThrottledClient(voice, perSecond: 50) }
                #expect(answer.result == result && answer.details.contains(words), "\(answer.lines)")
                #expect(
                    answer.sentence
                        == (result == .done ? "Dialling goes on." : "Dialling is no longer paused by command."))
            }
            let stopped = try await operations.resume(nil, daemonRuns: false)
            #expect(
                stopped.lines == [
                    "Dialling is no longer paused by command.",
                    "recalld does not run, so nobody is called. Start it: systemctl start recalld",
                ])
        }
    }

    @Test func `the JSON form names the operation, its subject and the result`() async throws {
        try await Bench.open { bench in
            let operations = bench.operations()
            let retried = try await operations.retry("r_none").json.line
            #expect(retried == "{\"command\":\"retry\",\"recall\":\"r_none\",\"result\":\"gone\"}")
            let paused = try await operations.pause(bench.practice).json.line
            #expect(paused == "{\"command\":\"pause\",\"practice\":\"harbour-lane\",\"result\":\"done\"}")
        }
    }
}

extension Bench {
    /// Three patients, of whom one was called and nobody knows what came of it; a task, an alert, and a file in the outbox.
    fileprivate func fill() async throws -> OperationsTests.Known {
        try await take("patients.csv", Self.patients)
        try await call("10024", attempt: "a_1", isSettled: false)
        #expect(try await store.markUnknown(attempt: "a_1", now: Self.now, nextPollAt: Self.now))
        try await tell([Self.event("e_1", patient: "10023")])
        var task = Self.event("e_task", .tasks, patient: "10023")
        task.priority = .soon
        try await tell([task])
        try await store.raise("share", practice: practice.id, message: "It is away.", now: Self.now)
        let lines = try await Planning.plan(practice, settings: configuration.settings, store: store, at: Self.now)
        return OperationsTests.Known(
            recall: try #require(lines.first { $0.patientID == "10023" }).recallID,
            recallInCall: try #require(lines.first { $0.patientID == "10024" }).recallID,
            number: try #require(PhoneNumber(e164: "+447700900123")),
            file: try #require(try outbox().first))
    }

    /// Puts an export into `review/` that is held.
    fileprivate func hold(_ name: String) async throws {
        let text = Self.patients.replacing("Do Not Contact", with: "Do Not Contact ")
        let bytes = Array((text + "\r\n").utf8)
        try Data(bytes).write(to: URL(filePath: "\(share)/review/\(name)"))
        let export = ClaimedExport(
            practice: practice.id, name: name, claim: "c_\(name)", sha256: Digest.hex(bytes), bytes: bytes.count,
            firstSeenAt: Self.now)
        try await store.decide(export, state: .review, reading: nil, rows: 3, reason: "Odd.", now: Self.now)
        try await store.recordPlace(claim: export.claim, place: "review/\(name)")
    }
}
