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
    /// People were forgotten whom only a key outside of the store tells from others, and that key is not at hand.
    case forgetKeyMissing
    /// The rule of a table refused what the code wanted: a mistake in recalld.
    case refused(String)
    /// Something else, in SQLite's words; they name no data.
    case other(String)

    /// Whether the same may succeed later without anybody mending anything but the machine.
    package var isPassing: Bool {
        switch self {
        case .full, .busy, .inputOutput, .readOnly: true
        case .damaged, .newerSchema, .forgetKeyMissing, .refused, .other: false
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
        case .forgetKeyMissing, .refused, .other: .databaseError
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inputOutput(let code): "The disk that holds the database gives errors (SQLite \(code)). Look at the disk."
        case .forgetKeyMissing:
            "The key by which forgotten people are told from others, the file forget-key beside recalld.toml, cannot be read, is missing or is another one. Run the command with sudo; or put the right file back, and restart recalld."
        case .refused(let rule): "The database refused a change (\(rule)). Please report this."
        case .other(let words): "The database failed: \(words)."
        case .full, .busy, .damaged, .readOnly, .newerSchema: code.words.explanation
        }
    }
}
