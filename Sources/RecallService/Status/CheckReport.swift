import Foundation
package import RecallCore
package import RecallPorts
import RecallSystem

/// What `check` tells of a machine: what is wrong with the settings, what was tried out, what waits for a person.
package struct CheckReport: Sendable {
    /// What it comes to, the worst first.
    package enum Result: Sendable {
        case misconfigured
        case failed
        /// Nothing failed but that Bland could not be asked.
        case unreachable
        /// All is right, and something waits for a person.
        case waits
        case right
    }

    package var practices: [String] = []
    package var problems: [ConfigProblem] = []
    package var checks: [HealthCheck] = []
    package var alarms: [Alert] = []
    package var notes: [String] = []

    /// Reads the configuration and tries out what it names. Keys are read with the rights of who asks; the process then
    /// becomes the user that the service runs as.
    ///
    /// - Parameters:
    ///   - path: The configuration.
    ///   - environment: The environment of the command.
    ///   - asksBland: Whether Bland is asked about the account.
    ///   - now: The moment.
    /// - Returns: What was found.
    /// - Throws: `StoreError` or `FileError` where the check itself cannot go on.
    package static func make(
        path: String, environment: [String: String], asksBland: Bool, now: Instant
    ) async throws -> CheckReport {
        var report = CheckReport()
        do {
            try await report.fill(load(path, environment), environment: environment, asksBland: asksBland, now: now)
        } catch let error as ConfigProblems {
            report.problems = error.problems
        }
        return report
    }

    private mutating func fill(
        _ configuration: LoadedConfiguration, environment: [String: String], asksBland: Bool, now: Instant
    ) async throws {
        problems = SettingsCheck.keyProblems(configuration.settings, environment: environment)
        // The keys are root's to read. The rest has to be right for the user that the service runs as.
        let checker =
            problems.isEmpty ? try HealthChecker(configuration, environment: environment, now: now) : nil
        try ServiceUser(ownerOf: configuration.settings.stateDirectory)?.become()
        checks = await checker?.run(asksBland: asksBland) ?? []
        problems += SettingsCheck.folderProblems(configuration.settings)
        notes = SettingsCheck.advisory(configuration, environment: environment)
        practices = configuration.practices.map(\.id)
        // A database that cannot be opened has failed its check; all else is told none the less. Where the configuration
        // is wrong, that is told first.
        if checker != nil, !checks.contains(where: { $0.subject == "database" && $0.state == .failed }) {
            alarms = try await Self.alarms(configuration, now: now)
        }
    }

    /// The configuration; where it is wrong, what it names is looked at too, so that all is told in one go.
    private static func load(_ path: String, _ environment: [String: String]) throws(ConfigProblems)
        -> LoadedConfiguration
    {
        do {
            return try LoadedConfiguration.load(path: path, environment: environment)
        } catch {
            return try LoadedConfiguration.load(path: path, environment: environment, readyToRun: true)
        }
    }

    /// Files that nobody collects, and a configuration that the daemon has refused; none where recalld has never run, and no
    /// database is made for the asking.
    private static func alarms(_ configuration: LoadedConfiguration, now: Instant) async throws -> [Alert] {
        guard StoreFile.isThere(configuration.settings) else { return [] }
        let store = try StoreFile.open(configuration)
        return try await refusals(store) + OutboxAlarm.all(configuration, store: store, now: now)
    }

    /// What the daemon refused at a reload: the file may be right by now, and another one is in force none the less.
    static func refusals(_ store: any Store) async throws(StoreError) -> [Alert] {
        try await store.alerts().filter { $0.code == AlertCode.configuration.rawValue }.map { alert in
            var alert = alert
            alert.message += " Once it is right: systemctl reload recalld"
            return alert
        }
    }

    package var result: Result {
        if !problems.isEmpty { return .misconfigured }
        let failed = checks.filter { $0.state == .failed }
        if failed.contains(where: { $0.subject != "bland" }) { return .failed }
        if !failed.isEmpty { return .unreachable }
        return alarms.isEmpty ? .right : .waits
    }
}

extension CheckReport {
    package var json: JSONValue {
        .object([
            ("ok", .bool(problems.isEmpty)), ("practices", .array(practices.map { .string($0) })),
            ("problems", .array(problems.map(Self.json))), ("alarms", .array(alarms.map(Self.json))),
            ("notes", .array(notes.map { .string($0) })), ("proofs", .array(checks.map(Self.json))),
        ])
    }

    private static func json(_ problem: ConfigProblem) -> JSONValue {
        .object([
            ("file", .string(problem.file)), ("line", .count(problem.line)), ("key", .text(problem.key)),
            ("message", .string(problem.message)),
        ])
    }

    private static func json(_ alarm: Alert) -> JSONValue {
        .object([
            ("practice", .string(alarm.practice)), ("code", .string(alarm.code)),
            ("message", .string(alarm.message)), ("since", .moment(alarm.since)),
        ])
    }

    private static func json(_ check: HealthCheck) -> JSONValue {
        .object([
            ("practice", .text(check.practice.isEmpty ? nil : check.practice)), ("subject", .string(check.subject)),
            ("state", .string(check.state.rawValue)), ("words", .string(check.words)),
        ])
    }

    /// Lines for people.
    package var lines: [String] {
        problems.map(\.description) + checks.map(Self.line)
            + alarms.map { "alarm: \($0.practice.isEmpty ? $0.code : $0.practice): \($0.message)" }
            + notes.map { "note: \($0)" }
            + [verdict]
    }

    /// What it all comes to, in the last line; the exit code says the same.
    var verdict: String {
        let right = "The configuration is right: \(practices.joined(separator: ", "))."
        let failed = checks.filter { $0.state == .failed }.map {
            $0.practice.isEmpty ? $0.subject : "\($0.practice): \($0.subject)"
        }
        return switch result {
        case .misconfigured:
            "The configuration is WRONG: \(problems.count) \(problems.count == 1 ? "problem" : "problems"), told above."
        case .failed: "\(right) But NOT all works: \(failed.joined(separator: ", ")) FAILED, as told above."
        case .unreachable: "\(right) But Bland takes NO calls from us, as told above."
        case .waits: "\(right) But something waits for a person, as told above."
        case .right:
            checks.contains { $0.subject == "bland" && $0.isUnreachable }
                ? "\(right) All that was tried out works but Bland, which could not be reached; a dry run does without it."
                : "\(right) All that was tried out works."
        }
    }

    private static func line(_ check: HealthCheck) -> String {
        let mark =
            switch check.state {
            case .passed: "ok"
            case .note: "note"
            case .failed: "FAILED"
            }
        let place = check.practice.isEmpty ? check.subject : "\(check.practice): \(check.subject)"
        return "\(mark): \(place): \(check.words)"
    }
}
