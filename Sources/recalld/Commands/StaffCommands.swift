import ArgumentParser
import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Stops dialling.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let id = try practice.map { try context.practice($0).id } ?? ""
        try await context.run { try await context.store.pause(practice: id, now: SystemClock.now) }
        Output.line(
            "Dialling is paused\(id.isEmpty ? "" : " for \(id)"). Calls in progress go on. Start it again with: recalld resume"
        )
    }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Starts dialling again.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let id = try practice.map { try context.practice($0).id } ?? ""
        try await context.run {
            try await context.store.resume(practice: id, now: SystemClock.now)
            try await context.store.askAboutAccountSoon()
        }
        Output.line("Dialling goes on\(id.isEmpty ? "" : " for \(id)").")
        for practice in context.configuration.practices
        where await Planning.isFilePaused(practice, store: context.store) {
            Output.line("note: \(practice.id) stays paused by the PAUSE file in its shared folder.")
        }
    }
}

struct SuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress", abstract: "Puts a number or a patient on the do-not-call list.")
    @Argument(help: "A telephone number; it counts for every practice unless one is named.") var phone: String?
    @OptionGroup var global: GlobalOptions
    @Option(help: "A patient's number instead.") var patient: String?
    @Option(help: "The practice.") var practice: String?
    @Option(help: "Why.") var reason: String

    func run() async throws {
        let context = try CommandContext(global)
        let entry = try ListEntry(phone: phone, patient: patient, practice: practice, context: context)
        let isNew = try await context.run {
            try await context.store.addStop(
                Stop(
                    practice: entry.practice, phone: entry.phone, patientID: entry.patient, reason: reason,
                    source: "staff"),
                now: SystemClock.now)
        }
        Output.line(isNew ? "Never called from now on." : "It was on the list already.")
    }
}

struct UnsuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsuppress", abstract: "Takes a number or a patient off the do-not-call list.")
    @Argument(help: "A telephone number.") var phone: String?
    @OptionGroup var global: GlobalOptions
    @Option(help: "A patient's number instead.") var patient: String?
    @Option(help: "The practice, as it was named when the entry was made.") var practice: String?
    @Option(help: "Why.") var reason: String

    func run() async throws {
        let context = try CommandContext(global)
        let entry = try ListEntry(phone: phone, patient: patient, practice: practice, context: context)
        let ended = try await context.run {
            let ended = try await context.store.endStops(
                practice: entry.practice, phone: entry.phone, patientID: entry.patient, reason: reason,
                now: SystemClock.now)
            let remembered = try await Forgetting.undo(
                practice: entry.practice, phone: entry.phone, patientID: entry.patient, store: context.store,
                now: SystemClock.now)
            return ended + remembered
        }
        guard ended > 0 else { throw Failure(Failure.failed, "There is no such entry on the list.") }
        Output.line("Off the list. The export, the patient's record and the other gates still decide.")
    }
}

/// A number or a patient, as the list takes it.
struct ListEntry {
    var practice: String?
    var phone: PhoneNumber?
    var patient: String?

    init(phone text: String?, patient: String?, practice: String?, context: CommandContext) throws {
        guard (text == nil) != (patient == nil) else {
            throw Failure(Failure.usage, "Name a telephone number, or a patient with --patient ID.")
        }
        if let text {
            guard let number = PhoneReader.read(text).number else {
                throw Failure(Failure.usage, "\"\(text)\" is no telephone number. Write it like 07700 900123.")
            }
            phone = number
            self.practice = try practice.map { try context.practice($0).id }
        } else {
            self.patient = patient
            self.practice = try context.practice(practice).id
        }
    }
}

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Erases a person's data and says what was erased; the wish not to be called stays as a hash.")
    @Argument(help: "The patient's number in the practice's system.") var patient: String
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try context.practice(practice)
        if !yes {
            guard Output.isTerminal(0) else {
                throw Failure(Failure.usage, "This cannot be undone. Say that you mean it with --yes.")
            }
            Output.error("Erase all that recalld knows of patient \(patient) of \(practice.id)? This cannot be undone.")
            Output.error("Type yes to go on:")
            guard readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == "yes" else {
                throw Failure(Failure.failed, "Nothing was erased.")
            }
        }
        let report = try await context.run {
            try await Forgetting.forget(
                patientID: patient, practice: practice, configuration: context.configuration, store: context.store,
                now: SystemClock.now)
        }
        guard let report else { throw Failure(Failure.failed, "\(practice.id) has no patient \"\(patient)\".") }
        if json { Output.json(report.json) } else { for line in report.lines { Output.line(line) } }
    }
}

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Holds one recall until it is released.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let context = try CommandContext(global)
        let found = try await context.run {
            try await context.store.mark(recall: recall, held: true, now: SystemClock.now)
        }
        guard found else { throw Failure(Failure.failed, "There is no recall \"\(recall)\". See: recalld plan --json") }
        Output.line("Held. Release it with: recalld release \(recall)")
    }
}

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Lets a recall be called that was held, or that is urgent and waits for a person.")
    @Argument(help: "The recall, as plan shows it.") var recall: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let context = try CommandContext(global)
        let found = try await context.run {
            try await context.store.mark(recall: recall, held: false, released: true, now: SystemClock.now)
        }
        guard found else { throw Failure(Failure.failed, "There is no recall \"\(recall)\". See: recalld plan --json") }
        Output.line("Released.")
    }
}

struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Staff say what an unknown attempt came to.")
    @Argument(help: "The attempt, as why shows it.") var attempt: String
    @OptionGroup var global: GlobalOptions
    @Option(
        help: "What it came to, such as no_answer or booked; not_called makes the patient callable again.",
        completion: .list(SettleCommand.words))
    var outcome: String

    /// What may be said of an attempt.
    private static let words = ["not_called"] + Outcome.allCases.filter { $0 != .unknown }.map(\.rawValue)

    func run() async throws {
        let context = try CommandContext(global)
        guard Self.words.contains(outcome) else {
            throw Failure(
                Failure.usage, "\"\(outcome)\" is no outcome. Write one of: \(Self.words.joined(separator: ", ")).")
        }
        let settled = try await context.run {
            try await StaffSettling.finishAttempt(
                attempt: attempt, outcome: Outcome(rawValue: outcome), configuration: context.configuration,
                store: context.store, now: SystemClock.now)
        }
        guard settled else { throw Failure(Failure.failed, "There is no unknown attempt \"\(attempt)\".") }
        Output.line("Settled.")
    }
}

struct ReissueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue", abstract: "Writes an outbox file again, byte for byte, under its own name.")
    @Argument(help: "The file's name.") var file: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let context = try CommandContext(global)
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let written = try await context.run {
            try await Reissue.write(
                name, configuration: context.configuration, store: context.store, now: SystemClock.now)
        }
        guard let written else { throw Failure(Failure.failed, "recalld has never written a file \"\(name)\".") }
        Output.line("Written: \(written)")
    }
}
