import ArgumentParser
import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Makes what this machine lacks: the configuration, the file for the key, the state.",
        discussion: "What is there stays as it is. Nobody is called: a new configuration is in dry-run mode.")
    @OptionGroup var global: GlobalOptions
    @Flag(
        help: ArgumentHelp(
            "Gives up those who were forgotten, because their key is lost.",
            discussion: "An export that still holds them brings them back, and no stop of theirs is known any more.")
    ) var forgetKeyLost = false
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        TrustedFolder.hideNewFiles()
        let path = CommandContext.path(global)
        if forgetKeyLost { return try await giveUp(path) }
        var made: [String]
        do {
            made = try MachineSetup.run(configuration: path, environment: CommandContext.environment)
            let key = try ForgetKeySetup(configuration: path, environment: CommandContext.environment)
            if let words = try await key.fill() { made.append(words) }
        } catch let error as StoreError {
            throw error == .forgetKeyMissing
                ? Failure(.failed, "recalld: \(error) If it is lost: recalld setup --forget-key-lost") : Failure(error)
        } catch let problems as ConfigProblems {
            throw Failure(problems)
        } catch let error as FileError {
            throw Failure(error)
        } catch {
            throw Failure(.failed, "recalld: it cannot be made: \(error.localizedDescription)")
        }
        if json {
            Output.json(.object([("made", .array(made.map { .string($0) }))]))
            return
        }
        for line in made { Output.line("made: \(line)") }
        if made.isEmpty { Output.line("Everything was there already.") }
        Output.line(
            "Next: recalld practice add ID --folder /srv/recall/ID --name \"…\" --phone \"…\", then recalld check.")
    }

    private func giveUp(_ path: String) async throws {
        if !yes {
            try Output.confirm(
                "Give up all who were forgotten? An export that still holds them brings them back, and then they may be rung.",
                otherwise: "Those who were forgotten may be called again. Say that you mean it with --yes.")
        }
        do {
            let count = try await ForgetKeySetup.giveUp(
                configuration: path, environment: CommandContext.environment,
                by: .command(environment: CommandContext.environment),
                now: SystemClock.now)
            Output.line(
                "Given up: all who were forgotten, \(count) \(count == 1 ? "hash" : "hashes"). Empty the file forget-key, if one is there; then: recalld setup, and systemctl restart recalld."
            )
        } catch {
            throw Failure.of(error)
        }
    }
}

struct PracticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "Sets up practices.",
        subcommands: [PracticeAddCommand.self, PracticeMovedCommand.self, PracticeRemoveCommand.self])
}

struct PracticeAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Makes a practice: its folder, its settings, and the service's way to the folder.",
        discussion: "Prints the share for Samba. Then read the settings through and run: recalld check.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The practice's short name: small letters, digits and hyphens.") var id: String
    @Option(help: "The shared folder; it is made where it is not there.", completion: .directory) var folder: String
    @Option(help: "The name that the patient hears.") var name: String
    @Option(help: "The number that the patient sees and can ring.") var phone: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        TrustedFolder.hideNewFiles()
        let folder = folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
        let result: PracticeSetup.Result
        do {
            result = try PracticeSetup(id: id, folder: folder, name: name, phone: phone).run(
                configuration: CommandContext.path(global), environment: CommandContext.environment,
                dropIns: ServiceUser.isRoot ? PracticeSetup.dropIns : nil)
        } catch let problems as ConfigProblems {
            throw Failure(problems)
        } catch let error as FileError {
            throw Failure(error)
        } catch {
            throw Failure(.failed, "recalld: the practice cannot be made: \(error.localizedDescription)")
        }
        if json {
            Output.json(
                .object([("made", .array(result.made.map { .string($0) })), ("share", .string(result.share))]))
            return
        }
        for line in result.made { Output.line("made: \(line)") }
        Output.line("\n\(result.share)")
        Output.line("Next: recalld check; then systemctl daemon-reload and systemctl restart recalld.")
    }
}

struct PracticeMovedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moved",
        abstract: "Says that a practice's folder, which was on a mounted share, stands on this machine's own disk now.",
        discussion: """
            Without it recalld waits for the share, so that nothing is written where nobody looks. A folder that bears another \
            practice's mark, as a copy of its folder does, is refused.
            """)
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The practice.") var id: String

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try context.practice(id)
        try await context.perform { try await $0.folderMoved(practice) }
    }
}

struct PracticeRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Takes a practice out of service; what is known of its patients stays, and so does its folder.",
        discussion: "Its settings are moved aside. Moved back, or with recalld practice add, it is there again.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The practice.") var id: String
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let (path, environment) = (CommandContext.path(global), CommandContext.environment)
        do {
            let known = try PracticeRemoval.known(configuration: path, environment: environment)
            guard known.contains(id) else { throw CommandContext.unknown(id, among: known) }
            if !yes { try ask() }
            let result = try PracticeRemoval.run(
                id, configuration: path, environment: environment,
                dropIns: ServiceUser.isRoot ? PracticeSetup.dropIns : nil)
            if json { Output.json(result.json) } else { for line in result.lines { Output.line(line) } }
        } catch {
            throw Failure.of(error)
        }
    }

    private func ask() throws {
        try Output.confirm(
            "Take \(id) out of service? Nobody of this practice is called any more; what is known of it stays.",
            otherwise: "Nobody of this practice is called any more. Say that you mean it with --yes.")
    }
}

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "What was done, when, and by whom. It can be read and never changed.")
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON Lines.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let list = try await context.run { try await AuditReport.list(context.store) }
        if json {
            for row in list.rows { Output.json(row.json) }
        } else {
            Output.table(list.headings, list.rows.map(\.cells))
        }
    }
}
