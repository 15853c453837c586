import Foundation
import RecallCore

/// Reads the configuration: whole, checked whole, refused whole, with every problem in one go.
package enum SettingsLoader {
    /// The place of the configuration when nobody names one.
    package static func defaultPath(environment: [String: String]) -> String {
        environment["RECALLD_CONFIG"].flatMap { $0.isEmpty ? nil : $0 } ?? "/etc/recalld/recalld.toml"
    }

    /// The state of a configuration that names none, or that cannot be read: what the service manager gave, else the usual one.
    package static func usualState(environment: [String: String]) -> String {
        environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init) ?? "/var/lib/recalld"
    }

    /// The settings of `path` and of the practices' files beside it, and everything that is wrong with them: as far as they
    /// can be read they are given, so that what they name can be looked at in the same go. `STATE_DIRECTORY` of the
    /// environment counts where the file names no state directory. Whether folders and keys are really there is asked by
    /// `SettingsCheck`.
    ///
    /// - Parameters:
    ///   - path: The main file.
    ///   - environment: The process's environment.
    ///   - salvages: Whether a main file that the parser gives up on still says where state and practices are, where those
    ///     lines are plain: people have to stop calls all the same.
    /// - Returns: The settings as far as they can be read, and what is wrong with them.
    /// - Throws: That the main file cannot be read at all.
    package static func read(
        path: String, environment: [String: String], salvages: Bool = false
    ) throws(ConfigProblems) -> (settings: Settings, problems: [ConfigProblem]) {
        let path = absolute(path, from: FileManager.default.currentDirectoryPath)
        let home = (path as NSString).deletingLastPathComponent
        let text = try TextFile.read(
            path,
            missing: FileManager.default.fileExists(atPath: path + ".txt")
                ? "there is no configuration here, but \(path).txt, which is not read. Name it without .txt"
                : "there is no configuration here. Copy the sample recalld.toml to this place, or name another with --config"
        )
        let file: ConfigFile
        var broken: [ConfigProblem] = []
        do {
            file = try ConfigFile(text: text, path: path)
        } catch {
            guard salvages else { throw error }
            broken = error.problems
            file = try ConfigFile(text: PlainLines.places(in: text), path: path)
            if !PlainLines.saysState(text) {
                broken.append(
                    ConfigProblem(
                        file: path, line: nil, key: "state_directory",
                        message: "cannot be read while the file is wrong"))
            }
        }
        var reader = ConfigReader(file: file, keys: ConfigKey.main)

        let isLive = reader.words("mode") == "live"
        var state = reader.words("state_directory")
        if !reader.isSet("state_directory"), let given = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
            state = String(given)
        }
        if !state.hasPrefix("/") {
            reader.note("state_directory", "must be a whole path that begins with /. Write \"/var/lib/recalld\"")
        }
        let practicesFolder = absolute(reader.words("practices"), from: home)
        let layoutsFolder = absolute(reader.words("layouts"), from: home)
        let parts = PartSettings(&reader)
        let limits = Limits(
            callsPerDay: reader.integer("limits.calls_per_day"),
            spendPerDayUSD: reader.number("limits.spend_per_day_usd"),
            maxFileMiB: reader.integer("limits.max_file_mib"), maxRows: reader.integer("limits.max_rows"))
        let inbox = InboxSettings(
            settleSeconds: reader.integer("inbox.settle_seconds"),
            rescanSeconds: reader.integer("inbox.rescan_seconds"),
            watch: InboxSettings.Watch(rawValue: reader.words("inbox.watch")) ?? .auto)
        let holds = holds(&reader)
        let retention = Retention(
            transcriptDays: reader.integer("retention.transcript_days"),
            archiveDays: reader.integer("retention.archive_days"))

        var problems = broken + reader.problems
        var practices = loadPractices(practicesFolder, mainFile: path, problems: &problems)
        let risk = RiskFile.load(home + "/risk.toml", problems: &problems)
        for index in practices.indices { practices[index].rules.risk = risk }
        problems += conflicts(practices, state: state, mainFile: path, line: reader.file.line(of: "state_directory"))
        problems += sharedConfiguration(practices, mainFile: path, folders: [practicesFolder, layoutsFolder])
        let settings = Settings(
            file: path, isLive: isLive, stateDirectory: state, layoutsFolder: layoutsFolder,
            templatesFolder: absolute("templates.d", from: home), parts: parts, limits: limits, inbox: inbox,
            holds: holds, retention: retention, practices: practices)
        return (settings, problems)
    }

    /// Where the practices' files and the state stand, from a configuration that need not name a practice yet.
    static func places(
        path: String, environment: [String: String]
    ) throws(ConfigProblems) -> (practices: String, state: String) {
        let path = absolute(path, from: FileManager.default.currentDirectoryPath)
        let text = try TextFile.read(path, missing: "there is no configuration here. Run \"recalld setup\" first")
        var reader = ConfigReader(file: try ConfigFile(text: text, path: path), keys: ConfigKey.main)
        var state = reader.words("state_directory")
        if !reader.isSet("state_directory"), let given = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
            state = String(given)
        }
        let practices = absolute(reader.words("practices"), from: (path as NSString).deletingLastPathComponent)
        guard reader.problems.isEmpty else { throw ConfigProblems(reader.problems) }
        return (practices, state)
    }

    private static func loadPractices(
        _ folder: String, mainFile: String, problems: inout [ConfigProblem]
    ) -> [PracticeSettings] {
        let names: [String]
        let renamed: [String]
        do {
            let all = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
            names = all.filter { $0.hasSuffix(".toml") }
            renamed = all.filter(NotepadEnding.has)
        } catch {
            problems.append(
                ConfigProblem(
                    file: mainFile, line: nil, key: "practices",
                    message: "the folder \(folder) cannot be read. Make it, and put one file for each practice in it"))
            return []
        }
        for name in renamed where !names.contains(NotepadEnding.without(name)) {
            problems.append(
                ConfigProblem(
                    file: "\(folder)/\(name)", line: nil, key: nil,
                    message: "is not read, because an editor has put .txt behind its name. "
                        + "Name it \(NotepadEnding.without(name)); in Notepad choose Save as, Save as type: All files"))
        }
        if names.isEmpty, renamed.isEmpty {
            problems.append(
                ConfigProblem(
                    file: mainFile, line: nil, key: "practices",
                    message: "the folder \(folder) holds no practice. Put a file such as harbour-lane.toml in it"))
        }
        return names.compactMap { loadPractice(folder + "/" + $0, problems: &problems) }
    }

    /// Stands for a number that a file does not give. Of Ofcom's, for use in drama.
    private static let nobodysPhone = "+441632960000"

    /// A practice as far as its file can be read. One whose file cannot be read at all has its id, by which it can be stopped.
    private static func loadPractice(_ path: String, problems: inout [ConfigProblem]) -> PracticeSettings? {
        do {
            let text = try TextFile.read(path, missing: "cannot be read")
            return practice(of: try ConfigFile(text: text, path: path), problems: &problems)
        } catch {
            problems += error.problems
            // What an empty file lacks is nothing that this one is known to lack.
            var missing: [ConfigProblem] = []
            return practice(of: ConfigFile(unreadable: path), problems: &missing)
        }
    }

    private static func practice(of file: ConfigFile, problems: inout [ConfigProblem]) -> PracticeSettings? {
        let path = file.path
        let id = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        var reader = ConfigReader(file: file, keys: ConfigKey.practice)
        if id.isEmpty || !id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) {
            problems.append(
                ConfigProblem(
                    file: path, line: nil, key: nil,
                    message:
                        "the file's name is the practice's id. Use only small letters, digits and -, such as harbour-lane.toml"
                ))
        }
        let phoneText = reader.isSet("phone") ? reader.words("phone") : nobodysPhone
        let reading = PhoneReader.read(phoneText)
        if reading.usable == nil || !reading.also.isEmpty {
            reader.note("phone", "is no telephone number that patients can ring. Write it like \"+441632960001\"")
        }
        let zone = reader.words("time_zone")
        do {
            _ = try ZoneCache.zone(zone)
        } catch {
            reader.note("time_zone", "\"\(zone)\" is no time zone of this machine. Write \"Europe/London\"")
        }
        var folder: String?
        if reader.isSet("folder") {
            let given = reader.words("folder")
            if given.hasPrefix("/") {
                folder = trimmed(given)
            } else {
                reader.note("folder", "must be a whole path that begins with /. Write \"/srv/recall/\(id)\"")
            }
        }
        guard let phone = reading.number ?? PhoneNumber(e164: nobodysPhone) else { return nil }
        let rules = PracticeRules(
            id: id, name: reader.words("name"),
            nation: Nation(rawValue: reader.words("nation")) ?? .england, phone: phone,
            contact: reader.words("contact"), closed: reader.dates("closed"), calling: calling(&reader),
            recall: recall(&reader),
            slots: slots(&reader))
        let practice = PracticeSettings(
            rules: rules, file: path, folder: folder ?? "", timeZone: zone, pms: reader.words("pms"),
            showsFullNames: reader.words("page_names") == "full",
            outbox: OutboxSettings(
                template: reader.words("outbox.template"),
                flush: OutboxSettings.Flush(rawValue: reader.words("outbox.flush")) ?? .eachCall,
                uncollectedAlarmHours: reader.integer("outbox.uncollected_alarm_hours")))
        problems += reader.problems
        return practice
    }

    private static func holds(_ reader: inout ConfigReader) -> HoldLimits {
        var limits = HoldLimits()
        limits.stopsLifted.patients = reader.integer("import.hold_stops_lifted")
        limits.stopsLifted.percent = reader.integer("import.hold_stops_lifted_percent")
        limits.birthsChanged.patients = reader.integer("import.hold_births_changed")
        limits.birthsChanged.percent = reader.integer("import.hold_births_changed_percent")
        limits.shrunkBelowPercent = reader.integer("import.hold_shrunk_percent")
        limits.shrunkFrom = reader.integer("import.hold_shrunk_from")
        limits.listStops.patients = reader.integer("import.hold_list_stops")
        limits.listStops.percent = reader.integer("import.hold_list_stops_percent")
        limits.holdsConflictingCopies = reader.flag("import.hold_conflicting_copies")
        return limits
    }

    private static func calling(_ reader: inout ConfigReader) -> CallingRules {
        var rules = CallingRules()
        rules.weekdays = reader.hours("calling.weekdays")
        rules.saturday = reader.hours("calling.saturday")
        rules.sunday = reader.hours("calling.sunday")
        rules.bankHolidays = reader.hours("calling.bank_holidays")
        for day in Weekday.allCases where ![.saturday, .sunday].contains(day) {
            rules.ownDays[day] = reader.ownHours("calling.\(day.rawValue.lowercased())")
        }
        rules.maxAttempts = reader.integer("calling.max_attempts")
        rules.minHoursBetweenAttempts = reader.integer("calling.min_hours_between_attempts")
        rules.withinDays = reader.integer("calling.within_days")
        rules.voicemail = VoicemailPolicy(rawValue: reader.words("calling.voicemail")) ?? .hangUp
        rules.identityCheck = IdentityCheck(rawValue: reader.words("calling.identity_check")) ?? .dateOfBirth
        rules.urgent = UrgentPolicy(rawValue: reader.words("calling.urgent")) ?? .humanFirst
        return rules
    }

    private static func recall(_ reader: inout ConfigReader) -> RecallRules {
        var rules = RecallRules()
        rules.leadDays = reader.integer("recall.lead_days")
        rules.lapsedAfterMonths = reader.integer("recall.lapsed_after_months")
        rules.staleAfterDays = reader.integer("recall.stale_after_days")
        rules.intervals.standard = reader.integer("recall.interval_months.standard")
        rules.intervals.under16 = reader.integer("recall.interval_months.under_16")
        rules.intervals.seventyPlus = reader.integer("recall.interval_months.seventy_plus")
        rules.intervals.diabetes = reader.integer("recall.interval_months.diabetes")
        rules.intervals.glaucoma = reader.integer("recall.interval_months.glaucoma")
        rules.intervals.familyHistoryGlaucoma40Plus = reader.integer(
            "recall.interval_months.family_history_glaucoma_40_plus")
        rules.intervals.contactLens = reader.integer("recall.interval_months.contact_lens")
        return rules
    }

    private static func slots(_ reader: inout ConfigReader) -> SlotRules {
        var rules = SlotRules()
        rules.offer = reader.integer("slots.offer")
        rules.holdMinutes = reader.integer("slots.hold_minutes")
        rules.earliestHours = reader.integer("slots.earliest_hours")
        rules.practitioners = PractitionerList(reader.practitioners("practitioners"))
        rules.branches = BranchNames(reader.names("branches"))
        return rules
    }

    /// What is wrong between the files: two practices in one folder, state inside a share.
    private static func conflicts(
        _ practices: [PracticeSettings], state: String, mainFile: String, line: Int
    ) -> [ConfigProblem] {
        var problems: [ConfigProblem] = []
        let realState = resolved(state)
        var folders: [(path: String, practice: PracticeSettings)] = []
        for practice in practices where !practice.folder.isEmpty {
            let folder = resolved(practice.folder)
            if isInside(realState, folder) {
                problems.append(
                    ConfigProblem(
                        file: mainFile, line: line, key: "state_directory",
                        message: "stands inside the shared folder of \(practice.id). "
                            + "Write a folder of this machine that nobody shares, such as \"/var/lib/recalld\""))
            }
            if let other = folders.first(where: { isInside(folder, $0.path) || isInside($0.path, folder) }) {
                problems.append(
                    ConfigProblem(
                        file: practice.file, line: nil, key: "folder",
                        message: "is the folder of \(other.practice.id) too, or stands inside it. "
                            + "Give each practice a folder of its own"))
            }
            folders.append((folder, practice))
        }
        return problems
    }

    /// The configuration inside a share: whoever may write there could change it.
    private static func sharedConfiguration(
        _ practices: [PracticeSettings], mainFile: String, folders: [String]
    ) -> [ConfigProblem] {
        practices.filter { !$0.folder.isEmpty }.compactMap { practice in
            let share = resolved(practice.folder)
            guard let inside = ([mainFile] + folders).first(where: { isInside(resolved($0), share) }) else {
                return nil
            }
            return ConfigProblem(
                file: practice.file, line: nil, key: "folder",
                message: "\(inside) stands inside this shared folder, and everybody in the practice could change it. "
                    + "Keep the configuration in a folder that nobody shares, such as /etc/recalld")
        }
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }

    private static func resolved(_ path: String) -> String {
        // The deepest part that exists is resolved, the rest kept: the state directory may not have been made yet.
        var missing: [String] = []
        var existing = trimmed(path)
        while existing.hasPrefix("/"), existing != "/", !FileManager.default.fileExists(atPath: existing) {
            missing.insert((existing as NSString).lastPathComponent, at: 0)
            existing = (existing as NSString).deletingLastPathComponent
        }
        let real = URL(filePath: existing).resolvingSymlinksInPath().path
        return missing.isEmpty ? real : (real == "/" ? "" : real) + "/" + missing.joined(separator: "/")
    }

    private static func absolute(_ path: String, from home: String) -> String {
        trimmed(path.hasPrefix("/") ? path : home + "/" + path)
    }

    private static func trimmed(_ path: String) -> String {
        let standard = (path as NSString).standardizingPath
        return standard.isEmpty ? "/" : standard
    }
}
