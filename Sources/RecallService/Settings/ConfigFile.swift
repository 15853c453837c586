import RecallCore
import TOMLKit

/// A configuration file that could be parsed: its values by dotted key, and the line that each key stands on.
///
/// The only file that speaks to the TOML library; its parser gives no positions of keys, so they are found here.
package struct ConfigFile: Sendable {
    package let path: String
    /// Every value that is no table, by its dotted key: `calling.weekdays`.
    package private(set) var values: [String: ConfigValue] = [:]
    /// Every table, `calling`, the empty ones too.
    package private(set) var tables: Set<String> = []
    /// The text is gone through only where there is something to tell of it.
    private let lines: Once<[String: Int]>

    /// Parses `text`, with or without byte order mark, with LF or CRLF.
    package init(text: String, path: String) throws(ConfigProblems) {
        self.path = path
        var text = text
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        lines = Once { [text] in KeyLines.find(in: text) }
        if let line = TOMLBounds.namelessTable(in: text) {
            throw ConfigProblems([
                ConfigProblem(
                    file: path, line: line, key: nil,
                    message: "this line begins a table and does not name it. Write [NAME], such as [calling]")
            ])
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigProblems([Self.problem(error, in: text, path: path)])
        } catch {
            throw ConfigProblems([
                ConfigProblem(file: path, line: 1, key: nil, message: "this file cannot be read as TOML")
            ])
        }
        collect(table, prefix: "")
    }

    /// What is wrong where the parser gave up. Of a list that does not end it gives the last line of the file; the list's
    /// first line is what somebody has to see.
    private static func problem(_ error: TOMLParseError, in text: String, path: String) -> ConfigProblem {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        var line = error.source.begin.line
        if error.description.contains("end-of-file"),
            let opened = lines.lastIndex(where: { $0.contains("[") && !$0.contains("]") && $0.contains("=") })
        {
            line = opened + 1
        }
        let hint = TOMLHint.words(
            for: lines.indices.contains(line - 1) ? lines[line - 1] : "",
            isTwice: error.description.contains("cannot redefine"))
        return ConfigProblem(file: path, line: line, key: nil, message: hint)
    }

    /// A file of which nothing can be read.
    package init(unreadable path: String) {
        self.path = path
        lines = Once { [:] }
    }

    /// The line on which a key or a table stands, 1 where that is not known.
    package func line(of key: String) -> Int { lines.value[KeyLines.clean(key[...])] ?? 1 }

    private mutating func collect(_ table: TOMLTable, prefix: String) {
        for key in table.keys {
            let path = prefix.isEmpty ? key : "\(prefix).\(key)"
            guard let value = table[key] else { continue }
            if let inner = value.table {
                tables.insert(path)
                collect(inner, prefix: path)
            } else {
                values[path] = Self.convert(value)
            }
        }
    }

    private static func convert(_ value: any TOMLValueConvertible) -> ConfigValue {
        if let array = value.array { return .array((0..<array.count).map { convert(array[$0]) }) }
        if let table = value.table {
            var members: [String: ConfigValue] = [:]
            for key in table.keys { if let member = table[key] { members[key] = convert(member) } }
            return .table(members)
        }
        if let bool = value.bool { return .bool(bool) }
        if let int = value.int { return .integer(int) }
        if let double = value.double { return .number(double) }
        if let string = value.string { return .string(string) }
        if let date = value.date { return .string(String(describing: date.debugDescription)) }
        return .other
    }
}

/// A value of a configuration file.
package indirect enum ConfigValue: Equatable, Sendable {
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    case array([ConfigValue])
    case table([String: ConfigValue])
    /// A time of day or another value that no key takes.
    case other
}

/// Finds the line that each key of a TOML text stands on.
enum KeyLines {
    static func find(in text: String) -> [String: Int] {
        var found: [String: Int] = [:]
        var table = ""
        var closing: Substring?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if let end = closing {
                if line.contains(end) { closing = nil }
                continue
            }
            let trimmed = line.drop(while: \.isWhitespace)
            if trimmed.hasPrefix("[") {
                table = trimmed.drop(while: { $0 == "[" }).prefix(while: { $0 != "]" }).split(separator: ".")
                    .map(clean).joined(separator: ".")
                if found[table] == nil { found[table] = index + 1 }
            } else if let equals = trimmed.firstIndex(of: "="), !trimmed.hasPrefix("#") {
                let key = trimmed[..<equals].split(separator: ".").map(clean).joined(separator: ".")
                let path = table.isEmpty ? key : "\(table).\(key)"
                if found[path] == nil { found[path] = index + 1 }
                let value = trimmed[trimmed.index(after: equals)...]
                for quotes in ["\"\"\"", "'''"] where occurrences(of: quotes, in: value) == 1 { closing = quotes[...] }
            }
        }
        return found
    }

    /// A key without quotes and spaces, as lines are found by.
    static func clean(_ part: Substring) -> String {
        String(part.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }

    private static func occurrences(of quotes: String, in text: Substring) -> Int {
        var count = 0
        var rest = text
        while let range = rest.firstRange(of: quotes) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
