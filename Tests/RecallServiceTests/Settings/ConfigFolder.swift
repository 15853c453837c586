import Foundation
import RecallCore
import Testing

@testable import RecallService

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

    /// The settings, of a configuration without a problem.
    func load(environment: [String: String] = [:]) throws -> Settings {
        let reading = try SettingsLoader.read(path: main, environment: environment)
        guard reading.problems.isEmpty else { throw ConfigProblems(reading.problems) }
        return reading.settings
    }

    /// What is wrong with the configuration, none where nothing is.
    func problems(environment: [String: String] = [:]) -> [ConfigProblem] {
        do {
            return try SettingsLoader.read(path: main, environment: environment).problems
        } catch {
            return error.problems
        }
    }

    /// What a start finds wrong with the configuration and with all that it names.
    func problemsAtStart(environment: [String: String] = [:]) -> [ConfigProblem] {
        do {
            _ = try LoadedConfiguration.load(path: main, environment: environment, readyToRun: true)
            return []
        } catch {
            return error.problems
        }
    }
}
