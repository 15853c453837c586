import ArgumentParser
import Foundation
import RecallCore
import RecallService

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Stops dialling.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try practice.map(context.practice)
        try await context.perform { try await $0.pause(practice) }
    }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Starts dialling again.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try practice.map(context.practice)
        try await context.perform { try await $0.resume(practice) }
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
        let subject = try StopSubject(phone: phone, patient: patient, practice: practice, context: context)
        try await context.perform { try await $0.stop(subject, reason: reason) }
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
        let subject = try StopSubject(phone: phone, patient: patient, practice: practice, context: context)
        try await context.perform { try await $0.endStop(subject, reason: reason) }
    }
}

extension StopSubject {
    /// Whom the arguments of a command name.
    fileprivate init(phone text: String?, patient: String?, practice: String?, context: CommandContext) throws {
        switch (text, patient) {
        case (let text?, nil):
            guard let number = PhoneReader.read(text).number else {
                throw Failure(.usage, "\"\(text)\" is no telephone number. Write it like 07700 900123.")
            }
            self = .number(number, try practice.map(context.practice))
        case (nil, let patient?): self = .patient(patient, try context.practice(practice))
        default: throw Failure(.usage, "Name a telephone number, or a patient with --patient ID.")
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
        if !yes { try ask(practice) }
        try await context.perform(json: json) { try await $0.forget(patient, of: practice) }
    }

    private func ask(_ practice: PracticeContext) throws {
        guard Output.isTerminal(0) else {
            throw Failure(.usage, "This cannot be undone. Say that you mean it with --yes.")
        }
        Output.error("Erase all that recalld knows of patient \(patient) of \(practice.id)? This cannot be undone.")
        Output.error("Type yes to go on:")
        guard readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == "yes" else {
            throw Failure(.failed, "Nothing was erased.")
        }
    }
}

struct ReissueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue", abstract: "Writes an outbox file again, byte for byte, under its own name.")
    @Argument(help: "The file's name.") var file: String
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await CommandContext(global).perform { try await $0.reissue(file) }
    }
}
