import Foundation
package import RecallCore
package import RecallPorts

/// The configuration with everything that it names, read and checked: what every command and service works by.
package struct LoadedConfiguration: Sendable {
    package var settings: Settings
    package var shipped: ShippedData
    /// What is at hand of the key of forgotten people; taken with the configuration, while a command has the rights to.
    package var forgetKey = ForgetKeyAccess.none
    /// In the order of their ids.
    package var practices: [PracticeContext]
    /// Those that something is wrong with, in the order of their ids; none where the whole has to be right.
    package var wrongPractices: [WrongPractice] = []

    /// The practice of that id.
    package func practice(_ id: String) -> PracticeContext? { practices.first { $0.id == id } }

    /// Whether the main file could not be read, so that nobody knows what it says.
    package var isMainFileUnread: Bool {
        wrongPractices.contains { $0.problems.contains { $0.file == settings.file && $0.key == nil } }
    }

    /// The practice of that id that something is wrong with.
    package func wrongPractice(_ id: String) -> WrongPractice? { wrongPractices.first { $0.context.id == id } }

    /// Loads the configuration at `path` with templates, layouts and the words of the call. What has to be there for the
    /// daemon, folders and keys, is looked at too if `readyToRun`. With `awaitsShares` a shared
    /// folder that cannot be used is no reason by itself to refuse the whole: it may be mounted later, and the other
    /// practices are served meanwhile.
    ///
    /// - Throws: every problem found, in one go.
    package static func load(
        path: String, environment: [String: String], readyToRun: Bool = false, awaitsShares: Bool = false
    ) throws(ConfigProblems) -> LoadedConfiguration {
        let reading = try read(path, environment)
        var problems = reading.problems
        if readyToRun {
            problems += SettingsCheck.keyProblems(reading.settings, environment: environment)
            let folders = SettingsCheck.folderProblems(reading.settings)
            if !problems.isEmpty || !awaitsShares { problems += folders }
        }
        guard problems.isEmpty, let shipped = reading.shipped else { throw ConfigProblems(problems) }
        return LoadedConfiguration(
            settings: reading.settings, shipped: shipped,
            forgetKey: Keys.forgetKey(reading.settings, environment: environment),
            practices: reading.practices.compactMap(\.context))
    }

    /// Loads as much of the configuration as is right, for what people do while a part of it is wrong: a practice whose own
    /// file is wrong keeps nobody from stopping calls, neither of another practice nor of this one.
    ///
    /// What is wrong in any other file is wrong for every practice.
    ///
    /// - Parameters:
    ///   - path: The configuration.
    ///   - environment: The environment of the command.
    /// - Returns: The configuration, with the practices that are right and, apart, those that are not.
    /// - Throws: Every problem, where the main file cannot be read or where it is not sure which state is meant.
    package static func loadWhatIsRight(
        path: String, environment: [String: String]
    ) throws(ConfigProblems) -> LoadedConfiguration {
        let reading = try read(path, environment, salvages: true)
        let problems = reading.problems
        let files = Set(reading.settings.practices.map(\.file))
        let ofAll = problems.filter { !files.contains($0.file) }
        let isStateSure = !ofAll.contains { $0.file == reading.settings.file && $0.key == "state_directory" }
        // What the parser gave up on says where the state is only by a line that looks like it: there has to be one.
        let isUnread = problems.contains { $0.file == reading.settings.file && $0.key == nil }
        if isUnread, !StoreFile.isThere(reading.settings) { throw ConfigProblems(problems) }
        // Without any practice there is nobody to do anything for.
        guard let shipped = reading.shipped, isStateSure, problems.isEmpty || !reading.practices.isEmpty else {
            throw ConfigProblems(problems)
        }
        var configuration = LoadedConfiguration(
            settings: reading.settings, shipped: shipped,
            forgetKey: Keys.forgetKey(reading.settings, environment: environment), practices: [])
        for practice in reading.practices {
            let own = problems.filter { $0.file == practice.settings.file } + ofAll
            if own.isEmpty, let context = practice.context {
                configuration.practices.append(context)
                continue
            }
            let context: PracticeContext
            if let built = practice.context {
                context = built
            } else {
                context = try standIn(for: practice.settings, settings: reading.settings, shipped)
            }
            configuration.wrongPractices.append(WrongPractice(context: context, problems: own))
        }
        return configuration
    }

    /// What could be read, and what is wrong with it.
    private struct Reading {
        var settings: Settings
        var shipped: ShippedData?
        /// The context is nil where what the practice names cannot be used.
        var practices: [(settings: PracticeSettings, context: PracticeContext?)] = []
        var problems: [ConfigProblem]
    }

    private static func read(
        _ path: String, _ environment: [String: String], salvages: Bool = false
    ) throws(ConfigProblems) -> Reading {
        let read = try SettingsLoader.read(path: path, environment: environment, salvages: salvages)
        let settings = read.settings
        var problems = read.problems
        /// What `body` gives; nil where it has problems, which are kept but for those of keys already found wrong.
        func collect<Value>(_ body: () throws(ConfigProblems) -> Value) -> Value? {
            do {
                return try body()
            } catch {
                problems += error.problems.filter { new in
                    !problems.contains { $0.file == new.file && $0.key == new.key }
                }
                return nil
            }
        }
        let shipped = collect { () throws(ConfigProblems) in
            try ShippedData.load(environment: environment, voice: settings.bland.voice)
        }
        let layouts = collect { () throws(ConfigProblems) in
            try LayoutFile.load(folder: settings.layoutsFolder, source: .practice)
        }
        var practices: [(settings: PracticeSettings, context: PracticeContext?)] = []
        for practice in settings.practices {
            guard let shipped else { break }
            let zone = collect { () throws(ConfigProblems) in try Self.zone(of: practice) }
            let template = collect { () throws(ConfigProblems) in
                try Self.template(for: practice, settings: settings, shipped: shipped)
            }
            let known = collect { () throws(ConfigProblems) in
                try Self.layouts(for: practice, own: layouts ?? [], shipped: shipped.layouts)
            }
            guard let zone, let template, layouts != nil, let known else {
                practices.append((practice, nil))
                continue
            }
            practices.append(
                (
                    practice,
                    PracticeContext(
                        settings: practice, zone: zone, template: template, holidays: shipped.holidays,
                        layouts: known, maxCallMinutes: settings.bland.maxCallMinutes)
                ))
        }
        return Reading(settings: settings, shipped: shipped, practices: practices, problems: problems)
    }

    /// A practice that names what cannot be used: with the zone and the template of a practice that names none.
    private static func standIn(
        for practice: PracticeSettings, settings: Settings, _ shipped: ShippedData
    ) throws(ConfigProblems) -> PracticeContext {
        var plain = practice
        plain.outbox.template = "standard"
        let template = try template(for: plain, settings: settings, shipped: shipped)
        let zone: Zone
        do {
            zone = try ZoneCache.zone(practice.timeZone)
        } catch {
            zone = .london
        }
        return PracticeContext(
            settings: practice, zone: zone, template: template, holidays: shipped.holidays, layouts: shipped.layouts,
            maxCallMinutes: settings.bland.maxCallMinutes)
    }

    private static func zone(of practice: PracticeSettings) throws(ConfigProblems) -> Zone {
        do {
            return try ZoneCache.zone(practice.timeZone)
        } catch {
            throw ConfigProblems([
                ConfigProblem(
                    file: practice.file, line: SettingsCheck.line(of: "time_zone", in: practice.file), key: "time_zone",
                    message: "the zone cannot be read (\(error)). Install the package tzdata")
            ])
        }
    }

    /// The practices' own layouts, and of the shipped ones those of the practice's system.
    private static func layouts(
        for practice: PracticeSettings, own: [Layout], shipped: [Layout]
    ) throws(ConfigProblems) -> [Layout] {
        guard practice.pms != "auto" else { return own + shipped }
        guard let family = LayoutFamily.named(practice.pms, in: own + shipped) else {
            let families = Set((own + shipped).map(\.family)).sorted()
            let hint = Spelling.nearest(to: practice.pms, among: families).map { "Did you mean \"\($0)\"?" }
            throw ConfigProblems([
                ConfigProblem(
                    file: practice.file, line: SettingsCheck.line(of: "pms", in: practice.file), key: "pms",
                    message: "there are no layouts of \"\(practice.pms)\". "
                        + (hint ?? "Write \"auto\", or one of: \(families.joined(separator: ", "))"))
            ])
        }
        return own + LayoutFamily.only(family, of: shipped)
    }

    private static func template(
        for practice: PracticeSettings, settings: Settings, shipped: ShippedData
    ) throws(ConfigProblems) -> OutboxTemplate {
        let name = practice.outbox.template
        for folder in [settings.templatesFolder, shipped.folder + "/templates"] {
            let path = "\(folder)/\(name).toml"
            if !name.contains("/"), FileManager.default.fileExists(atPath: path) { return try TemplateFile.load(path) }
        }
        let known = [settings.templatesFolder, shipped.folder + "/templates"]
            .flatMap { TextFile.names(in: $0, ending: ".toml") }.map { String($0.dropLast(5)) }
        let hint = Spelling.nearest(to: name, among: known).map { "Did you mean \"\($0)\"?" }
        throw ConfigProblems([
            ConfigProblem(
                file: practice.file, line: SettingsCheck.line(of: "outbox.template", in: practice.file),
                key: "outbox.template",
                message: "there is no template \"\(name)\". "
                    + (hint ?? "Write one of: \(Set(known).sorted().joined(separator: ", "))"))
        ])
    }
}

