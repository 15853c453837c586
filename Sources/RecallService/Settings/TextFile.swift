import Foundation

/// Reads whole configuration files of text.
enum TextFile {
    /// The text of a file.
    ///
    /// - Throws: that it is missing or not saved as UTF-8, with what to do about it.
    static func read(_ path: String, missing: String) throws(ConfigProblems) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ConfigProblems([ConfigProblem(file: path, line: nil, key: nil, message: missing)])
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigProblems([
                ConfigProblem(
                    file: path, line: nil, key: nil,
                    message: "is not saved as UTF-8. In Notepad choose Save as, Encoding: UTF-8")
            ])
        }
        return text
    }

    /// The names of the files in a folder that end in `ending`, in order; none where the folder is not there.
    static func names(in folder: String, ending: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
    }
}

/// The ending that Notepad puts behind the name of a configuration file, where it is not told otherwise.
enum NotepadEnding {
    static func has(_ name: String) -> Bool { name.lowercased().hasSuffix(".toml.txt") }

    /// The name that was meant.
    static func without(_ name: String) -> String { String(name.dropLast(4)) }

    /// What to do about such files that stand beside the right ones, and are not read.
    static func notes(in folder: String) -> [String] {
        TextFile.names(in: folder, ending: "").filter(has)
            .filter { FileManager.default.fileExists(atPath: "\(folder)/\(without($0))") }
            .map {
                "\(folder)/\($0) is not read; what counts stands in \(without($0)) beside it. "
                    + "Where the former is the right one, give it the latter's name; else take it away"
            }
    }
}
