import Foundation
package import RecallCore
package import RecallPorts
import RecallSystem

/// Puts the key of forgotten people beside the configuration, apart from the database and from its backups.
package struct ForgetKeySetup {
    private let file: EmptyFile?
    private let state: String
    /// What stands in the file already.
    private let known: ForgetKeyAccess

    /// Opens the file, with the rights of who asks: it is root's as a rule.
    ///
    /// - Parameters:
    ///   - path: The configuration.
    ///   - environment: The environment of the command.
    /// - Throws: `FileError` where the file cannot be opened; `ConfigProblems`.
    package init(configuration path: String, environment: [String: String]) throws {
        let settings = try SettingsLoader.read(path: path, environment: environment).settings
        state = settings.stateDirectory
        known = Keys.forgetKey(settings, environment: environment)
        let home = (path as NSString).deletingLastPathComponent
        let folder = try TrustedFolder(home.isEmpty ? "." : home, outside: settings.practices.map(\.folder))
        file = try folder.openEmpty(Keys.forgetKey)
    }

    /// Writes the key that the database has until now, else a new one; with the rights of the service, since it reads the
    /// database.
    ///
    /// - Returns: What was done, in plain words; nil where there was a key already.
    /// - Throws: `StoreError`, of the kind `forgetKeyMissing` where people were forgotten by a key that was in the file;
    ///   `FileError`.
    package func fill() async throws -> String? {
        try ServiceUser(ownerOf: state)?.become()
        guard let file else {
            // Another key than the one by which people were forgotten would keep the service from starting.
            guard PathCheck.exists(StoreFile.path(in: state)) else { return nil }
            let store = try StoreFile.open(state, forgetKey: known)
            _ = try await store.forgotten()
            try store.close()
            return nil
        }
        var forgotten = Forgotten(key: [], patients: [], numbers: [:])
        if PathCheck.exists(StoreFile.path(in: state)) {
            let store = try StoreFile.open(state)
            forgotten = try await store.forgotten()
            try store.close()
        }
        let key = forgotten.isKeyInside ? forgotten.key : Identifier.randomBytes(32)
        try file.fill(Array("\(Digest.hexadecimal(key))\n".utf8))
        let words = "\(file.path): the key by which forgotten people are known; keep a copy, apart from the backups"
        return forgotten.isKeyInside
            ? "\(words). It leaves the database at the next start: systemctl restart recalld" : words
    }

    /// Gives up those who were forgotten by a key that is lost.
    ///
    /// - Parameters:
    ///   - path: The configuration.
    ///   - environment: The environment of the command.
    ///   - actor: Who does it.
    ///   - now: The moment.
    /// - Returns: How many hashes there were.
    /// - Throws: `StoreError`, `ConfigProblems`.
    package static func giveUp(
        configuration path: String, environment: [String: String], by actor: AuditActor, now: Instant
    ) async throws -> Int {
        let state = try SettingsLoader.places(path: path, environment: environment).state
        try ServiceUser(ownerOf: state)?.become()
        guard PathCheck.exists(StoreFile.path(in: state)) else { return 0 }
        let store = try StoreFile.open(state)
        let count = try await store.acting(as: actor).giveUpForgotten(now: now)
        try store.close()
        return count
    }
}
