import ArgumentParser
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

extension PrintedList {
    /// Prints it: JSON Lines, or a table; `empty` where there is nothing.
    func print(json: Bool, empty: String) {
        if json {
            for row in rows { Output.json(row.json) }
        } else if rows.isEmpty {
            Output.line(empty)
        } else {
            Output.table(headings, rows.map(\.cells))
        }
    }
}

struct CallsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: "The calls that were placed.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The newest calls, newest first.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "One practice; default all.") var practice: String?
        @Option(help: "Only the calls of this date, such as 2026-11-24.") var day: String?
        @Option(help: "At most so many for each practice.") var limit: Int = 50
        @Flag(help: "Print JSON Lines.") var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit must be above 0.") }
        }

        func run() async throws {
            let context = try CommandContext(global)
            let date = try day.map { text in
                guard let date = Day(iso: text) else {
                    throw Failure(.usage, "\"\(text)\" is no date. Write it like 2026-11-24.")
                }
                return date
            }
            let practices = try context.practices(practice)
            let list = try await context.run {
                try await Listings.calls(practices, store: context.store, day: date, limit: limit)
            }
            list.print(json: json, empty: "No call has been placed.")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "One call: what was offered, what it came to, what was told of it.")
        @Argument(help: "The attempt, as calls list shows it, or Bland's id of the call.") var call: String
        @OptionGroup var global: GlobalOptions
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let context = try CommandContext(global)
            let found = try await context.run { try await context.store.call(call) }
            guard let found, let practice = context.configuration.practice(found.attempt.practice) else {
                throw Failure(.failed, "There is no call \"\(call)\". See: recalld calls list")
            }
            let shown = Listings.call(found, practice: practice)
            if json { Output.json(shown.json) } else { for line in shown.lines { Output.line(line) } }
        }
    }
}

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "The files for the practice's system, and whether they were collected.",
        subcommands: [List.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The files that nobody has collected yet.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "One practice; default all.") var practice: String?
        @Flag(help: "The collected ones, too.") var all = false
        @Option(help: "At most so many for each practice, the newest.") var limit: Int = 500
        @Flag(help: "Print JSON Lines.") var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit must be above 0.") }
        }

        func run() async throws {
            let context = try CommandContext(global)
            let practices = try context.practices(practice)
            let list = try await context.run {
                try await Listings.outbox(
                    practices, store: context.store, withCollected: all, limit: limit, now: SystemClock.now)
            }
            list.print(json: json, empty: all ? "No file has been written." : "Every file has been collected.")
        }
    }
}

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "The exports that wait for a person.",
        subcommands: [List.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The exports in review/, and why they wait.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "One practice; default all.") var practice: String?
        @Flag(help: "Print JSON Lines.") var json = false

        func run() async throws {
            let context = try CommandContext(global)
            let practices = try context.practices(practice)
            let list = try await context.run { try await Listings.reviews(practices, store: context.store) }
            list.print(json: json, empty: "No export waits for a person.")
            if !json, !list.rows.isEmpty {
                Output.line("Read the .review.txt beside each; then: recalld approve FILE, or recalld reject FILE")
            }
        }
    }
}

struct TasksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "What waits for staff, the most pressing first.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?
    @Flag(help: "The changes of contact, too, that no export has shown taken over.") var changes = false
    @Flag(help: "Print JSON Lines.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice)
        let list = try await context.run {
            try await Listings.tasks(practices, store: context.store, withContactUpdates: changes)
        }
        list.print(json: json, empty: "There is nothing to do.")
        if !json, !list.rows.isEmpty { Output.line("When one is done: recalld ack ID") }
    }
}

struct AckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Says that a failure has been seen, or that a task is done.")
    @Argument(help: "A failure's code as status shows it, or the id of a task; nothing with --all.")
    var what: String?
    @OptionGroup var global: GlobalOptions
    @Option(help: "Failures of one practice; default all.") var practice: String?
    @Flag(help: "Every failure; no task.") var all = false

    func validate() throws {
        guard (what == nil) == all else {
            throw ValidationError("Name a failure or a task, or give --all for every failure.")
        }
    }

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try practice.map { try context.practice($0, byID: true) }
        try await context.perform { operations in
            guard let what else { return try await operations.acknowledge(code: nil, practice: practice) }
            return try await operations.done(with: what, practice: practice)
        }
    }
}