/// A practice that something is wrong with: enough to stop its calls, and not to decide by.
package struct WrongPractice: Sendable {
    /// As much of it as could be read, and what stands in for the rest.
    package var context: PracticeContext
    package var problems: [ConfigProblem]

    /// The files that are wrong.
    package var files: [String] { Set(problems.map(\.file)).sorted() }

    /// That it is wrong, and what tells more.
    package var words: String {
        "\(files.joined(separator: " and ")) \(files.count == 1 ? "is" : "are") wrong; recalld check tells what"
    }
}

/// What is shipped beside the binary.
package struct ShippedData: Sendable {
    package var folder: String
    package var layouts: [Layout]
    package var script: CallScript
    package var holidays: BankHolidays

    /// Reads the data folder.
    ///
    /// - Throws: that it is missing, or what is wrong with its files.
    package static func load(environment: [String: String], voice: String?) throws(ConfigProblems) -> ShippedData {
        guard let folder = DataFolder.find(environment: environment, executable: DataFolder.executable) else {
            throw ConfigProblems([
                ConfigProblem(
                    file: "/usr/share/recalld", line: nil, key: nil,
                    message:
                        "the files that come with recalld are missing. Install it again, or set RECALLD_DATA to their folder"
                )
            ])
        }
        let table = folder + "/bank-holidays.tsv"
        let text = try TextFile.read(table, missing: "the table of bank holidays is missing")
        let holidays: BankHolidays
        do {
            holidays = BankHolidays(proclaimed: try ProclaimedHoliday.parse(table: text))
        } catch {
            throw ConfigProblems([ConfigProblem(file: table, line: error.line, key: nil, message: error.problem)])
        }
        return ShippedData(
            folder: folder, layouts: try LayoutFile.load(folder: folder + "/layouts", source: .builtIn),
            script: try ScriptFile.load(folder + "/call.toml", voice: voice), holidays: holidays)
    }
}

