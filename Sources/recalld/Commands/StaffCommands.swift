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
        let practice = try practice.map { try context.practice($0, byID: true) }
        try await context.perform { try await $0.pause(practice) }
    }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Starts dialling again.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try practice.map { try context.practice($0, byID: true) }
        let runs = try await context.run { try context.daemon() } != nil
        try await context.perform {
            try await $0.resume(practice, daemonRuns: runs) {
                try Composition.shipped.voice(context.configuration, environment: context.environment)
            }
        }
    }
}

struct SuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress", abstract: "Puts a number or a patient on the do-not-call list.")
    @Argument(help: "A telephone number; it counts for every practice unless one is named.") var phone: [String] = []
    @OptionGroup var global: GlobalOptions
    @Option(help: "A patient instead: the number, a telephone, or a part of the name.") var patient: String?
    @Option(help: "The practice.") var practice: String?
    @Option(help: "Why.") var reason: String
    @Flag(help: "Take the number of a patient whom no export has brought yet.") var anyway = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        switch try StopWords(phone: phone, patient: patient, export: nil) {
        case .phone(let text):
            let subject = try StopSubject(phone: text, practice: practice, context: context)
            try await context.perform(json: json) { try await $0.stop(subject, reason: reason) }
        case .patient(let text):
            let practices = try context.practices(practice, byID: true)
            try await context.perform(json: json) { operations in
                try await operations.onPatient(
                    text, of: practices, "suppress",
                    otherwise: { operations in
                        guard anyway else {
                            return Operations.nobody(
                                text, "suppress", next: "Where an export will bring them, add --anyway.")
                        }
                        return try await operations.stop(
                            .patient(text, try context.practice(practice, byID: true)), reason: reason)
                    }, { try await $0.stop(.patient($1, $2), reason: reason) })
            }
        case .export: break
        }
    }
}

struct UnsuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsuppress", abstract: "Takes a number or a patient off the do-not-call list.")
    @Argument(help: "A telephone number.") var phone: [String] = []
    @OptionGroup var global: GlobalOptions
    @Option(help: "A patient instead: the number, a telephone, or a part of the name.") var patient: String?
    @Option(
        help:
            "All that one do-not-call list has stopped instead: its name in archive/, or the name it was dropped under."
    )
    var export: String?
    @Option(help: "The practice, as it was named when the entry was made.") var practice: String?
    @Option(help: "Why.") var reason: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        switch try StopWords(phone: phone, patient: patient, export: export) {
        case .phone(let text):
            let subject = try StopSubject(phone: text, practice: practice, context: context)
            try await context.perform(json: json) { try await $0.endStop(subject, reason: reason) }
        case .patient(let text):
            let practices = try context.practices(practice, byID: true)
            try await context.perform(json: json) { operations in
                try await operations.onPatient(
                    text, of: practices, "unsuppress",
                    otherwise: {
                        try await $0.endStop(.patient(text, try context.practice(practice, byID: true)), reason: reason)
                    },
                    { try await $0.endStop(.patient($1, $2), reason: reason) })
            }
        case .export(let file):
            let practices = try context.practices(practice, byID: true)
            try await context.perform(json: json) {
                try await $0.endStops(ofExport: file, of: practices, reason: reason)
            }
        }
    }
}

/// What the arguments of a command about the do-not-call list name.
private enum StopWords {
    /// A telephone; blanks in it need no quotes.
    case phone(String)
    case patient(String)
    case export(String)

    init(phone: [String], patient: String?, export: String?) throws {
        switch (phone.isEmpty, patient, export) {
        case (false, nil, nil): self = .phone(phone.joined(separator: " "))
        case (true, let patient?, nil): self = .patient(patient)
        case (true, nil, let export?): self = .export(export)
        default: throw Failure(.usage, "Name a telephone number, or a patient with --patient.")
        }
    }
}

extension StopSubject {
    /// The number that a command names.
    fileprivate init(phone text: String, practice: String?, context: CommandContext) throws {
        guard let number = PhoneReader.read(text).number else {
            throw Failure(
                .usage,
                "\"\(text)\" is no telephone number. Write it like 07700 900123; a patient is named with --patient.")
        }
        self = .number(number, try practice.map { try context.practice($0, byID: true) })
    }
}

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Erases a person's data and says what was erased; the wish not to be called stays as a hash.")
    @Argument(help: "The patient: the number in the practice's system, a telephone, or a part of the name.")
    var patient: [String]
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let text = patient.joined(separator: " ")
        let practices = try context.practices(practice)
        try await context.perform(json: json) { operations in
            try await operations.onPatient(
                text, of: practices, "forget",
                // Somebody of whom only the diary or the do-not-call list knows is forgotten too.
                otherwise: { operations in
                    let practice = try context.practice(practice)
                    if !yes { try ask(text, practice) }
                    return try await operations.forget(text, of: practice)
                },
                { operations, patient, practice in
                    if !yes { try ask(patient, practice) }
                    return try await operations.forget(patient, of: practice)
                })
        }
    }

    private func ask(_ patient: String, _ practice: PracticeContext) throws {
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
