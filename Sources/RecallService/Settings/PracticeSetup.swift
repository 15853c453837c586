import Foundation
import RecallSystem

/// Makes what a new practice needs: its folder with rights, its file with a remark on every setting, and the drop-in that
/// lets the service reach the folder.
package struct PracticeSetup: Sendable {
    package var id: String
    package var folder: String
    package var name: String
    package var phone: String

    package init(id: String, folder: String, name: String, phone: String) {
        self.id = id
        self.folder = folder
        self.name = name
        self.phone = phone
    }

    /// Where systemd looks for additions to the unit.
    package static let dropIns = "/etc/systemd/system/recalld.service.d"

    /// What was made, in sentences, and the share for Samba to be put into its configuration.
    package struct Result: Sendable {
        package var made: [String]
        package var share: String
    }

    /// Makes it, beside the configuration at `path`. Where the settings would not be right nothing stays.
    ///
    /// - Parameters:
    ///   - path: The main file of the configuration.
    ///   - environment: The process's environment.
    ///   - dropIns: The folder for the unit's drop-in; nil where there is no service to tell.
    /// - Returns: What was made, and the share to be set up.
    /// - Throws: `ConfigProblems` with what is wrong; `FileError` where something cannot be made.
    package func run(
        configuration path: String, environment: [String: String], dropIns: String? = PracticeSetup.dropIns
    ) throws -> Result {
        let main = try SettingsLoader.places(path: path, environment: environment)
        let file = "\(main.practices)/\(id).toml"
        guard !FileManager.default.fileExists(atPath: file) else {
            throw ConfigProblems([
                ConfigProblem(
                    file: file, line: nil, key: nil,
                    message: "this practice is there already. Change its file, or choose another id")
            ])
        }
        let owner = ServiceUser(ownerOf: main.state) ?? .current
        var made: [String] = []

        try FileManager.default.createDirectory(atPath: main.practices, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file), options: .withoutOverwriting)
        do throws(ConfigProblems) {
            // Read back as the daemon reads it: what it would refuse is refused here, in the same words.
            let problems = try SettingsLoader.read(path: path, environment: environment).problems
            guard problems.isEmpty else { throw ConfigProblems(problems) }
        } catch {
            try FileManager.default.removeItem(atPath: file)
            throw ConfigProblems(
                error.problems.map { problem in
                    var problem = problem
                    // The file is gone again, so its lines would be looked for in vain.
                    if problem.file == file { problem.line = nil }
                    return problem
                })
        }
        made.append("\(file): the practice's settings; read them through")

        do {
            if try owner.makeFolder(folder, mode: 0o2770) {
                made.append("\(folder): the shared folder, for the user and the group \(owner.name)")
            } else {
                made.append("\(folder): was there already, and its rights were left as they are")
            }
            if let dropIns, FileManager.default.fileExists(atPath: (dropIns as NSString).deletingLastPathComponent) {
                try FileManager.default.createDirectory(atPath: dropIns, withIntermediateDirectories: true)
                let path = "\(dropIns)/practice-\(id).conf"
                try Data(dropIn.utf8).write(to: URL(filePath: path))
                made.append("\(path): lets the service write in the folder, and wait for it to be mounted")
            }
        } catch {
            try FileManager.default.removeItem(atPath: file)
            throw error
        }
        return Result(made: made, share: try share(environment: environment, owner: owner.name))
    }

    /// The settings file: what was told is set, everything else stands there with its default.
    var text: String {
        ConfigKey.text(
            of: ConfigKey.practice, heading: ConfigKey.practiceHeading,
            values: ["name": Self.quoted(name), "folder": Self.quoted(folder), "phone": Self.quoted(phone)])
    }

    /// The addition to the unit.
    var dropIn: String {
        let path = Self.unitPath(folder)
        return """
            # Made by "recalld practice add \(id)". Run "systemctl daemon-reload" after a change.
            [Unit]
            RequiresMountsFor=\(path)
            [Service]
            ReadWritePaths=-\(path)

            """
    }

    private func share(environment: [String: String], owner: String) throws -> String {
        guard let data = DataFolder.find(environment: environment, executable: DataFolder.executable) else { return "" }
        return try String(contentsOfFile: data + "/share.conf", encoding: .utf8)
            .replacing("PRACTICE", with: id).replacing("FOLDER", with: folder)
            .replacing("GROUP", with: owner).replacing("USER", with: owner)
    }

    /// A basic string of TOML (toml.io, version 1.0.0).
    static func quoted(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                escaped += "\\u" + hex(Int(scalar.value))
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }

    private static func hex(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A path as a unit file takes it: quoted, and with its percent signs doubled (systemd.syntax(7), systemd.unit(5)).
    static func unitPath(_ path: String) -> String {
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
        return path.contains(where: { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\\" }) ? "\"\(escaped)\"" : escaped
    }
}

/// Makes what recalld needs on this machine before there is any practice.
package enum MachineSetup {
    /// Makes the configuration with its folders, the file for the key, and the state directory; what is there stays.
    ///
    /// - Throws: where something cannot be made.
    package static func run(configuration path: String, environment: [String: String]) throws -> [String] {
        let files = FileManager.default
        let home = (path as NSString).deletingLastPathComponent
        var made: [String] = []
        for folder in ["practices.d", "layouts.d", "templates.d"] where !files.fileExists(atPath: "\(home)/\(folder)") {
            try files.createDirectory(atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
            made.append("\(home)/\(folder)")
        }
        if !files.fileExists(atPath: path) {
            let text = ConfigKey.sample(of: ConfigKey.main, heading: ConfigKey.mainHeading)
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            made.append("\(path): the settings of this machine, in dry-run mode")
        }
        let key = "\(home)/bland-api-key"
        if !files.fileExists(atPath: key) {
            guard files.createFile(atPath: key, contents: Data(), attributes: [.posixPermissions: 0o600]) else {
                throw CocoaError(.fileWriteUnknown)
            }
            made.append("\(key): put the key of your Bland account in here")
        }
        let state = try SettingsLoader.places(path: path, environment: environment).state
        if !files.fileExists(atPath: state) {
            try StateDirectory.make(state)
            made.append("\(state): the database, for nobody else's eyes")
        }
        return made
    }
}
