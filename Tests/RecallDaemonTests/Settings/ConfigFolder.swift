import Bland
import Foundation
import RecallCore
import Testing

@testable import RecallDaemon

/// A folder with a configuration that is right, for a test to spoil.
struct ConfigFolder {
    let path: String
    let state: String

    var main: String { path + "/recalld.toml" }

    static let practice = """
        name = "Harbour Lane Opticians"
        folder = "/srv/recall/harbour-lane"
        phone = "+441632960001"
        """

    /// Runs `body` with a new folder, and takes it away afterwards.
    static func with<Value>(_ body: (ConfigFolder) throws -> Value) throws -> Value {
        let path = FileManager.default.temporaryDirectory.appending(path: "recalld-config-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/practices.d", withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                Issue.record("\(path) could not be removed: \(error)")
            }
        }
        let folder = ConfigFolder(path: path, state: path + "/state")
        try folder.write("recalld.toml", "state_directory = \"\(folder.state)\"\n")
        try folder.write("practices.d/harbour-lane.toml", practice)
        return try body(folder)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws { try data.write(to: URL(filePath: path + "/" + name)) }

    func load(environment: [String: String] = [:]) throws -> Settings {
        try SettingsLoader.load(path: main, environment: environment)
    }

    /// What is wrong with the configuration, none where it loads.
    func problems(environment: [String: String] = [:]) -> [ConfigProblem] {
        do {
            _ = try SettingsLoader.load(path: main, environment: environment)
            return []
        } catch {
            return error.problems
        }
    }
}
