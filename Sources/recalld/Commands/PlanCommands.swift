import ArgumentParser
import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Every recall: its state, its place, what holds it, when it would be dialled.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?
    @Option(help: "Take this moment for now (ISO 8601 with an offset or Z).") var at: String?
    @Option(help: "A file of JSON lines of attempts to take as made; writes nothing.", completion: .file()) var suppose:
        String?
    @Flag(help: "Print JSON Lines.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let now = try at.map(Moment.read) ?? SystemClock.now
        let supposed = try suppose.map(Supposition.read) ?? [:]
        for practice in try context.practices(practice) {
            let lines = try await context.run {
                try await Planning.plan(
                    practice, settings: context.configuration.settings, store: context.store, at: now, suppose: supposed
                )
            }
            if json {
                for line in lines { Output.json(PlanReport.json(line)) }
            } else {
                Output.line("\(practice.rules.name), \(MomentWords.stamp(now, practice.zone))")
                Output.table(PlanReport.headings, lines.map { PlanReport.cells($0, zone: practice.zone) })
            }
        }
    }
}

/// Attempts taken as made.
enum Supposition {
    private struct Line: Decodable {
        var patient_id: String
        var started_at: Instant
        var outcome: Outcome?
        var callback_at: Instant?
    }

    static func read(_ path: String) throws -> [String: [PastAttempt]] {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Failure(.unusableFile, "\(path) cannot be read.")
        }
        var attempts: [String: [PastAttempt]] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            do {
                let read = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
                attempts[PatientIdentity.key(read.patient_id), default: []].append(
                    PastAttempt(startedAt: read.started_at, outcome: read.outcome, callbackAt: read.callback_at))
            } catch {
                throw Failure(
                    .unusableFile,
                    "\(path):\(index + 1): is no attempt. Write {\"patient_id\":\"1\",\"started_at\":\"2026-11-20T10:00:00Z\",\"outcome\":\"no_answer\",\"callback_at\":null}"
                )
            }
        }
        return attempts
    }
}

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "One patient: how read, risk and reasons, each gate, each call, each line written.")
    @Argument(help: "The patient: the number in the practice's system, a telephone, or a part of the name.")
    var patient: [String]
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?
    @Option(help: "Take this moment for now.") var at: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let now = try at.map(Moment.read) ?? SystemClock.now
        let text = patient.joined(separator: " ")
        let practices = try context.practices(practice)
        var meant: [FoundPatient] = []
        try await context.perform(json: json) { operations in
            switch try await operations.patient(text, of: practices) {
            case .one(let patient, _): meant = [patient]
            // One number in several practices: all of them are told.
            case .several(let patients) where patients.allSatisfy({ $0.likeness == .exactNumber }): meant = patients
            case .several(let patients): return Operations.several(text, patients, "why")
            case .nobody: return Operations.nobody(text, "why")
            }
            return nil
        }
        for patient in meant {
            guard let practice = practices.first(where: { $0.id == patient.practice }) else { continue }
            let report = try await context.run {
                try await WhyReport.make(
                    patientID: patient.patientID, practice: practice, settings: context.configuration.settings,
                    store: context.store,
                    now: now)
            }
            guard let report else { continue }
            if json {
                Output.json(report.json)
            } else {
                for line in report.lines { Output.line(line) }
            }
        }
    }
}
