import Foundation
package import RecallPorts
import RecallSystem

/// The keys that lie beside the configuration, or come from the service manager.
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

    /// The name of the credential, and of the file, with the key of forgotten people.
    package static let forgetKey = "forget-key"

    /// The key of forgotten people: the systemd credential of that name, else the file beside the configuration.
    package static func forgetKey(_ settings: Settings, environment: [String: String]) -> ForgetKeyAccess {
        do throws(FileError) {
            let path = path(forgetKey, beside: settings.file)
            var credential = try Credential(named: forgetKey, environment: environment)
            if credential == nil { credential = try Credential(path: path) }
            guard let text = credential?.secret, let bytes = Digest.bytes(hexadecimal: text), bytes.count == 32 else {
                return .unreadable("\(path) holds no key: 64 hexadecimal digits")
            }
            return .given(ForgetKey(bytes: bytes, proof: PersonHash.of("recalld forget-key", key: bytes)))
        } catch {
            return error.kind == .missing || error.kind == .empty ? .none : .unreadable("\(error)")
        }
    }

    static func path(_ name: String, beside file: String) -> String {
        name.hasPrefix("/") ? name : (file as NSString).deletingLastPathComponent + "/" + name
    }
}
