import ArgumentParser
import Foundation
import RecallCore
import RecallService
import RecallSystem

/// Where the process begins, with one thread.
@main
enum Program {
    static func main() async {
        // Whatever the command is, its memory may come to hold patients.
        ProcessMemory.keepFromDumps()
        // A service at rest is the smaller for it; but of two threads that make much, as those of `inspect` do, one waits.
        if !CommandLine.arguments.contains(InspectCommand.name) { ProcessMemory.keepOneArena() }
        await RecalldCommand.main()
    }
}

/// The command line of recalld.
struct RecalldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recalld",
        abstract: "Recall calls for opticians, from the exports of their practice-management systems.",
        discussion: """
            Exit codes: 0 done; 1 failed; 3 done, but something waits for a person; 64 wrong usage; 65 the file cannot \
            be used; 69 Bland cannot be reached; 75 another daemon holds the state directory; 78 wrong configuration.
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, ReloadCommand.self, CheckCommand.self, InspectCommand.self, ImportCommand.self,
            PlanCommand.self,
            WhyCommand.self, StatusCommand.self, ApproveCommand.self, RejectCommand.self, PauseCommand.self,
            ResumeCommand.self, SuppressCommand.self, UnsuppressCommand.self, HoldCommand.self, ReleaseCommand.self,
            RetryCommand.self, CancelCommand.self,
            SettleCommand.self, ReissueCommand.self, ForgetCommand.self, CallsCommand.self, OutboxCommand.self,
            ReviewCommand.self, LayoutsCommand.self, TasksCommand.self, AckCommand.self, BackupCommand.self,
            AuditCommand.self,
            SetupCommand.self, PracticeCommand.self, DoctorCommand.self, DemoCommand.self,
        ]
    )

    @OptionGroup var global: GlobalOptions

    /// `--config` is taken before the command and after it: what stands before is handed on.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Reading the command line and the file's first bytes takes as long as setting up what `inspect` needs later.
        async let _: Void = arguments.contains(InspectCommand.name) ? HeaderVocabulary.prepare() : ()
        do {
            var command = try parseAsRoot(GlobalOptions.rearranged(arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            ProcessEnd.end(0)
        } catch let failure as Failure {
            failure.tell()
            ProcessEnd.end(failure.code.rawValue)
        } catch {
            // Help and the version are such an error too, and belong on standard output.
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty { if code == .success { Output.line(message) } else { Output.error(message) } }
            if code != .success, let near = Suggestion.command(for: arguments) {
                Output.error("Did you mean: \(near)?")
            }
            ProcessEnd.end(code.rawValue)
        }
    }
}

/// What somebody meant who mistyped a command.
enum Suggestion {
    /// The command that is nearest to what was typed; nil where it is one, or far from all.
    ///
    /// - Parameter arguments: Those of the command line, without the program's name.
    /// - Returns: The whole command.
    static func command(for arguments: [String]) -> String? {
        var commands = RecalldCommand.configuration.subcommands
        var path = ["recalld"]
        for word in GlobalOptions.rearranged(arguments) {
            guard !commands.isEmpty, !word.hasPrefix("-") else { return nil }
            var names: [String] = []
            var next: [any ParsableCommand.Type]?
            for command in commands {
                names.append(command._commandName)
                if command._commandName == word { next = command.configuration.subcommands }
            }
            guard let next else {
                return Spelling.nearest(to: word, among: names).map { (path + [$0]).joined(separator: " ") }
            }
            path.append(word)
            commands = next
        }
        return nil
    }
}

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: "The configuration; default $RECALLD_CONFIG, else /etc/recalld/recalld.toml.",
        completion: .file(extensions: ["toml"]))
    var config: String?

    /// The arguments with `--config PATH` moved behind the command.
    static func rearranged(_ arguments: [String]) -> [String] {
        var rest = arguments
        var moved: [String] = []
        while let first = rest.first, first == "--config" || first.hasPrefix("--config=") {
            moved.append(rest.removeFirst())
            if first == "--config", !rest.isEmpty { moved.append(rest.removeFirst()) }
        }
        guard !moved.isEmpty, let command = rest.first, !command.hasPrefix("-") else { return arguments }
        return [command] + moved + rest.dropFirst()
    }
}
