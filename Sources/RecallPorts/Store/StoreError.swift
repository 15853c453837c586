/// Why the database did not do what it was asked, by what is to be done about it.
package enum StoreError: Error, Equatable, Sendable {
    /// The disk is full: nothing was changed; the same may work when there is room.
    case full
    /// Another process held the database for too long: nothing was changed; try again.
    case busy
    /// The disk could not be read or written.
    case inputOutput(code: Int)
    /// The file is damaged: stop, and go back to a backup.
    case damaged
    /// The file cannot be written by this user.
    case readOnly
    /// The file was written by a newer recalld.
    case newerSchema
    /// The rule of a table refused what the code wanted: a mistake in recalld.
    case refused(String)
    /// Something else, in SQLite's words; they name no data.
    case other(String)

    /// Whether the same may succeed later without anybody mending anything but the machine.
    package var isPassing: Bool {
        switch self {
        case .full, .busy, .inputOutput, .readOnly: true
        case .damaged, .newerSchema, .refused, .other: false
        }
    }

    /// The short names of those that pass.
    package static let passingCodes = Set(
        [StoreError.full, .busy, .inputOutput(code: 0), .readOnly].map(\.code))

    /// A short name for the page and `status`.
    package var code: String {
        switch self {
        case .full: "disk_full"
        case .busy: "database_locked"
        case .inputOutput: "disk_error"
        case .damaged: "database_damaged"
        case .readOnly: "database_read_only"
        case .newerSchema: "database_newer"
        case .refused, .other: "database_error"
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .full: "The disk that holds the database is full. Make room; recalld goes on by itself."
        case .busy: "The database is in use by another program. recalld tries again."
        case .inputOutput(let code): "The disk that holds the database gives errors (SQLite \(code)). Look at the disk."
        case .damaged: "The database is damaged. Stop recalld and put the newest backup in its place."
        case .readOnly: "The database cannot be written. Give its folder to the user that recalld runs as."
        case .newerSchema: "The database was written by a newer recalld. Install that version again, or a newer one."
        case .refused(let rule): "The database refused a change (\(rule)). Please report this."
        case .other(let words): "The database failed: \(words)."
        }
    }
}
