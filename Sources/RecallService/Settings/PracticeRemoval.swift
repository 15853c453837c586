import Foundation
package import RecallCore
import RecallSystem

/// Takes a practice out of service: its settings and the unit's addition for it are moved aside, and nothing is deleted.
package enum PracticeRemoval {
    /// What a file that was moved aside has behind its name; nobody reads one of that ending.
    static let ending = ".out-of-service"

    /// A file that was moved aside.
    package struct Moved: Equatable, Sendable {
        package var from: String
        package var to: String
    }

    /// What became of it.
    package struct Result: Equatable, Sendable {
        package var id: String
        package var moved: [Moved]
        /// The practice's folder, as far as its settings could be read.
        package var folder: String?
        /// Whether no practice is left.
        package var isLast: Bool

        package var json: JSONValue {
            .object([
                ("practice", .string(id)),
                ("moved", .array(moved.map { .object([("from", .string($0.from)), ("to", .string($0.to))]) })),
                ("folder", .text(folder)), ("is_last", .bool(isLast)),
            ])
        }

        package var lines: [String] {
            let service =
                isLast
                ? "It was the only practice, so stop the service: systemctl stop recalld. Until then its calls go on."
                : "Have the service take notice: systemctl daemon-reload, then systemctl reload recalld. Until then its calls go on."
            let back = moved.map { "mv \(Self.quoted($0.to)) \(Self.quoted($0.from))" }.joined(separator: " && ")
            return moved.map { "moved: \($0.from) to \($0.to)" } + [
                "\(id) is out of service. What is known of its patients stays, and so does its folder"
                    + (folder.map { " (\($0))" } ?? "") + ", into which nobody looks any more.",
                service, "What its calls in progress come to is taken in once it is back.",
                "To bring it back: \(back), then systemctl daemon-reload and systemctl restart recalld.",
            ]
        }

        private static func quoted(_ path: String) -> String {
            let isPlain = path.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "/._-".utf8.contains(byte)
            }
            return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
        }
    }

    /// The names of the practices that have settings, in order.
    ///
    /// - Parameters:
    ///   - path: The main file of the configuration.
    ///   - environment: The process's environment.
    /// - Returns: Their ids.
    /// - Throws: `ConfigProblems` where the main file cannot be read.
    package static func known(
        configuration path: String, environment: [String: String]
    ) throws(ConfigProblems) -> [String] {
        let folder = try SettingsLoader.places(path: path, environment: environment).practices
        return TextFile.names(in: folder, ending: ".toml").map { String($0.dropLast(5)) }
    }

    /// Takes one of the `known` practices out of service. It may be one whose settings are wrong.
    ///
    /// - Parameters:
    ///   - id: The practice.
    ///   - path: The main file of the configuration.
    ///   - environment: The process's environment.
    ///   - dropIns: The folder of the unit's drop-ins; nil where there is no service.
    /// - Returns: What was moved, and what stays.
    /// - Throws: `ConfigProblems` where the main file cannot be read; `FileError` where a file cannot be moved, or others may
    ///   change the folder that it stands in.
    package static func run(
        _ id: String, configuration path: String, environment: [String: String],
        dropIns: String? = PracticeSetup.dropIns
    ) throws -> Result {
        let practices = try SettingsLoader.places(path: path, environment: environment).practices
        let settings = try SettingsLoader.read(path: path, environment: environment).settings
        let folder = settings.practices.first { $0.id == id }?.folder
        var moved = [try moveAside("\(id).toml", in: practices)]
        // Without it the unit would go on to wait for the folder to be mounted.
        let unit = "practice-\(id).conf"
        if let dropIns, FileManager.default.fileExists(atPath: "\(dropIns)/\(unit)") {
            moved.append(try moveAside(unit, in: dropIns))
        }
        return Result(
            id: id, moved: moved, folder: folder?.isEmpty == true ? nil : folder,
            isLast: TextFile.names(in: practices, ending: ".toml").isEmpty)
    }

    private static func moveAside(_ name: String, in path: String) throws(FileError) -> Moved {
        let folder = try TrustedFolder(path, outside: [])
        var number = 1
        while true {
            let aside = name + ending + (number == 1 ? "" : "-\(number)")
            number += 1
            do {
                try folder.move(name, to: aside)
                return Moved(from: "\(path)/\(name)", to: "\(path)/\(aside)")
            } catch {
                guard error.kind == .exists else { throw error }
            }
        }
    }
}
