import ArgumentParser
import Dispatch
import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem
import Synchronization

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "The main job, whole, in a temporary folder against the bundled simulator. No telephone rings.")
    @Option(help: "How many times faster than real the calls go.") var speed: Double = 150
    @Flag(help: "Leave the folder, so that its files can be looked at.") var keep = false
    @Flag(help: "Print one JSON object.") var json = false

    /// Seconds after which the demonstration is given up.
    private static let limit = 110.0

    /// Where the simulator may stand: beside the program where it was built, else where the package puts it.
    private static var simulators: [String] {
        let folder = (DataFolder.executable as NSString).deletingLastPathComponent
        return [
            "\(folder)/bland-simulator",
            "\((folder as NSString).deletingLastPathComponent)/lib/recalld/bland-simulator",
        ]
    }

    func validate() throws {
        guard speed > 0 else { throw ValidationError("--speed must be above 0.") }
    }

    func run() async throws {
        let environment = CommandContext.environment
        guard let data = DataFolder.find(environment: environment, executable: DataFolder.executable) else {
            throw Failure(.failed, "The files that come with recalld are missing. Set RECALLD_DATA to their folder.")
        }
        let places = Self.simulators
        guard let simulator = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Failure(
                .failed,
                "\(places.joined(separator: " and ")) are missing. Build it with: swift build --product bland-simulator"
            )
        }
        let practice = try DemoPractice(in: environment["TMPDIR"] ?? "/tmp")
        let crew = Crew()
        let signals = crew.stopOnSignal(practice, keep: keep)
        defer { for signal in signals { signal.cancel() } }
        do {
            try await play(practice, crew, data: data + "/demo", simulator: simulator)
            await crew.stop()
        } catch {
            await crew.stop()
            if !keep { try practice.remove() }
            throw error
        }
        if keep {
            say("The folder stays: \(practice.root)")
            say("Look into \(practice.share)/outbox and open \(practice.share)/status.html in a browser.")
        } else {
            try practice.remove()
            say("The folder has been removed; keep it with: recalld demo --keep")
        }
    }

    private func play(_ practice: DemoPractice, _ crew: Crew, data: String, simulator: String) async throws {
        say("A practice, a simulator of Bland and the daemon, in \(practice.root)")
        try crew.add(
            ChildProcess(
                simulator,
                [
                    "--port", "0", "--port-file", practice.portFile, "--speed", "\(speed)", "--script", practice.script,
                    "--ledger", practice.ledger, "--key", "demo-key",
                ], log: practice.root + "/simulator.log"))
        let port = try await wait("the simulator", seconds: 10) {
            (try? String(contentsOfFile: practice.portFile, encoding: .utf8))
                .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        try practice.configure(port: port)
        let daemon = try ChildProcess(
            DataFolder.executable, ["run", "--config", practice.configuration], log: practice.log)
        try crew.add(daemon)
        let database = practice.state + "/recalld.db"
        _ = try await wait("the daemon", seconds: 15) {
            FileManager.default.fileExists(atPath: database)
                && FileManager.default.fileExists(atPath: practice.share + "/outbox")
                ? true : nil
        }
        let context = try CommandContext(GlobalOptions.parse(["--config", practice.configuration]))
        let today = Zone.london.day(of: SystemClock.now)
        let shift = try practice.drop("harbour-lane-diary.csv", from: data, today: today)
        try practice.drop("harbour-lane-patients.csv", from: data, today: today)
        say(
            "Dropped into the inbox: harbour-lane-diary.csv, harbour-lane-patients.csv"
                + (shift > 0 ? " (dates moved by \(shift) days, to this week)" : ""))
        try await follow(context, daemon)
        try await tell(context, practice)
    }

    /// Waits until every callable patient has been called and every result stands in the outbox.
    private func follow(_ context: CommandContext, _ daemon: ChildProcess) async throws {
        let deadline = ContinuousClock.now + .seconds(Self.limit)
        var calm = 0
        var isImported = false
        while ContinuousClock.now < deadline {
            guard daemon.isRunning else {
                throw Failure(.failed, "The daemon has ended early. See its log with --keep.")
            }
            let report = try await StatusReport.make(
                context.configuration, store: context.store, running: try context.daemon(), now: SystemClock.now)
            guard let practice = report.practices.first else { break }
            let total = practice.recalls.values.reduce(0, +)
            if total > 0, !isImported {
                isImported = true
                say("Read and graded: \(total) patients")
            }
            let busy = [RecallState.dialling, .inCall].reduce(0) { $0 + (practice.recalls[$1] ?? 0) }
            let held = practice.gates.values.reduce(0, +)
            let open = max(0, total - held - (practice.recalls[.done] ?? 0) - busy - (practice.recalls[.unknown] ?? 0))
            Output.progress("\(practice.callsToday) calls placed, \(busy) in progress, \(open) to come")
            let waiting = try await context.store.hasWaitingNews(practice: practice.id)
            calm = isImported && busy == 0 && practice.callsToday > 0 && open == 0 && !waiting ? calm + 1 : 0
            if calm >= 3 { break }
            try await Task.sleep(for: .milliseconds(250))
        }
        Output.progress("")
        guard calm >= 3 else { throw Failure(.failed, "The demonstration did not come to its end in time.") }
    }

    private func tell(_ context: CommandContext, _ demo: DemoPractice) async throws {
        guard let practice = context.configuration.practices.first else { return }
        let now = SystemClock.now
        let lines = try await Planning.plan(
            practice, settings: context.configuration.settings, store: context.store, at: now)
        let results = try await context.store.results(practice: practice.id)
        let called = lines.filter { results[$0.patientID] != nil }
        if json {
            Output.json(
                .object([
                    (
                        "patients",
                        .array(
                            called.map { line in
                                let result = results[line.patientID]
                                return .object([
                                    ("patient_id", .string(line.patientID)),
                                    ("risk", .string(line.assessment.level.rawValue)),
                                    ("outcome", .text(result?.outcome.rawValue)),
                                    ("booking", .text(result?.booking.map { "\($0.day) \(clockTime($0.start))" })),
                                ])
                            })
                    ), ("outbox", .string(demo.share + "/outbox")),
                ]))
            return
        }
        Output.line("")
        Output.table(
            ["patient", "risk", "overdue", "outcome", "booking"],
            called.map { line in
                let result = results[line.patientID]
                return [
                    line.patientID, line.assessment.level.rawValue, "\(line.assessment.overdueDays) days",
                    result?.outcome.rawValue ?? "",
                    result?.booking.map { "\($0.day) \(clockTime($0.start)) \($0.practitioner)" } ?? "",
                ]
            })
        let held = Dictionary(grouping: lines.filter { results[$0.patientID] == nil }, by: { $0.decision.gate?.code })
        Output.line("")
        Output.line("Called: \(called.count) of \(lines.count). The others were not, because:")
        for code in GateCode.allCases {
            if let number = held[code]?.count { Output.line("  \(String(number).leftPadded(4))  \(code.rawValue)") }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: demo.share + "/outbox")
        Output.line("")
        Output.line("The outbox, \(demo.share)/outbox:")
        for kind in EventKind.allCases {
            let number = files.count { $0.hasPrefix(kind.rawValue + "-") }
            Output.line("  \(String(number).leftPadded(4))  files of \(kind.rawValue)")
        }
        Output.line("")
    }

    private func wait<Value>(_ what: String, seconds: Double, for body: () -> Value?) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let value = body() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(.failed, "\(what) did not start in time. Try again with --keep and look at the logs.")
    }

    private func say(_ text: String) { if json { Output.error(text) } else { Output.line(text) } }
}

/// The processes of a demonstration.
private final class Crew: Sendable {
    private let children = Mutex<[ChildProcess]>([])

    func add(_ child: ChildProcess) throws { children.withLock { $0.append(child) } }

    /// Stops them, the last first.
    func stop() async {
        for child in children.withLock({ $0.reversed() }) { await child.stop(within: 10) }
    }

    /// Leaves nothing running, and no folder, when the person has seen enough.
    func stopOnSignal(_ practice: DemoPractice, keep: Bool) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                for child in children.withLock({ $0.reversed() }) { child.kill() }
                if !keep { try? practice.remove() }
                ProcessEnd.end(130)
            }
            source.resume()
            return source
        }
    }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
