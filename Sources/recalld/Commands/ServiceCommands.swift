import ArgumentParser
import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "The daemon, in the foreground.")
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        ProcessMemory.keepFromDumps()
        ProcessMemory.keepFreed()
        let environment = CommandContext.environment
        let isJournal = environment["JOURNAL_STREAM"] != nil || environment["INVOCATION_ID"] != nil
        let logger = Logger(label: "recalld") { JournalLog(label: $0, isJournal: isJournal) }
        do {
            try await Daemon.run(
                configuration: CommandContext.path(global), environment: environment, logger: logger)
        } catch let error as Daemon.StartError {
            switch error {
            case .configuration(let problems): throw Failure(problems)
            case .locked(let words): throw Failure(Failure.locked, "recalld: \(words)")
            case .store(let error): throw Failure(error)
            }
        } catch let error as StoreError {
            throw Failure(error)
        }
    }
}

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads all configuration and tries out folders, rights, the key, the clock, the database and Bland.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Leave Bland alone.") var offline = false

    func run() async throws {
        let environment = CommandContext.environment
        var problems: [ConfigProblem] = []
        var notes: [String] = []
        var practices: [String] = []
        var checks: [HealthCheck] = []
        var alarms: [Alert] = []
        do {
            let configuration = try Self.load(CommandContext.path(global), environment)
            problems = SettingsCheck.keyProblems(configuration.settings, environment: environment)
            // The keys are root's to read. The rest has to be right for the user that the service runs as.
            let checker =
                problems.isEmpty
                ? try HealthChecker(configuration, environment: environment, now: SystemClock.now) : nil
            try ServiceUser(ownerOf: configuration.settings.stateDirectory)?.become()
            checks = await checker?.run(asksBland: !offline) ?? []
            problems += SettingsCheck.folderProblems(configuration.settings, makesFolders: problems.isEmpty)
            notes = SettingsCheck.advisory(configuration, environment: environment)
            practices = configuration.practices.map(\.id)
            // A database that cannot be opened has failed its proof; all else is told none the less. Where the configuration
            // is wrong, that is told first.
            if checker != nil, !checks.contains(where: { $0.subject == "database" && $0.state == .failed }) {
                alarms = try await Self.alarms(configuration)
            }
        } catch let error as ConfigProblems {
            problems = error.problems
        } catch let error as FileError {
            throw Failure(Failure.failed, "recalld: \(error)")
        } catch let error as StoreError {
            throw Failure(error)
        }
        if json {
            Output.json(
                .object([
                    ("ok", .bool(problems.isEmpty)),
                    ("practices", .array(practices.map { .string($0) })),
                    (
                        "problems",
                        .array(
                            problems.map {
                                .object([
                                    ("file", .string($0.file)), ("line", .count($0.line)), ("key", .text($0.key)),
                                    ("message", .string($0.message)),
                                ])
                            })
                    ),
                    (
                        "alarms",
                        .array(
                            alarms.map {
                                .object([
                                    ("practice", .string($0.practice)), ("code", .string($0.code)),
                                    ("message", .string($0.message)), ("since", .moment($0.since)),
                                ])
                            })
                    ),
                    ("notes", .array(notes.map { .string($0) })),
                    (
                        "proofs",
                        .array(
                            checks.map {
                                .object([
                                    ("practice", .text($0.practice.isEmpty ? nil : $0.practice)),
                                    ("subject", .string($0.subject)), ("state", .string($0.state.rawValue)),
                                    ("words", .string($0.words)),
                                ])
                            })
                    ),
                ]))
        } else {
            for problem in problems { Output.line(problem.description) }
            for check in checks {
                let mark = check.state == .passed ? "ok" : check.state == .note ? "note" : "FAILED"
                let place = check.practice.isEmpty ? check.subject : "\(check.practice): \(check.subject)"
                Output.line("\(mark): \(place): \(check.words)")
            }
            for alarm in alarms { Output.line("alarm: \(alarm.practice): \(alarm.message)") }
            for note in notes { Output.line("note: \(note)") }
            if problems.isEmpty { Output.line("The configuration is right: \(practices.joined(separator: ", ")).") }
        }
        if !problems.isEmpty { throw Failure(Failure.configuration) }
        let failed = checks.filter { $0.state == .failed }
        if failed.contains(where: { $0.subject != "bland" }) { throw Failure(Failure.failed) }
        if !failed.isEmpty { throw Failure(Failure.unreachable) }
        if !alarms.isEmpty { throw Failure(Failure.waits) }
    }
}

extension CheckCommand {
    /// The configuration; where it is wrong, what it names is looked at too, so that all is told in one go.
    private static func load(_ path: String, _ environment: [String: String]) throws(ConfigProblems)
        -> LoadedConfiguration
    {
        do {
            return try LoadedConfiguration.load(path: path, environment: environment)
        } catch {
            return try LoadedConfiguration.load(path: path, environment: environment, readyToRun: true)
        }
    }

    /// Files that nobody collects; none where recalld has never run, and no database is made for the asking.
    private static func alarms(_ configuration: LoadedConfiguration) async throws -> [Alert] {
        let state = configuration.settings.stateDirectory
        guard FileManager.default.fileExists(atPath: StoreFile.path(in: state)) else { return [] }
        return try await OutboxAlarm.all(configuration, store: try StoreFile.open(state), now: SystemClock.now)
    }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Files, queue, calls, unknown outcomes, uncollected files, trouble.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Show it again every two seconds, until interrupted.") var watch = false

    func run() async throws {
        let context = try CommandContext(global)
        var needsPerson = false
        repeat {
            let report = try await context.run {
                try await StatusReport.make(context.configuration, store: context.store, now: SystemClock.now)
            }
            if json {
                Output.json(report.json)
            } else {
                if watch { Output.clear() }
                for line in report.lines(zone: context.configuration.practices.first?.zone ?? .london) {
                    Output.line(line)
                }
            }
            needsPerson = report.needsPerson
            if watch { try await Task.sleep(for: .seconds(2)) }
        } while watch
        if needsPerson { throw Failure(Failure.waits) }
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "A consistent copy of the database, while the daemon runs.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file to write; it must not be there yet.", completion: .file()) var path: String

    func run() async throws {
        let context = try CommandContext(global, keepsRights: true)
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(Failure.failed, "\(path) is there already. Name a new file.")
        }
        try await context.run { try await context.store.backup(to: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        Output.line("Written: \(path)")
    }
}

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Writes one file for support: settings, state and counts, without names, numbers or keys.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file to write; it must not be there yet. Default: to standard output.", completion: .file())
    var path: String?

    func run() async throws {
        let context = try CommandContext(global)
        let bundle = try await context.run {
            try await SupportBundle.bundle(
                context.configuration, store: context.store, environment: context.environment, now: SystemClock.now)
        }
        guard let path else {
            Output.json(bundle)
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(Failure.failed, "\(path) is there already. Name a new file.")
        }
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw Failure(Failure.failed, "\(path) cannot be written.") }
        try Data((bundle.line + "\n").utf8).write(to: URL(filePath: path))
        Output.line("Written: \(path). Look through it before you send it to anybody.")
    }
}
