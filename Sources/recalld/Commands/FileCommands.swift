import ArgumentParser
import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem
import Tabular

struct InspectCommand: AsyncParsableCommand {
    static let name = "inspect"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "How a file would be read; changes nothing, needs no configuration.")
    @Argument(help: "The file.", completion: .file()) var file: String
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Print every record of the file as a JSON array, exactly as the reader saw it.") var records = false
    @Flag(help: "Print every data row with what it was read as, as JSON Lines.") var rows = false
    @Option(help: "The delimiter: one character, or tab.") var delimiter: String?
    @Option(help: "The quote: one character, or none.") var quote: String?
    @Option(help: "The encoding, such as windows-1252.") var encoding: String?

    func run() async throws {
        let report: InspectReport
        do {
            report = try await InspectReport(
                path: file, layouts: layouts, today: Zone.london.day(of: SystemClock.now), given: try given(),
                limits: try limits())
        } catch let error as FileError {
            throw Failure(error.kind == .missing ? .failed : .unusableFile, "recalld: \(error)")
        }
        if records {
            try report.eachRecord(Output.json)
        } else if rows {
            try report.eachRow(Output.json)
        } else if json {
            Output.json(report.json)
        } else {
            tell(report)
        }
        switch report.verdict {
        case .accept, .duplicate: return
        case .hold: throw Failure(.waits)
        case .reject: throw Failure(.unusableFile)
        }
    }

    /// The layouts of the configuration where one is named, else the shipped ones, else none.
    private func layouts() throws -> [Layout] {
        if global.config != nil { return try CommandContext.configuration(global).practices.first?.layouts ?? [] }
        guard let folder = DataFolder.find(environment: CommandContext.environment, executable: DataFolder.executable)
        else {
            return []
        }
        do {
            return try LayoutFile.load(folder: folder + "/layouts", source: .builtIn)
        } catch {
            throw Failure(error)
        }
    }

    /// The limits of the configuration where one is named, else those that stand where nothing is set.
    private func limits() throws -> FileVerdict.Limits {
        guard global.config != nil else { return .standard }
        return try CommandContext.configuration(global).settings.limits.ofFiles
    }

    private func given() throws -> FormatDetector.Given {
        var given = FormatDetector.Given()
        if let delimiter {
            let bytes = delimiter == "tab" || delimiter == "\\t" ? [9] : Array(delimiter.utf8)
            guard bytes.count == 1 else { throw Failure(.usage, "--delimiter takes one character, or tab.") }
            given.delimiter = bytes[0]
        }
        if let quote {
            let bytes = quote == "none" || quote.isEmpty ? [] : Array(quote.utf8)
            guard bytes.count <= 1 else { throw Failure(.usage, "--quote takes one character, or none.") }
            given.quote = .some(bytes.first)
        }
        if let encoding {
            guard let known = TextEncoding(rawValue: encoding.lowercased()) else {
                throw Failure(
                    .usage,
                    "--encoding takes one of: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            given.encoding = known
        }
        return given
    }

    private func tell(_ report: InspectReport) {
        let profile = report.reading.profile
        Output.line(
            "\(report.file): \(report.bytes) bytes, \(profile.encoding.rawValue), \(profile.rows) rows, \(profile.columns) columns"
        )
        if let recognition = report.reading.recognition {
            Output.line(
                "Kind: \(recognition.kind?.rawValue ?? "not recognised"); layout \(recognition.layout.name) "
                    + "(\(recognition.layout.source.rawValue)); dates \(recognition.dateOrder?.rawValue ?? "need no order")"
            )
            Output.line("")
            Output.table(
                ["column", "taken for", "sure", "why", "such as"],
                recognition.columns.map {
                    [
                        $0.header, $0.field?.rawValue ?? "-", $0.field == nil ? "" : "\(Int($0.confidence * 100)) %",
                        $0.evidence, ShownText.line($0.samples.first ?? "", upTo: 40),
                    ]
                },
                style: { number in
                    let column = recognition.columns[number]
                    return column.field == nil ? .dim : column.confidence < 0.8 ? .yellow : nil
                })
            Output.line("")
        }
        for note in profile.notes { Output.line("note: \(note)", .yellow) }
        if report.problemCount > 0 {
            Output.line("\(report.problemCount) cells or rows with a problem, the first:")
            for problem in report.problems.prefix(10) {
                Output.line("  line \(problem.line): \(problem.field?.rawValue ?? "row"): \(problem.problem)")
            }
        }
        let (words, style): (String, ShownText.Style) =
            switch report.verdict {
            case .accept, .duplicate: ("It would be imported.", .green)
            case .hold: ("It would wait for a person.", .yellow)
            case .reject: ("It cannot be used.", .red)
            }
        Output.line("Verdict: \(report.verdict.word.rawValue). \(words)", style)
        for reason in report.reasons { Output.line("  - \(reason)") }
    }
}

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes one file through the same path as the inbox, then returns.")
    @Argument(help: "The file.", completion: .file()) var file: String
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String
    @Flag(help: "Print one JSON object.") var json = false
    @Option(help: .hidden) var at: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practice = try context.practice(practice)
        let moment = try at.map(Moment.read)
        try await context.perform(json: json, at: moment) { try await $0.importFile(file, practice) }
    }
}

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approves an export that is held for review, and remembers its layout.")
    @Argument(help: "The file: its path, or its name in review/.", completion: .file()) var file: String
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice)
        try await context.perform { try await $0.approve(file, of: practices) }
    }
}

struct RejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Rejects an export that is held for review.")
    @Argument(help: "The file: its path, or its name in review/.", completion: .file()) var file: String
    @OptionGroup var global: GlobalOptions
    @Option(help: "The practice.") var practice: String?

    func run() async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice)
        try await context.perform { try await $0.reject(file, of: practices) }
    }
}

/// Moments that people type.
enum Moment {
    static func read(_ text: String) throws -> Instant {
        guard let moment = Instant(iso: text) else {
            throw Failure(.usage, "\"\(text)\" is no moment. Write it like 2026-11-24T10:30:00Z.")
        }
        return moment
    }
}
