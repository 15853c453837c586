import RecallCore
import RecallSystem

/// The layout that stands beside a held export, as staff left it when they approved the file.
struct Proposal: Sendable {
    /// Its text; nil where it cannot be read as text.
    var text: String?
    /// How the export is to be read; nil where the text has problems.
    var layout: Layout?
    /// What is wrong with it, in plain words, with the lines.
    var problems: [String] = []

    /// Where it may stand: beside the held file, or moved along with it.
    static let folders = [PracticeFolders.approved, PracticeFolders.review]

    /// The most bytes that are read.
    static let mostBytes = 64 << 10

    /// What stands beside an approved export of that name; nil where there is nothing.
    init?(of export: String, in shared: SharedFolder) {
        let name = "\(export).layout.toml"
        for folder in Self.folders {
            do throws(FileError) {
                guard let path = folder.appending(name), try Self.isThere(path, shared) else { continue }
                read(try shared.read(path, limit: Self.mostBytes), name)
            } catch {
                let words = error.kind == .tooLarge ? "is larger than 64 KiB" : "cannot be read: \(error.words)"
                problems = ["\(name) \(words). Take it away, and approve the file again."]
            }
            return
        }
        return nil
    }

    private mutating func read(_ bytes: [UInt8], _ name: String) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems = ["\(name) is not saved as UTF-8. In Notepad choose Save as, Encoding: UTF-8."]
            return
        }
        self.text = text
        if let problem = TOMLBounds.problem(in: text) {
            problems = ["\(name) \(problem). Take it away, and approve the file again."]
            return
        }
        do {
            let layouts = try LayoutFile.parse(text, path: name, source: .learned)
            if layouts.count == 1 {
                layout = layouts.first
                layout?.name = "approved-\(layouts.first?.kind.rawValue ?? "")"
            } else {
                problems = ["\(name) must have one table, as it was proposed."]
            }
        } catch {
            problems = error.problems.map(\.description)
        }
    }

    /// Whether a plain file stands there; links and folders of that name are left alone.
    static func isThere(_ path: FolderPath, _ shared: SharedFolder) throws(FileError) -> Bool {
        do throws(FileError) {
            return try shared.file(at: path) != nil
        } catch {
            guard error.kind == .symbolicLink || error.kind == .notAFile else { throw error }
            return false
        }
    }
}