/// One practice with all that deciding about its patients needs.
package struct PracticeContext: Sendable {
    package var settings: PracticeSettings
    package var zone: Zone
    package var template: OutboxTemplate
    package var holidays: BankHolidays
    package var layouts: [Layout]
    package var maxCallMinutes: Int
    /// The hours of a settings export; nil where there was none.
    package var narrowing: [Weekday: DayHours]?

    package var id: String { settings.id }
    package var rules: PracticeRules { settings.rules }

    /// The practice in whose folder a path leads; nil for a name alone, and for a path that leads into none.
    package static func owner(of path: String, among practices: [PracticeContext]) -> PracticeContext? {
        guard path.contains("/") else { return nil }
        func real(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
        let whole = real(path)
        return practices.first { whole.hasPrefix(real($0.settings.folder) + "/") }
    }

    /// When calls may start.
    package var hours: OpeningHours {
        OpeningHours(
            rules: rules, zone: zone, holidays: holidays, maxCallMinutes: maxCallMinutes, narrowedBy: narrowing)
    }

    /// The practice with the hours of the newest settings export, which narrow the practice's own.
    package func narrowed(by openings: [ImportedOpening]) -> PracticeContext {
        guard let narrowing = ExportedHours.byWeekday(openings) else { return self }
        var practice = self
        practice.narrowing = narrowing
        return practice
    }
}
