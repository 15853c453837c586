import RecallCore

/// One key of a configuration file: its name, what it takes, what it is without being set, and what it is for.
///
/// The catalogues below drive the reading, the checks and the commented samples in `Config/`.
package struct ConfigKey: Sendable {
    /// What a value has to be.
    package enum Kind: Sendable {
        /// Words; `mayBeEmpty` where nothing is an answer too.
        case words(mayBeEmpty: Bool)
        case oneOf([String])
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        /// Hours such as `09:00-17:30`, several of them, `closed`; for a single day also `weekdays`.
        case hours
        /// `true` or `false`.
        case flag
        case dates
        case practitioners
        /// A section whose keys are names of the practice's own choice, with words as values; how a line of it looks.
        case names(example: String)
        case url
        /// A telephone number of the United Kingdom that can be rung back.
        case phone
        /// An absolute path of a folder.
        case folder
    }

    package var name: String
    package var kind: Kind
    /// How the default is written in TOML; nil where the key must be set.
    package var standard: String?
    /// What the key is for, one sentence for practice admins.
    package var comment: String
    /// Another value that the sample shows, where the default alone would say little.
    package var sample: String?

    package init(_ name: String, _ kind: Kind, _ standard: String?, _ comment: String, sample: String? = nil) {
        self.name = name
        self.kind = kind
        self.standard = standard
        self.comment = comment
        self.sample = sample
    }

    /// The keys of `recalld.toml`.
    package static let main = general + PartSettings.keys + limits

    private static let general: [ConfigKey] = [
        ConfigKey(
            "mode", .oneOf(["dry-run", "live"]), "\"dry-run\"", "\"live\" places real calls; nothing else does."),
        ConfigKey(
            "state_directory", .folder, "\"/var/lib/recalld\"",
            "Where recalld keeps its database. Never inside a shared folder. Default: what systemd gives."),
        ConfigKey(
            "practices", .words(mayBeEmpty: false), "\"practices.d\"",
            "The folder with one file for each practice, relative to this file."),
        ConfigKey(
            "layouts", .words(mayBeEmpty: false), "\"layouts.d\"",
            "The folder with your own export layouts, read over the shipped ones."),
    ]

    private static let limits: [ConfigKey] = [
        ConfigKey("limits.calls_per_day", .integer(0...100_000), "100", "Calls a day, all practices together."),
        ConfigKey(
            "limits.spend_per_day_usd", .number(0...100_000), "25.0",
            "US dollars a day, by the prices that Bland reports."),
        ConfigKey("limits.max_file_mib", .integer(1...4096), "256", "The largest export that is read, in MiB."),
        ConfigKey("limits.max_rows", .integer(1...10_000_000), "2_000_000", "The most rows of an export."),
        ConfigKey(
            "inbox.settle_seconds", .integer(1...3600), "5", "An export is read when it has been still for this long."),
        ConfigKey("inbox.rescan_seconds", .integer(5...3600), "60", "How often every inbox is looked through."),
        ConfigKey(
            "inbox.watch", .oneOf(["auto", "inotify", "poll"]), "\"auto\"",
            "How new files are noticed; \"auto\" polls where a share tells nothing."),
        ConfigKey(
            "import.hold_stops_lifted", .integer(0...1_000_000), "2",
            "An export that lets more patients than this be called who were not to be is held for you."),
        ConfigKey(
            "import.hold_stops_lifted_percent", .integer(0...100), "1",
            "And more than this part of those who were not to be called."),
        ConfigKey(
            "import.hold_births_changed", .integer(0...1_000_000), "5",
            "An export that changes more dates of birth than this is held."),
        ConfigKey(
            "import.hold_births_changed_percent", .integer(0...100), "5",
            "And more than this part of those that were known."),
        ConfigKey(
            "import.hold_shrunk_percent", .integer(0...100), "50",
            "An export with fewer patients than this part of the one before, with the same columns, is held; 0 for none."
        ),
        ConfigKey(
            "import.hold_shrunk_from", .integer(1...1_000_000), "20",
            "Only where the one before had at least so many patients."),
        ConfigKey(
            "import.hold_list_stops", .integer(0...1_000_000), "20",
            "A do-not-call list that stops more patients than this is held."),
        ConfigKey(
            "import.hold_list_stops_percent", .integer(0...100), "20",
            "And more than this part of those who could be called."),
        ConfigKey(
            "import.hold_conflicting_copies", .flag, "true",
            "A file is held whose name says that a program that copies folders found two versions of it."),
        ConfigKey("retention.transcript_days", .integer(0...3650), "30", "Days that the words of a call are kept."),
        ConfigKey("retention.archive_days", .integer(1...36_500), "365", "Days that archived exports are kept."),
    ]

    /// The keys of a practice's file.
    package static let practice: [ConfigKey] = [
        ConfigKey(
            "name", .words(mayBeEmpty: false), nil, "The name that the patient hears.",
            sample: "\"Harbour Lane Opticians\""),
        ConfigKey(
            "folder", .folder, nil, "The practice's shared folder. It must be there; recalld makes the rest inside it.",
            sample: "\"/srv/recall/harbour-lane\""),
        ConfigKey(
            "nation", .oneOf(Nation.allCases.map(\.rawValue)), "\"england\"",
            "england, wales, scotland or northern-ireland: bank holidays differ."),
        ConfigKey("time_zone", .words(mayBeEmpty: false), "\"Europe/London\"", "The zone of the opening hours."),
        ConfigKey(
            "phone", .phone, nil, "Shown to the patient; must be able to receive calls.", sample: "\"+441632960001\""),
        ConfigKey(
            "contact", .words(mayBeEmpty: true), "\"\"", "Your address or another way to reach you.",
            sample: "\"12 Harbour Lane, Leeds LS1 1AA\""),
        ConfigKey(
            "pms", .words(mayBeEmpty: false), "\"auto\"", "Your practice-management system, or \"auto\" to find out."),
        ConfigKey(
            "page_names", .oneOf(["initials", "full"]), "\"initials\"",
            "How patients stand on the page for staff: initials and number, or \"full\" names."),
        ConfigKey("closed", .dates, "[]", "Days on which nobody is called.", sample: "[\"2026-12-24\"]"),
        ConfigKey(
            "practitioners", .practitioners, "[]", "Who tests eyes, with the code that the diary uses.",
            sample: "[{ name = \"Dr A Shah\", code = \"AS\" }]"),
        ConfigKey(
            "calling.weekdays", .hours, "\"09:00-19:00\"",
            "Monday to Friday, local time; \"closed\", or with a break: \"09:00-13:00, 14:00-17:30\"."),
        ConfigKey("calling.monday", .hours, "\"weekdays\"", "A day with hours of its own, or as weekdays."),
        ConfigKey("calling.tuesday", .hours, "\"weekdays\"", "The same for Tuesdays."),
        ConfigKey("calling.wednesday", .hours, "\"weekdays\"", "The same for Wednesdays."),
        ConfigKey("calling.thursday", .hours, "\"weekdays\"", "The same for Thursdays."),
        ConfigKey("calling.friday", .hours, "\"weekdays\"", "The same for Fridays."),
        ConfigKey("calling.saturday", .hours, "\"10:00-16:00\"", "Saturdays."),
        ConfigKey("calling.sunday", .hours, "\"closed\"", "Sundays."),
        ConfigKey("calling.bank_holidays", .hours, "\"closed\"", "Bank holidays of the nation."),
        ConfigKey("calling.max_attempts", .integer(1...20), "3", "Calls for one recall at the most."),
        ConfigKey(
            "calling.min_hours_between_attempts", .integer(0...720), "20", "Hours between two calls to one patient."),
        ConfigKey("calling.within_days", .integer(1...365), "21", "Days from the first call to the last."),
        ConfigKey(
            "calling.voicemail", .oneOf(VoicemailPolicy.allCases.map(\.rawValue)), "\"hang-up\"",
            "\"leave-message\" says the practice's name and number, once, and nothing else."),
        ConfigKey(
            "calling.identity_check", .oneOf(IdentityCheck.allCases.map(\.rawValue)), "\"date-of-birth\"",
            "What the person is asked first: date-of-birth, postcode or name-only."),
        ConfigKey(
            "calling.urgent", .oneOf(UrgentPolicy.allCases.map(\.rawValue)), "\"human-first\"",
            "Urgent patients become a task for staff the same day; \"ai-first\" calls them like others."),
        ConfigKey("recall.lead_days", .integer(0...365), "0", "Call this many days before the due date."),
        ConfigKey(
            "recall.lapsed_after_months", .integer(1...600), "48",
            "Recalls older than this need recorded consent to automated calls."),
        ConfigKey(
            "recall.stale_after_days", .integer(1...365), "14", "An older patients export is not dialled from."),
        ConfigKey(
            "recall.interval_months.standard", .integer(1...120), "24",
            "Months between sight tests, used only where the export gives no recall date."),
        ConfigKey("recall.interval_months.under_16", .integer(1...120), "12", "Children."),
        ConfigKey("recall.interval_months.seventy_plus", .integer(1...120), "12", "70 and over; in Scotland 60."),
        ConfigKey("recall.interval_months.diabetes", .integer(1...120), "12", "Diabetes."),
        ConfigKey(
            "recall.interval_months.glaucoma", .integer(1...120), "12",
            "Glaucoma, suspected glaucoma, ocular hypertension."),
        ConfigKey(
            "recall.interval_months.family_history_glaucoma_40_plus", .integer(1...120), "12",
            "Glaucoma in the family, from the age of 40."),
        ConfigKey("recall.interval_months.contact_lens", .integer(1...120), "12", "Contact-lens checks."),
        ConfigKey("slots.offer", .integer(0...10), "3", "How many free appointments are offered in one call."),
        ConfigKey("slots.hold_minutes", .integer(1...1440), "30", "How long they are kept for the call."),
        ConfigKey("slots.earliest_hours", .integer(0...2160), "24", "No appointment sooner than this."),
        ConfigKey(
            "branches", .names(example: "\"LDS\" = \"Leeds\""), "{}",
            "Names that your exports use for one branch: the name in the export, and the branch. A name in quotes."),
        ConfigKey(
            "outbox.template", .words(mayBeEmpty: false), "\"standard\"",
            "How the files for your system look: a file of templates.d, or a shipped one."),
        ConfigKey(
            "outbox.flush", .oneOf(["each-call", "hourly", "daily"]), "\"each-call\"", "When results are written."),
        ConfigKey(
            "outbox.uncollected_alarm_hours", .integer(1...8760), "48",
            "Alarm when a file has been waiting in the outbox for this long."),
    ]

    /// The keys of `risk.toml`.
    package static let risk: [ConfigKey] = [
        ConfigKey(
            "urgent.short_recall_months", .integer(1...12), "6",
            "A clinician's recall of so many months or fewer is a short recall."),
        ConfigKey(
            "urgent.short_recall_overdue_days", .integer(0...365), "28",
            "A short recall is urgent when it is overdue by more than this."),
        ConfigKey(
            "urgent.glaucoma_overdue_days", .integer(0...365), "90",
            "Glaucoma and treated ocular hypertension, not with the hospital."),
        ConfigKey(
            "urgent.contact_lens_overdue_days", .integer(0...365), "28",
            "Expired specification, extended wear, ortho-k."),
        ConfigKey(
            "urgent.treated_child_overdue_days", .integer(0...365), "28", "Children treated for myopia."),
        ConfigKey(
            "high.diabetes_months", .integer(1...60), "12",
            "Diabetes outside the screening is high when the test is longer ago than this."),
        ConfigKey(
            "high.child_months", .integer(1...60), "6",
            "Myopia management and binocular vision of children: the same."),
        ConfigKey("age.senior", .integer(50...100), "70", "From this age nobody is low."),
        ConfigKey("age.senior_scotland", .integer(50...100), "60", "The same in Scotland."),
        ConfigKey(
            "age.family_history", .integer(18...100), "40", "From this age glaucoma in the family counts."),
        ConfigKey(
            "interval_months.sight_risk", .integer(1...120), "12",
            "Months between tests with macular degeneration, keratoconus, high myopia, sight impairment or cataract, "
                + "used only where the export gives no recall date."),
        ConfigKey(
            "interval_months.child", .integer(1...120), "6",
            "The same for children with binocular vision or myopia management."),
    ]

    /// What stands at the top of the sample of `risk.toml`.
    package static let riskHeading = """
        The numbers of the rules of risk, for all practices of this machine. Have a clinician agree to any change.

        Without this file the values that you see are the ones in use. To change one, put a copy of this file beside
        recalld.toml, take the # away in front of the setting and write another value. Every result tells by its
        version whether the rules were changed.

        Then run "recalld check": it names every mistake with its line and says what to write instead.
        """

    /// What stands at the top of the sample of `recalld.toml`.
    package static let mainHeading = """
        The settings of recalld for this machine. You can change this file with Notepad.

        A line that begins with # is only a remark. Where the # stands before a setting, the value that you see is
        the one in use; to change it, take the # away and write another value.
        Put words and times in straight double quotes, numbers without quotes. Save as UTF-8.
        Leave each setting under its own [heading].

        Then run "recalld check": it names every mistake with its line and says what to write instead.
        Real calls are placed only once mode is "live".
        """

    /// What stands at the top of the sample of a practice's file.
    package static let practiceHeading = """
        The settings of one practice. You can change this file with Notepad.

        The name of this file is the short name of the practice: harbour-lane.toml is the practice harbour-lane.
        For another practice, save a copy under another name beside this one.

        A line that begins with # is only a remark. Where the # stands before a setting, the value that you see is
        the one in use; to change it, take the # away and write another value.
        Put words and times in straight double quotes, numbers without quotes. Save as UTF-8.
        Leave each setting under its own [heading].

        Then run "recalld check": it names every mistake with its line and says what to write instead.
        """

    /// A sample of a configuration file: every key with its comment, the defaults written as comments.
    package static func sample(of keys: [ConfigKey], heading: String) -> String {
        var values: [String: String] = [:]
        for key in keys where key.standard == nil || key.sample != nil { values[key.name] = key.sample ?? "\"\"" }
        return text(of: keys, heading: heading, values: values)
    }

    /// A configuration file: every key with its comment; those of `values` are set, as TOML writes them, and the defaults
    /// of the others stand there as remarks.
    package static func text(of keys: [ConfigKey], heading: String, values: [String: String]) -> String {
        var lines = heading.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "#" : "# \($0)"
        }
        var table = ""
        for key in keys {
            if case .names(let example) = key.kind {
                table = key.name
                lines += ["", "[\(table)]", "", "# \(key.comment)", values[key.name] ?? "# \(example)"]
                continue
            }
            let parts = key.name.split(separator: ".")
            let home = parts.dropLast().joined(separator: ".")
            if home != table {
                lines.append("")
                lines.append("[\(home)]")
                table = home
            }
            lines.append("")
            lines.append("# \(key.comment)")
            let value = values[key.name].map { "\(parts.last ?? "") = \($0)" }
            lines.append(value ?? "# \(parts.last ?? "") = \(key.standard ?? key.sample ?? "\"\"")")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
