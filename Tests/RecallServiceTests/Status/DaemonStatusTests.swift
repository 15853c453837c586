import Foundation
import RecallCore
import RecallPages
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// What `status` says of the daemon, of Bland and of a configuration that was refused.
@Suite struct DaemonStatusTests {
    @Test func `what a daemon says of itself is read as it was written, and words of another form are none of it`() {
        let start = DaemonNote(since: Bench.now, version: "1.2.3", isLive: true)
        let refused = start.reading(
            at: Bench.now.adding(seconds: 5), isLive: true, problems: ["a.toml:1: \"x\"\nis wrong"])
        for note in [start, refused] { #expect(DaemonNote(line: note.line) == note) }
        #expect(!refused.line.contains("\n") && refused.reading.number == 2)
        #expect(refused.reading(at: Bench.now, isLive: false, problems: []).reading.problems.isEmpty)
        for line in ["", "{", "{}", "[1]", "{\"since\":1}"] { #expect(DaemonNote(line: line) == nil) }
    }

    @Test func `the holder of a state is found without taking anything from it, and gone with it`() async throws {
        try await Bench.open { bench in
            #expect(try RunningDaemon.find(in: bench.state) == nil)
            let note = DaemonNote(since: Bench.now, isLive: false)
            do {
                let lock = try StateLock(directory: bench.state, saying: note.line)
                for _ in 0..<3 {
                    let found = try RunningDaemon.find(in: bench.state)
                    #expect(found == RunningDaemon(process: Int(getpid()), note: note))
                }
                let next = note.reading(at: Bench.now, isLive: true, problems: [String(repeating: "x", count: 9000)])
                lock.say(next.line)
                #expect(try RunningDaemon.find(in: bench.state)?.note == next)
                lock.say(note.line)
                #expect(try RunningDaemon.find(in: bench.state)?.note == note, "the shorter one leaves nothing behind")
            }
            #expect(try RunningDaemon.find(in: bench.state) == nil)
            withExtendedLifetime(try StateLock(directory: bench.state)) {}
        }
    }

    private func report(_ bench: Bench, running: RunningDaemon?, isLive: Bool = false) async throws -> StatusReport {
        var configuration = bench.configuration
        configuration.settings.isLive = isLive
        return try await StatusReport.make(configuration, store: bench.store, running: running, now: Bench.now)
    }

    @Test func `status begins with whether the daemon runs, the last call and the next, or why there is none`()
        async throws
    {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            let stopped = try await report(bench, running: nil, isLive: true)
            #expect(
                stopped.lines(zone: .london).prefix(5) == [
                    "recalld does not run, and nobody is called. Start it: systemctl start recalld",
                    "Last call: none yet", "Next call: none. recalld does not run.", "Mode: live",
                    "Bland: not asked yet",
                ])
            #expect(stopped.needsPerson)
            #expect(stopped.json["daemon"]?["running"]?.bool == false)
            #expect(stopped.json["daemon"]?["no_call_because"]?.text == "recalld does not run.")
            #expect(
                stopped.json["provider"]?["state"] == nil
                    && stopped.json["provider"]?["reason"]?.text == "not asked yet")

            let note = DaemonNote(since: Bench.now.adding(hours: -2), version: "1.2.3", isLive: true)
            let live = try await report(bench, running: RunningDaemon(process: 7, note: note))
            #expect(
                live.lines(zone: .london).prefix(5) == [
                    "recalld runs since 2026-11-24 08:00 (version 1.2.3, process 7)", "Last call: none yet",
                    "Next call: now, as soon as its turn comes", "Mode: live",
                    "The file says otherwise: dry run, nobody is called. It counts from: systemctl reload recalld",
                ])
            #expect(live.json["daemon"]?["since"]?.text == "2026-11-24T08:00:00Z")
            #expect(live.json["daemon"]?["version"]?.text == "1.2.3")
            #expect(live.json["daemon"]?["next_call_at"]?.text == "2026-11-24T10:00:00Z")

