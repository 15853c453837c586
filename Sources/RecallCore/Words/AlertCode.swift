/// What can go wrong outside recalld, by the codes that `status`, `ack` and the page use.
package enum AlertCode: String, Sendable, CaseIterable {
    case share
    case outbox
    case outboxUncollected = "outbox_uncollected"
    case fileNotReady = "file_not_ready"
    case inboxStuck = "inbox_stuck"
    case notAFile = "not_a_file"
    case folderNotTold = "folder_not_told"
    case exportWithoutRisk = "export_without_risk"
    case clock
    case configuration
    case restoredDatabase = "restored_database"
    case diskFull = "disk_full"
    case diskError = "disk_error"
    case databaseLocked = "database_locked"
    case databaseReadOnly = "database_read_only"
    case databaseDamaged = "database_damaged"
    case databaseNewer = "database_newer"
    case databaseError = "database_error"
    case intakeFailed = "service_intake"
    case diallerFailed = "service_dialler"
    case followerFailed = "service_follower"
    case outboxFailed = "service_outbox"
    case pageFailed = "service_page"
    case metricsFailed = "service_metrics"
    case housekeepingFailed = "service_housekeeping"
    /// A service that has no code of its own.
    case serviceFailed = "service"

    /// The code of a service that cannot do its work.
    ///
    /// - Parameter name: The name of the service.
    package init(service name: String) { self = Self(rawValue: "service_\(name)") ?? .serviceFailed }

    /// Those that say of a practice that a file of its inbox cannot be taken. As long as one stands, nobody of the practice is
    /// called: the file may be a do-not-call list.
    package static let ofStuckInbox: Set<AlertCode> = [.share, .diskFull, .fileNotReady, .inboxStuck]
}

extension AlertCode {
    /// What is wrong in general, and what somebody can do about it; an alert's own message tells the particulars.
    package var words: CodeWords {
        switch self {
        case .share:
            CodeWords(
                "Shared folder", "The shared folder cannot be used.",
                advice: "See that the folder is there and that recalld may write in it.")
        case .outbox:
            CodeWords(
                "Outbox", "Results wait that cannot be written.",
                advice: "See that the outbox folder is there and that recalld may write in it.")
        case .outboxUncollected:
            CodeWords(
                "Uncollected files", "Files have been waiting in the outbox for too long.",
                advice: "Import them, then move them to outbox/collected.")
        case .fileNotReady:
            CodeWords(
                "File not ready", "An export is not whole yet, or still open in another program.",
                advice: "Close it, or export it again.")
        case .inboxStuck:
            CodeWords(
                "File cannot be taken",
                "A file in the inbox cannot be taken, and calls wait: it may be a do-not-call list.",
                advice: "Take the file away, or give recalld the right to read and move it.")
        case .notAFile:
            CodeWords(
                "No file", "A link, a pipe or a device stands in the inbox.",
                advice: "It is not read. Put the file itself there.")
        case .folderNotTold:
            CodeWords(
                "New files not told of", "The system does not tell of new files.",
                advice: "They are looked for by the clock; nothing is lost, and it takes a little longer.")
        case .exportWithoutRisk:
            CodeWords(
                "Export without risk", "The newest patients export says little of how urgent patients are.",
                advice: "See whether the export can hold more columns.")
        case .clock:
            CodeWords(
                "Clock", "The clock of this machine was set, or may be wrong.",
                advice: "See that it is right. Where calls wait for it and it is, run recalld resume.")
        case .configuration:
            CodeWords(
                "Configuration", "The configuration is wrong, and the old one stays.",
                advice: "Put it right with the help of recalld check.")
        case .restoredDatabase:
            CodeWords(
                "Restored database", "The database was put back from a backup.",
                advice: "Look through the newest calls, then run recalld resume.")
        case .diskFull:
            CodeWords(
                "Disk full", "The disk that holds the database is full.",
                advice: "Make room; recalld goes on by itself.")
        case .diskError:
            CodeWords("Disk error", "The disk that holds the database gives errors.", advice: "Look at the disk.")
        case .databaseLocked:
            CodeWords(
                "Database in use", "The database is in use by another program.", advice: "recalld tries again.")
        case .databaseReadOnly:
            CodeWords(
                "Database not writable", "The database cannot be written.",
                advice: "Give its folder to the user that recalld runs as.")
        case .databaseDamaged:
            CodeWords(
                "Database damaged", "The database is damaged.",
                advice: "Stop recalld and put the newest backup in its place.")
        case .databaseNewer:
            CodeWords(
                "Newer database", "The database was written by a newer recalld.",
                advice: "Install that version again, or a newer one.")
        case .databaseError: CodeWords("Database", "The database refused a change.", advice: "Please report this.")
        case .intakeFailed: Self.failed("Intake", "Exports cannot be taken in.")
        case .diallerFailed: Self.failed("Calls", "Calls cannot be placed.")
        case .followerFailed: Self.failed("Calls in progress", "Calls in progress cannot be followed.")
        case .outboxFailed: Self.failed("Outbox service", "Results cannot be written.")
        case .pageFailed: Self.failed("Page", "This page cannot be written.")
        case .metricsFailed: Self.failed("Metrics", "The metrics cannot be written.")
        case .housekeepingFailed: Self.failed("Housekeeping", "What need not be kept cannot be taken away.")
        case .serviceFailed: Self.failed("Service", "A part of recalld cannot do its work.")
        }
    }

    private static func failed(_ short: String, _ sentence: String) -> CodeWords {
        CodeWords(short, sentence, advice: "recalld tries again; if it lasts, see its log.")
    }
}
