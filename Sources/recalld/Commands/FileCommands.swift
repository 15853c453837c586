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
            throw Failure(error.kind == .missing ? Failure.failed : Failure.unusableFile, "recalld: \(error)")
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
        case .hold: throw Failure(Failure.waits)
        case .reject: throw Failure(Failure.unusableFile)
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
            guard bytes.count == 1 else { throw Failure(Failure.usage, "--delimiter takes one character, or tab.") }
            given.delimiter = bytes[0]
        }
        if let quote {
            let bytes = quote == "none" || quote.isEmpty ? [] : Array(quote.utf8)
            guard bytes.count <= 1 else { throw Failure(Failure.usage, "--quote takes one character, or none.") }
            given.quote = .some(bytes.first)
        }
        if let encoding {
            guard let known = TextEncoding(rawValue: encoding.lowercased()) else {
                throw Failure(
                    Failure.usage,
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
        let now = try at.map(Moment.read) ?? SystemClock.now
        let result = try await context.run {
            try await HandImport.take(
                file, practice: practice, configuration: context.configuration, store: context.store, now: now)
        }
        if json {
            Output.json(
                .object([
                    ("file", .string((file as NSString).lastPathComponent)), ("state", .string(result.state.rawValue)),
                    ("kind", .text(result.kind)), ("rows", .integer(result.rows)),
                    ("unusable_rows", .integer(result.unusableRows)), ("stored", .integer(result.stored)),
                    ("place", .string(result.place)), ("reason", .string(result.reason)),
                    ("warning", .text(result.warning)),
                ]))
        } else {
            switch result.state {
            case .imported:
                Output.line(
                    "Imported as \(result.kind ?? ""): \(result.rows) rows, \(result.unusableRows) of them unusable.")
            case .duplicate: Output.line("These bytes were imported before; nothing was changed.")
            case .review: Output.line("It waits for a person: \(result.reason)")
            case .rejected: Output.line("It cannot be used: \(result.reason)")
            }
            if let warning = result.warning { Output.line("Note: \(warning)") }
            Output.line("It stands in \(result.place).")
        }
        switch result.state {
        case .imported, .duplicate: return
        case .review: throw Failure(Failure.waits)
        case .rejected: throw Failure(Failure.unusableFile)
        }
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
        let held = try HeldExport.find(file, practices: try context.practices(practice))
        let result = try await context.run {
            try await held.approve(configuration: context.configuration, store: context.store, now: SystemClock.now)
        }
        switch result.state {
        case .imported:
            Output.line("Approved and imported: \(result.rows) rows, \(result.unusableRows) of them unusable.")
        case .duplicate: Output.line("These bytes were imported before; nothing was changed.")
        case .review:
            Output.line("It still waits for a person: \(result.reason)")
            throw Failure(Failure.waits)
        case .rejected:
            Output.line("It cannot be used: \(result.reason)")
            throw Failure(Failure.unusableFile)
        }
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
        let held = try HeldExport.find(file, practices: try context.practices(practice))
        try await context.run { try held.reject() }
        Output.line("Rejected; it stands in rejected/.")
    }
}

/// Moments that people type.
enum Moment {
    static func read(_ text: String) throws -> Instant {
        guard let moment = Instant(iso: text) else {
            throw Failure(Failure.usage, "\"\(text)\" is no moment. Write it like 2026-11-24T10:30:00Z.")
        }
        return moment
    }
}
