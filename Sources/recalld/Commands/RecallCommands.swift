import ArgumentParser
import RecallPorts
import RecallService

/// The recall that a command is about.
struct RecallArguments: ParsableArguments {
    @Argument(help: "The recall, as plan shows it; or its patient: the number, a telephone, or a part of the name.")
    var recall: [String]
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?
    @Flag(help: "Print one JSON object.") var json = false

    /// Does something to the recall.
    func perform(
        _ operation: String, _ act: (Operations, String) async throws(StoreError) -> OperationAnswer
    ) async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice, byID: true)
        try await context.perform(json: json) { operations in
            try await operations.onRecall(recall.joined(separator: " "), of: practices, operation, act)
        }
    }
}

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Holds one recall until it is released.")
    @OptionGroup var about: RecallArguments

    func run() async throws {
        try await about.perform("hold") { operations, recall throws(StoreError) in try await operations.hold(recall) }
    }
}

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Lets a recall be called that was held, or that is urgent and waits for a person.")
    @OptionGroup var about: RecallArguments

    func run() async throws {
        try await about.perform("release") { operations, recall throws(StoreError) in
            try await operations.release(recall)
        }
    }
}

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has one recall tried again that has ended, was cancelled or has used up its calls.")
    @OptionGroup var about: RecallArguments

    func run() async throws {
        try await about.perform("retry") { operations, recall throws(StoreError) in try await operations.retry(recall) }
    }
}

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends one recall: it is not called again until you retry it.")
    @OptionGroup var about: RecallArguments

    func run() async throws {
        try await about.perform("cancel") { operations, recall throws(StoreError) in
            try await operations.cancel(recall)
        }
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
