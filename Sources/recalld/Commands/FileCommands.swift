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
            Output.show(report.blocks)
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
    @Flag(help: "It is a part of its list: patients whom it leaves out stay as they are.") var part = false

    func run() async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice)
        try await context.perform { try await $0.approve(file, of: practices, isPart: part) }
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

struct LayoutsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layouts",
        abstract: "How exports are read because somebody approved it, and who did; takes one back.")
    @OptionGroup var global: GlobalOptions
    @Option(help: "One practice; default all.") var practice: String?
    @Option(help: "Take back this layout.") var forget: String?
    @Flag(help: "Print JSON Lines.") var json = false

    func run() async throws {
        let context = try CommandContext(global)
        let practices = try context.practices(practice)
        if let forget {
            try await context.perform(json: json) { try await $0.forgetLayout(forget, of: practices) }
        } else {
            let list = try await context.run { try await Listings.layouts(practices, store: context.store) }
            list.print(json: json, empty: "No layout was learnt.")
        }
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
