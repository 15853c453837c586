import Foundation
package import RecallCore

/// Reads the layouts of exports from TOML.
package enum LayoutFile {
    /// The layouts of a folder, in the order of its files; none where the folder is not there.
    ///
    /// - Throws: every problem of the files.
    package static func load(folder: String, source: Layout.Source) throws(ConfigProblems) -> [Layout] {
        var layouts: [Layout] = []
        var problems: [ConfigProblem] = []
        for name in TextFile.names(in: folder, ending: ".toml") {
            do {
                layouts += try load(path: folder + "/" + name, source: source)
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ConfigProblems(problems) }
        return layouts
    }

    /// The layouts of one file: one for each of its tables, which are named for kinds (`patients`, `diary` …).
    package static func load(path: String, source: Layout.Source) throws(ConfigProblems) -> [Layout] {
        try parse(try TextFile.read(path, missing: "there is no such layout"), path: path, source: source)
    }

    /// The layouts of a text; `path` is only what its problems are told by.
    static func parse(_ text: String, path: String, source: Layout.Source) throws(ConfigProblems) -> [Layout] {
        let file = try ConfigFile(text: text, path: path)
        let family = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? path
        var problems: [ConfigProblem] = []
        var layouts: [Layout] = []
        func note(_ key: String, _ message: String) {
            problems.append(ConfigProblem(file: path, line: file.line(of: key), key: key, message: message))
        }
        for table in file.tables.filter({ !$0.contains(".") }).sorted() {
            func words(_ key: String) -> String? {
                if case .string(let text)? = file.values["\(table).\(key)"] { return text }
                return nil
            }
            let kindWord = words("kind") ?? (table == "diary" ? "slots" : table)
            guard let kind = ExportKind(rawValue: kindWord) else {
                note("\(table).kind", "\"\(kindWord)\" is no kind. Write patients, slots, suppressions or settings")
                continue
            }
            let orderWord = words("date_order")
            let order = orderWord.flatMap(DateOrder.init(rawValue:))
            if let orderWord, order == nil {
                note("\(table).date_order", "\"\(orderWord)\" is no order. Write \"dmy\", \"mdy\" or \"ymd\"")
            }
            let scopeWord = words("scope")
            let scope = scopeWord.flatMap(Layout.Scope.init(rawValue:))
            if scopeWord != nil, source == .learned {
                note(
                    "\(table).scope", "is not for a file beside an export. Approve it with: recalld approve FILE --part"
                )
            } else if let scopeWord, scope == nil {
                note("\(table).scope", "\"\(scopeWord)\" is no scope. Write \"whole\" or \"delta\"")
            }
            var columns: [String: Field?] = [:]
            let prefix = "\(table).columns."
            for (key, value) in file.values where key.hasPrefix(prefix) {
                let header = String(key.dropFirst(prefix.count))
                guard case .string(let name) = value else {
                    note(key, "must be a field in straight double quotes, or \"\" for none")
                    continue
                }
                if name.isEmpty {
                    columns[header] = .some(nil)
                } else if let field = Field(rawValue: name) {
                    columns[header] = field
                } else {
                    let near = Spelling.nearest(to: name, among: Field.allCases.map(\.rawValue))
                    note(
                        key,
                        "\"\(name)\" is no field. " + (near.map { "Did you mean \($0)?" } ?? "See the list of fields"))
                }
            }
            let ordinary = ordinaryWords(of: table, in: file, note)
            if columns.isEmpty { note(table, "has no columns. Write [\(table).columns] and a line for each header") }
            layouts.append(
                Layout(
                    name: words("name") ?? "\(family)-\(table)", family: family, kind: kind,
                    provenance: words("provenance") ?? "inferred", columns: columns, dateOrder: order, source: source,
                    scope: scope, ordinaryWords: ordinary))
        }
        guard problems.isEmpty else { throw ConfigProblems(problems) }
        return layouts
    }

    /// The words of statuses that stop nobody, by the key of their column; nil where the table has none.
    private static func ordinaryWords(
        of table: String, in file: ConfigFile, _ note: (String, String) -> Void
    ) -> [String: [String]]? {
        let prefix = "\(table).words."
        var words: [String: [String]]?
        if file.tables.contains("\(table).words") { words = [:] }
        for (key, value) in file.values where key.hasPrefix(prefix) {
            guard case .string(let text) = value else {
                note(key, "must be words in straight double quotes, with | between them")
                continue
            }
            words = words ?? [:]
            words?[String(key.dropFirst(prefix.count))] = text.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces).lowercased()
            }
        }
        return words
    }
}
