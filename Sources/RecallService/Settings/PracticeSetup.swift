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
        try checkFolder()
        let file = "\(main.practices)/\(id).toml"
        let owner = ServiceUser.service(ofState: main.state)
        let practices = try TrustedFolder(main.practices, outside: [], making: .service(owner))
        do throws(FileError) {
            try practices.makeFile("\(id).toml", Array(text.utf8), for: .service(owner))
        } catch {
            guard error.kind == .exists else { throw error }
            throw ConfigProblems([
                ConfigProblem(
                    file: file, line: nil, key: nil,
                    message: "this practice is there already. Change its file, or choose another id")
            ])
        }
        var isDone = false
        defer { if !isDone { practices.remove("\(id).toml") } }
        let others = try readBack(configuration: path, environment: environment, file: file)
        var made = ["\(file): the practice's settings; read them through"]
        if try TrustedFolder.make(folder, for: owner, mode: 0o2770, outside: others) {
            made.append("\(folder): the shared folder, for the user and the group \(owner.name)")
        } else {
            made.append("\(folder): was there already, and its rights were left as they are")
        }
        if let dropIns, FileManager.default.fileExists(atPath: (dropIns as NSString).deletingLastPathComponent) {
            let units = try TrustedFolder(dropIns, outside: others + [folder], making: .everybody)
            let name = "practice-\(id).conf"
            units.remove(name)
            try units.makeFile(name, Array(dropIn.utf8), for: .everybody)
            made.append("\(dropIns)/\(name): lets the service write in the folder, and wait for it to be mounted")
        }
        isDone = true
        return Result(made: made, share: try share(environment: environment, owner: owner.name))
    }

    /// A unit file and Samba's configuration end a path at the end of its line.
    private func checkFolder() throws(ConfigProblems) {
        guard folder.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return }
        throw ConfigProblems([
            ConfigProblem(
                file: "--folder", line: nil, key: "folder",
                message: "the folder's name has a character that cannot be written. Use letters, digits, - and spaces")
        ])
    }

    /// Reads the configuration back as the daemon reads it: what it would refuse is refused here, in the same words.
    ///
    /// - Returns: The folders of the other practices.
    /// - Throws: `ConfigProblems` with what is wrong.
    private func readBack(
        configuration path: String, environment: [String: String], file: String
    ) throws(ConfigProblems) -> [String] {
        let reading = try SettingsLoader.read(path: path, environment: environment)
        guard reading.problems.isEmpty else {
            throw ConfigProblems(
                reading.problems.map { problem in
                    var problem = problem
                    // The file is gone again, so its lines would be looked for in vain.
                    if problem.file == file { problem.line = nil }
                    return problem
                })
        }
        return reading.settings.practices.filter { $0.id != id }.map(\.folder)
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
    /// - Returns: What was made.
    /// - Throws: `FileError` where something cannot be made; `ConfigProblems` where the configuration that is there cannot be
    ///   read.
    package static func run(configuration path: String, environment: [String: String]) throws -> [String] {
        let home = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        let isThere = FileManager.default.fileExists(atPath: path)
        let shares =
            isThere
            ? try SettingsLoader.read(path: path, environment: environment).settings.practices.map(\.folder) : []
        let known = isThere ? try SettingsLoader.places(path: path, environment: environment).state : nil
        let user = ServiceUser.service(ofState: known)
        let folder = try TrustedFolder(home.isEmpty ? "." : home, outside: shares, making: .service(user))
        var made: [String] = []
        for inner in ["practices.d", "layouts.d", "templates.d"]
        where try folder.makeFolder(inner, for: .service(user)) {
            made.append("\(home)/\(inner)")
        }
        if !folder.contains(name) {
            let text = ConfigKey.sample(of: ConfigKey.main, heading: ConfigKey.mainHeading)
            try folder.makeFile(name, Array(text.utf8), for: .service(user))
            made.append("\(path): the settings of this machine, in dry-run mode")
        }
        if !folder.contains("bland-api-key") {
            try folder.makeFile("bland-api-key", [], for: .owner)
            made.append("\(home)/bland-api-key: put the key of your Bland account in here")
        }
        // It is filled with the service's rights.
        if !folder.contains(Keys.forgetKey) { try folder.makeFile(Keys.forgetKey, [], for: .owner) }
        let state = try SettingsLoader.places(path: path, environment: environment).state
        // One that a link leads to is the administrator's word.
        if !FileManager.default.fileExists(atPath: state),
            try TrustedFolder.make(state, for: .service(ofState: nil), mode: 0o700, outside: shares)
        {
            made.append("\(state): the database, for nobody else's eyes")
        }
        return made
    }
}
