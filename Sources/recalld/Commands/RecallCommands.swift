import ArgumentParser
import RecallService

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Holds one recall until it is released.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await CommandContext(global).perform { try await $0.hold(recall) }
    }
}

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Lets a recall be called that was held, or that is urgent and waits for a person.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await CommandContext(global).perform { try await $0.release(recall) }
    }
}

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has one recall tried again that has ended, was cancelled or has used up its calls.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        try await CommandContext(global).perform(json: json) { try await $0.retry(recall) }
    }
}

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends one recall: it is not called again until you retry it.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        try await CommandContext(global).perform(json: json) { try await $0.cancel(recall) }
    }
}

struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Staff say what an unknown attempt came to.")
    @Argument(help: "The attempt, as why shows it.") var attempt: String
    @OptionGroup var global: GlobalOptions
    @Option(
        help: "What it came to, such as no_answer or booked; not_called makes the patient callable again.",
        completion: .list(StaffFinding.words))
    var outcome: String

    func run() async throws {
        let context = try CommandContext(global)
        guard let finding = StaffFinding(word: outcome) else {
            throw Failure(
                .usage,
                "\"\(outcome)\" is no outcome. Write one of: \(StaffFinding.words.joined(separator: ", ")).")
        }
        try await context.perform { try await $0.settle(attempt, as: finding) }
    }
}
