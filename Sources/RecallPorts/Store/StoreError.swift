package import RecallCore

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

    /// The codes of those that pass.
    package static let passingCodes = Set(
        [StoreError.full, .busy, .inputOutput(code: 0), .readOnly].map(\.code))

    /// The alert that tells of it.
    package var code: AlertCode {
        switch self {
        case .full: .diskFull
        case .busy: .databaseLocked
        case .inputOutput: .diskError
        case .damaged: .databaseDamaged
        case .readOnly: .databaseReadOnly
        case .newerSchema: .databaseNewer
        case .refused, .other: .databaseError
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inputOutput(let code): "The disk that holds the database gives errors (SQLite \(code)). Look at the disk."
        case .refused(let rule): "The database refused a change (\(rule)). Please report this."
        case .other(let words): "The database failed: \(words)."
        case .full, .busy, .damaged, .readOnly, .newerSchema: code.words.explanation
        }
    }
}
