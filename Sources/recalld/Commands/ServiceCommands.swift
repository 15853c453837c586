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
        ProcessMemory.keepFreed()
        let environment = CommandContext.environment
        let isJournal = environment["JOURNAL_STREAM"] != nil || environment["INVOCATION_ID"] != nil
        let logger = Logger(label: "recalld") { JournalLog(label: $0, isJournal: isJournal) }
        do {
            try await Daemon.run(
                configuration: CommandContext.path(global), environment: environment, logger: logger)
        } catch {
            throw Failure.of(error)
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
        let report: CheckReport
        do {
            report = try await CheckReport.make(
                path: CommandContext.path(global), environment: CommandContext.environment, asksBland: !offline,
                now: SystemClock.now)
        } catch {
            throw Failure.of(error)
        }
        if json { Output.json(report.json) } else { for line in report.lines { Output.line(line) } }
        if let failure = Failure(report) { throw failure }
    }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Files, queue, calls, unknown outcomes, uncollected files, trouble.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Show it again every two seconds, until interrupted.") var watch = false

    func run() async throws {
        let context: CommandContext
        do {
            context = try CommandContext(global)
        } catch let failure as Failure where failure.code == .configuration {
            try tellOfDaemon()
            throw failure
        }
        var needsPerson = false
        repeat {
            let report = try await context.run {
                try await StatusReport.make(
                    context.configuration, store: context.store, running: try context.daemon(), now: SystemClock.now)
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
        if let wrong = context.configurationFailure { throw wrong }
        if needsPerson { throw Failure(.waits) }
    }
}

extension StatusCommand {
    /// Tells whether the daemon runs, where the configuration does not say which state is meant: of the usual one.
    private func tellOfDaemon() throws {
        let state = SettingsLoader.usualState(environment: CommandContext.environment)
        do {
            guard let running = try RunningDaemon.find(in: state) else { return }
            let daemon = StatusReport.DaemonStatus(running: running)
            if json {
                Output.json(daemon.jsonOfDaemonAlone)
            } else {
                daemon.linesOfDaemonAlone.forEach { Output.line($0) }
            }
        } catch {
            Output.error("\(error)")
        }
    }
}

struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Has the daemon read its configuration again, and says what came of it.",
        discussion: "One that is wrong is refused, and the one before stays in force.")
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let state: String
        var failure: Failure?
        do throws(ConfigProblems) {
            state = try LoadedConfiguration.loadWhatIsRight(
                path: CommandContext.path(global), environment: CommandContext.environment
            ).settings.stateDirectory
        } catch {
            // The daemon refuses it, and works with the state that the one before names: the service's, as a rule.
            failure = Failure(error)
            state = SettingsLoader.usualState(environment: CommandContext.environment)
        }
        let answer: ReloadRequest.Answer
        do {
            // Whoever owns the state may signal the daemon.
            try ServiceUser(ownerOf: state)?.become()
            answer = try await ReloadRequest.send(to: state)
        } catch {
            throw Failure.of(error)
        }
        switch answer {
        case .taken: Output.line("The configuration was read again, and is in force.")
        case .refused(let problems):
            for problem in problems { Output.error(problem) }
            throw Failure(.configuration, "The configuration is wrong, and the one before stays in force.")
        case .noDaemon:
            throw failure ?? Failure(.failed, "recalld does not run. It reads the configuration when it starts.")
        case .silent:
            throw Failure(.failed, "recalld has not said what came of it. See: recalld status, and the journal.")
        }
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "A consistent copy of the database, while the daemon runs.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file to write; it must not be there yet.", completion: .file()) var path: String

    func run() async throws {
        var made: NewFile?
        do {
            let context = try CommandContext(global, needsAll: true) { configuration in
                made = try NewFile(path, outside: configuration.practices.map(\.settings.folder))
            }
            try await context.run {
                let copy = try BackupCopy(in: context.configuration.settings.stateDirectory)
                defer { copy.remove() }
                try await context.store.backup(to: copy.path)
                try made?.fill(from: copy.path)
            }
        } catch {
            throw leftover(made, error)
        }
        Output.line("Written: \(path)")
    }

    /// The error, with a word on what was made and holds nothing.
    private func leftover(_ made: NewFile?, _ error: any Error) -> any Error {
        guard let made, !made.remove() else { return error }
        Output.error("\(path) was left there empty. Take it away.")
        return error
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
        var made: NewFile?
        let context = try CommandContext(global, needsAll: true) { configuration in
            if let path { made = try NewFile(path, outside: configuration.practices.map(\.settings.folder)) }
        }
        let bundle = try await context.run {
            try await SupportBundle.bundle(
                context.configuration, store: context.store, environment: context.environment, now: SystemClock.now)
        }
        guard let made, let path else {
            Output.json(bundle)
            return
        }
        try await context.run {
            try made.write(Array((bundle.line + "\n").utf8))
            try made.sync()
        }
        Output.line("Written: \(path). Look through it before you send it to anybody.")
    }
}
