package import RecallCore

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
    /// What the parts that are put together need.
    package var parts: PartSettings
    package var limits: Limits
    package var inbox: InboxSettings
    /// How much an export may change before a person looks at it first.
    package var holds: HoldLimits
    package var retention: Retention
    /// In the order of their ids.
    package var practices: [PracticeSettings]

    package var bland: BlandSettings {
        get { parts.bland }
        set { parts.bland = newValue }
    }

    /// The practice of that id.
    package func practice(_ id: String) -> PracticeSettings? { practices.first { $0.rules.id == id } }
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