            _ = try await bench.operations().pause(nil)
            try await bench.store.setProvider(.ok, reason: nil, now: Bench.now.adding(hours: -3))
            let paused = try await report(bench, running: RunningDaemon(process: 7, note: note), isLive: true)
            #expect(paused.json["daemon"]?["no_call_because"]?.text == GateCause.paused.words.text)
            #expect(paused.lines(zone: .london).contains("Bland: asked 3 hours ago: ok"))
            #expect(paused.json["provider"]?["state"]?.text == "ok")
            #expect(paused.json["provider"]?["asked_at"]?.text == "2026-11-24T07:00:00Z")
        }
    }

    @Test func `a refused configuration is told by status, by the page though it was seen, and by check`() async throws
    {
        try await Bench.open { bench in
            try await bench.store.raise(.configuration, practice: "", message: "It is wrong.", now: Bench.now)
            _ = try await bench.store.acknowledge(code: "configuration", practice: nil, now: Bench.now)
            let note = DaemonNote(since: Bench.now, isLive: false).reading(
                at: Bench.now, isLive: false, problems: ["a.toml:1: x"])
            let status = try await report(bench, running: RunningDaemon(process: 7, note: note))
            let lines = status.lines(zone: .london)
            #expect(lines.contains { $0.hasPrefix("! The configuration was refused at 2026-11-24 10:00") })
            #expect(lines.contains("  a.toml:1: x"))
            #expect(status.json["daemon"]?["configuration_refused"] == .array(["a.toml:1: x"]))
            #expect(try await bench.page().problems.map(\.code) == ["configuration"])
            let refusals = try await CheckReport.refusals(bench.store)
            #expect(refusals.map(\.message) == ["It is wrong. Once it is right: systemctl reload recalld"])
            try await Daemon.start(bench.runtime())
            #expect(try await CheckReport.refusals(bench.store).isEmpty, "a start works with what stands there")
        }
    }

    @Test func `a practice with a wrong file is told with it, and without the gates that nobody can know`() async throws
    {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            var configuration = bench.configuration
            configuration.practices = []
            configuration.wrongPractices = [
                WrongPractice(
                    context: bench.practice,
                    problems: [ConfigProblem(file: "/a.toml", line: 1, key: nil, message: "is wrong")])
            ]
            let running = RunningDaemon(process: 7, note: DaemonNote(since: Bench.now, isLive: true))
            let status = try await StatusReport.make(
                configuration, store: bench.store, running: running, now: Bench.now)
            #expect(status.practices.map(\.id) == ["harbour-lane"] && status.practices[0].gates.isEmpty)
            #expect(status.daemon.noCallBecause == "Its file is wrong, so that its hours are not known here.")
            #expect(status.lines(zone: .london).contains { $0.contains("recalld goes on by what it read before") })
        }
    }

    @Test func `the last line of check is what it all comes to`() {
        func verdict(_ change: (inout CheckReport) -> Void) -> String {
            var report = CheckReport(practices: ["a", "b"])
            change(&report)
            #expect(report.lines.last == report.verdict)
            return report.verdict
        }
        let right = "The configuration is right: a, b."
        #expect(verdict { _ in } == "\(right) All that was tried out works.")
        #expect(
            verdict { $0.problems = [ConfigProblem(file: "a", line: 1, key: nil, message: "b")] }
                == "The configuration is WRONG: 1 problem, told above.")
        #expect(
            verdict {
                $0.checks = [HealthCheck("", "bland", .failed, "no"), HealthCheck("a", "folder", .failed, "no")]
            }
                == "\(right) But NOT all works: bland, a: folder FAILED, as told above.")
        #expect(
            verdict { $0.checks = [HealthCheck("", "bland", .failed, "no")] }
                == "\(right) But Bland takes NO calls from us, as told above.")
        #expect(
            verdict { $0.alarms = [Alert(practice: "a", code: .outbox, message: "b", since: Bench.now)] }
                == "\(right) But something waits for a person, as told above.")
    }
}
