package import RecallCore
import RecallSystem

/// The whole configuration. An `LoadedConfiguration` holds only one that is known to make sense.
package struct Settings: Equatable, Sendable {
    /// The path of `recalld.toml`.
    package var file: String
    package var isLive: Bool
    package var stateDirectory: String
    /// The folder with practices' own layouts; it need not exist.
    package var layoutsFolder: String
    /// The folder with practices' own outbox templates; it need not exist.
    package var templatesFolder: String
    package var bland: BlandSettings
    package var limits: Limits
    package var inbox: InboxSettings
    package var retention: Retention
    /// In the order of their ids.
    package var practices: [PracticeSettings]

    /// The practice of that id.
    package func practice(_ id: String) -> PracticeSettings? { practices.first { $0.rules.id == id } }
}

/// How Bland is reached.
package struct BlandSettings: Equatable, Sendable {
    package var baseURL: String
    /// Where the key is looked for.
    package var apiKeyFile: String
    package var apiKeyFileIsSet: Bool
    /// Nil where no own numbers are used.
    package var encryptedKeyFile: String?
    package var voice: String
    package var maxConcurrent: Int
    package var requestsPerSecond: Double
    package var pollSeconds: Int
    package var requestTimeoutSeconds: Int
    package var reconcileMinutes: Int
    package var maxCallMinutes: Int

    /// Whether the address is on this machine, so that no real telephone can ring.
    package var isLoopback: Bool { BaseURL.isLoopback(baseURL) }
}

/// What a day and a file may cost.
package struct Limits: Equatable, Sendable {
    package var callsPerDay: Int
    package var spendPerDayUSD: Double
    package var maxFileMiB: Int
    package var maxRows: Int

    /// The most that a file may have.
    package var ofFiles: FileVerdict.Limits { FileVerdict.Limits(mebibytes: maxFileMiB, rows: maxRows) }
}

/// How new exports are noticed.
package struct InboxSettings: Equatable, Sendable {
    package enum Watch: String, Sendable {
        case auto
        case inotify
        case poll
    }

    package var settleSeconds: Int
    package var rescanSeconds: Int
    package var watch: Watch
}

/// How long things are kept.
package struct Retention: Equatable, Sendable {
    package var transcriptDays: Int
    package var archiveDays: Int
}

/// One practice as its file describes it.
package struct PracticeSettings: Equatable, Sendable {
    package var rules: PracticeRules
    /// The configuration file, for messages.
    package var file: String
    /// Empty where the file names none that can be used; then the configuration is refused.
    package var folder: String
    package var timeZone: String
    /// `auto`, or the name of a family of layouts.
    package var pms: String
    /// Whether names stand in full on the page for staff.
    package var showsFullNames: Bool
    package var outbox: OutboxSettings

    package var id: String { rules.id }
}

/// How and when results are written for the practice.
package struct OutboxSettings: Equatable, Sendable {
    package enum Flush: String, Sendable {
        case eachCall = "each-call"
        case hourly
        case daily
    }

    package var template: String
    package var flush: Flush
    package var uncollectedAlarmHours: Int
}

/// What the address of Bland may be.
enum BaseURL {
    /// What is wrong with the address; nil where nothing is.
    static func problem(_ url: String) -> String? {
        guard host(url) != nil else { return "is no address. Write \"https://api.bland.ai\"" }
        if url.contains("@") || url.contains(" ") {
            return "must hold no user, password or blank. Write \"https://api.bland.ai\""
        }
        if url.lowercased().hasPrefix("https://") { return nil }
        return LoopbackHost.isLoopback(url: url) ? nil : "must begin with https:// so that nobody can listen in"
    }

    static func isLoopback(_ url: String) -> Bool { host(url) != nil && LoopbackHost.isLoopback(url: url) }

    private static func host(_ url: String) -> String? {
        let lowered = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else { return nil }
        let rest = lowered.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = rest.hasPrefix("[") ? rest.dropFirst().prefix { $0 != "]" } : rest.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }
}
