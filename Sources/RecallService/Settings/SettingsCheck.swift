import Foundation
import RecallCore
import RecallPorts
import RecallSystem

/// Looks at what the configuration names outside itself: folders, rights, keys, clock.
package enum SettingsCheck {
    /// What is wrong with the shared folders. Nothing is made in them: a folder may be the empty place of a share that is not
    /// mounted.
    package static func folderProblems(_ settings: Settings) -> [ConfigProblem] {
        var problems: [ConfigProblem] = []
        for practice in settings.practices where !practice.folder.isEmpty {
            if let message = folderProblem(practice.folder) {
                problems.append(
                    ConfigProblem(
                        file: practice.file, line: line(of: "folder", in: practice.file), key: "folder",
                        message: message))
            }
        }
        return problems
    }

    /// What `check` looks at beside: things that can be lived with, or that pass.
    package static func advisory(_ configuration: LoadedConfiguration, environment: [String: String]) -> [String] {
        var notes: [String] = []
        let settings = configuration.settings
        if !settings.isLive { notes.append("mode is dry-run: the plan is made, and nobody is called") }
        if settings.bland.isLoopback { notes.append("Bland is on this machine: no real telephone rings") }
        let folders = settings.practices.map { ($0.file as NSString).deletingLastPathComponent }
        for folder in Set(folders + [(settings.file as NSString).deletingLastPathComponent]).sorted() {
            notes += NotepadEnding.notes(in: folder)
        }
        for practice in configuration.practices {
            if !practice.template.isVerified {
                notes.append(
                    "\(practice.id): nobody has confirmed yet that your system takes files of the template \"\(practice.template.name)\""
                )
            }
        }
        return notes
    }

    /// The state directory cannot be used.
    package static func stateProblem(_ configuration: LoadedConfiguration, _ words: String) -> ConfigProblems {
        ConfigProblems([
            ConfigProblem(
                file: configuration.settings.file, line: line(of: "state_directory", in: configuration.settings.file),
                key: "state_directory",
                message: "\(words). Make the folder and give it to the user that recalld runs as")
        ])
    }

    private static func folderProblem(_ folder: String) -> String? {
        guard PathCheck.isFolder(folder) else {
            return "\(folder) is not there. Make the folder, or mount the share, or write where it is"
        }
        do {
            _ = try SharedFolder(path: folder)
            return nil
        } catch {
            return "\(error). Give the folder to the user that recalld runs as"
        }
    }

    /// What is wrong with the keys, so that the daemon cannot start.
    package static func keyProblems(_ settings: Settings, environment: [String: String]) -> [ConfigProblem] {
        var problems: [ConfigProblem] = []
        func note(_ key: String, _ message: String) {
            problems.append(
                ConfigProblem(file: settings.file, line: line(of: key, in: settings.file), key: key, message: message))
        }
        settings.parts.checkKeys(settings, environment: environment, note)
        return problems
    }

    /// The line on which a file sets a key; nil where it does not.
    static func line(of key: String, in path: String) -> Int? {
        guard let text = try? TextFile.read(path, missing: "") else { return nil }
        return KeyLines.find(in: text)[key]
    }
}
