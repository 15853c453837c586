import ArgumentParser
import Foundation
import Logging
import RecallCore
import RecallDaemon
import RecallStore
import RecallSystem

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "The daemon, in the foreground.")
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let environment = Office.environment
        let isJournal = environment["JOURNAL_STREAM"] != nil || environment["INVOCATION_ID"] != nil
        let logger = Logger(label: "recalld") { JournalLog(label: $0, isJournal: isJournal) }
        do {
            try await Daemon.run(
                configuration: Office.path(global), environment: environment, logger: logger)
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
        commandName: "check", abstract: "Reads all configuration, layouts, folders, rights, the key and the clock.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let environment = Office.environment
        var problems: [ConfigProblem] = []
        var notes: [String] = []
        var practices: [String] = []
        do {
            let installation = try Installation.load(
                path: Office.path(global), environment: environment, readyToRun: true)
            notes = SettingsCheck.advisory(installation, environment: environment)
            practices = installation.practices.map(\.id)
        } catch {
            problems = error.problems
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
                    ("notes", .array(notes.map { .string($0) })),
                ]))
        } else {
            for problem in problems { Output.line(problem.description) }
            for note in notes { Output.line("note: \(note)") }
            if problems.isEmpty { Output.line("The configuration is right: \(practices.joined(separator: ", ")).") }
        }
        if !problems.isEmpty { throw Failure(Failure.configuration) }
    }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Files, queue, calls, unknown outcomes, uncollected files, trouble.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Show it again every two seconds, until interrupted.") var watch = false

    func run() async throws {
        let office = try Office(global)
        var needsPerson = false
        repeat {
            let report = try await office.run {
                try await StatusReport.make(office.installation, store: office.store, now: SystemClock.now)
            }
            if json {
                Output.json(report.json)
            } else {
                if watch, Output.isTerminal(1) { Output.line("\u{1B}[2J\u{1B}[H") }
                for line in report.lines(zone: office.installation.practices.first?.zone ?? .london) {
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
    @Argument(help: "The file to write; it must not be there yet.") var path: String

    func run() async throws {
        let office = try Office(global)
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(Failure.failed, "\(path) is there already. Name a new file.")
        }
        try await office.run { try await office.store.backup(to: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        Output.line("Written: \(path)")
    }
}
