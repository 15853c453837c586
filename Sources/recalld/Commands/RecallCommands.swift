import ArgumentParser
import RecallPorts
import RecallService
import RecallSystem

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has one recall tried again that has ended, was cancelled or has used up its calls.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let answer = try await context.run { try await context.store.retry(recall: recall, now: SystemClock.now) }
        try RecallReply.give(
            answer, command: "retry", recall: recall, json: json,
            words: "It is tried again. The calls so far count no more; every other gate stays: see recalld plan.")
    }
}

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends one recall: it is not called again until you retry it.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let answer = try await context.run { try await context.store.cancel(recall: recall, now: SystemClock.now) }
        try RecallReply.give(
            answer, command: "cancel", recall: recall, json: json,
            words: "Cancelled. A call in progress goes on. Take it back with: recalld retry \(recall)")
    }
}

/// Says what became of a command about one recall.
private enum RecallReply {
    static func give(
        _ answer: RecallAnswer, command: String, recall: String, json: Bool, words: String
    ) throws {
        if json {
            Output.json(
                .object([
                    ("command", .string(command)), ("recall", .string(recall)), ("result", .string(answer.rawValue)),
                ]))
        }
        switch answer {
        case .done: if !json { Output.line(words) }
        case .gone:
            throw Failure(Failure.failed, "There is no recall \"\(recall)\". See: recalld plan --json")
        case .unsettled:
            throw Failure(
                Failure.failed,
                "A call of this recall is in progress, or nobody knows what came of it. See recalld why, and recalld settle."
            )
        }
    }
}
