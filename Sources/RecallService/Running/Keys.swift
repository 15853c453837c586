import Foundation
import RecallSystem

/// The keys of the provider of calls.
package enum Keys {
    /// The key: the systemd credential of that name, else the file beside the configuration; nil where neither holds a
    /// key.
    package static func apiKey(_ settings: Settings, environment: [String: String]) throws -> String? {
        let name = settings.bland.apiKeyFile
        do throws(FileError) {
            if !name.contains("/"), let credential = try Credential(named: name, environment: environment) {
                return credential.secret
            }
            return try Credential(path: path(name, beside: settings.file)).secret
        } catch {
            // A credential that is empty is an answer too: the file that it was made of is root's alone.
            if error.kind == .missing || error.kind == .empty { return nil }
            throw error
        }
    }

    static func path(_ name: String, beside file: String) -> String {
        name.hasPrefix("/") ? name : (file as NSString).deletingLastPathComponent + "/" + name
    }
}
