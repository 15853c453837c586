package import RecallPorts
import RecallStoreSQLite
import RecallSystem

/// The store of a state directory: one SQLite file.
package enum StoreFile {
    /// The file of the database of a state directory.
    package static func path(in state: String) -> String { state + "/recalld.db" }

    /// Whether a configuration's store is there: looking must not make it.
    package static func isThere(_ settings: Settings) -> Bool { PathCheck.exists(path(in: settings.stateDirectory)) }

    /// Opens the store that a configuration names.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - settlesKey: Whether the key of forgotten people has to be right, and is to lie in the store no longer where it
    ///     lies outside.
    /// - Returns: The store.
    /// - Throws: Why it cannot be opened.
    package static func open(
        _ configuration: LoadedConfiguration, settlesKey: Bool = false
    ) throws(StoreError) -> any Store {
        try open(
            configuration.settings.stateDirectory, forgetKey: configuration.forgetKey, settlesKey: settlesKey)
    }

    /// Opens the store of a state directory, which is for its owner alone whatever the rights of the directory are.
    /// Its journals get the rights of the database.
    package static func open(
        _ state: String, forgetKey: ForgetKeyAccess = .none, settlesKey: Bool = false
    ) throws(StoreError) -> any Store {
        do {
            try PrivateFile.make(path(in: state))
        } catch {
            switch error.kind {
            case .diskFull: throw .full
            case .readOnly, .notPermitted: throw .readOnly
            default: throw .inputOutput(code: Int(error.code))
            }
        }
        return try SQLiteStore(
            path: path(in: state), forgetKey: forgetKey, settlesKey: settlesKey, newID: { Identifier.make($0) })
    }
}
