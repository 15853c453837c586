package import RecallCore
import Tabular

/// Reads an outbox template from TOML.
package enum TemplateFile {
    static let keys: [ConfigKey] = [
        ConfigKey("verified", .flag, "false", "Whether the system has been seen to take such a file."),
        ConfigKey(
            "delimiter", .oneOf(["comma", "semicolon", "tab", "pipe"]), "\"comma\"", "What stands between cells."),
        ConfigKey(
            "encoding", .oneOf(TextEncoding.allCases.map(\.rawValue) + ["utf-8-bom"]), "\"utf-8-bom\"",
            "How letters are written."),
        ConfigKey("line_ending", .oneOf(["crlf", "lf"]), "\"crlf\"", "How lines end."),
        ConfigKey("quoting", .oneOf(["minimal", "all"]), "\"minimal\"", "Which cells stand in quotes."),
        ConfigKey(
            "date", .oneOf(OutboxTemplate.DateForm.allCases.map(\.rawValue)), "\"DD/MM/YYYY\"", "How dates are written."
        ),
        ConfigKey(
            "time", .oneOf(OutboxTemplate.TimeForm.allCases.map(\.rawValue)), "\"HH:MM\"", "How times are written."),
        ConfigKey(
            "phone", .oneOf(OutboxTemplate.PhoneForm.allCases.map(\.rawValue)), "\"national\"",
            "How telephone numbers are written."),
    ]

    /// The template in a file; its name is the file's name without the ending.
    ///
    /// - Throws: every problem of the file.
    package static func load(_ path: String) throws(ConfigProblems) -> OutboxTemplate {
        let text = try TextFile.read(path, missing: "there is no such template")
        let file = try ConfigFile(text: text, path: path)
        var listed: [EventKind: ConfigValue] = [:]
        for kind in EventKind.allCases { listed[kind] = file.values["\(kind.rawValue).columns"] }
        var reader = ConfigReader(
            file: file,
            keys: keys + EventKind.allCases.map { ConfigKey("\($0.rawValue).columns", .dates, "[]", "Columns.") })
        var columns: [EventKind: [OutboxTemplate.Column]] = [:]
        for kind in EventKind.allCases {
            guard let value = listed[kind] else {
                columns[kind] = OutboxTemplate.standardColumns(kind)
                continue
            }
            columns[kind] = read(value, kind: kind, into: &reader)
        }
        let encoding = reader.words("encoding")
        let delimiters: [String: UInt8] = [
            "comma": UInt8(ascii: ","), "semicolon": UInt8(ascii: ";"), "tab": UInt8(ascii: "\t"),
            "pipe": UInt8(ascii: "|"),
        ]
        let name = path.split(separator: "/").last.map { $0.hasSuffix(".toml") ? String($0.dropLast(5)) : String($0) }
        let template = OutboxTemplate(
            name: name ?? path, isVerified: reader.flag("verified"),
            dialect: Dialect(
                delimiter: delimiters[reader.words("delimiter")] ?? UInt8(ascii: ","), quote: UInt8(ascii: "\""),
                lineEnding: reader.words("line_ending") == "lf" ? .lf : .crlf),
            encoding: TextEncoding(rawValue: encoding) ?? .utf8, hasBOM: encoding == "utf-8-bom",
            quotesEverything: reader.words("quoting") == "all",
            dateForm: OutboxTemplate.DateForm(rawValue: reader.words("date")) ?? .dayMonthYear,
            timeForm: OutboxTemplate.TimeForm(rawValue: reader.words("time")) ?? .colon,
            phoneForm: OutboxTemplate.PhoneForm(rawValue: reader.words("phone")) ?? .national, columns: columns)
        guard reader.problems.isEmpty else { throw ConfigProblems(reader.problems) }
        return template
    }

    private static func read(
        _ value: ConfigValue, kind: EventKind, into reader: inout ConfigReader
    ) -> [OutboxTemplate.Column] {
        let key = "\(kind.rawValue).columns"
        let fields = kind.standardColumns.map(\.rawValue) + ["full_name", "title"]
        guard case .array(let items) = value, !items.isEmpty else {
            reader.note(key, "must be a list of columns. Write columns = [\"event_id\", \"patient_id\"]")
            return []
        }
        var columns: [OutboxTemplate.Column] = []
        for item in items {
            switch item {
            case .string(let name):
                if let field = field(name, fields, key, &reader) {
                    columns.append(OutboxTemplate.Column(header: name, content: .field(field)))
                }
            case .table(let members):
                guard case .string(let header)? = members["header"] else {
                    reader.note(
                        key, "holds a column without header. Write { header = \"Ref\", field = \"patient_id\" }")
                    continue
                }
                if case .string(let name)? = members["field"], members.count == 2 {
                    if let field = field(name, fields, key, &reader) {
                        columns.append(OutboxTemplate.Column(header: header, content: .field(field)))
                    }
                } else if case .string(let constant)? = members["value"], members.count == 2 {
                    columns.append(OutboxTemplate.Column(header: header, content: .constant(constant)))
                } else {
                    reader.note(
                        key,
                        "the column \"\(header)\" must have a field or a value. "
                            + "Write { header = \"Ref\", field = \"patient_id\" } or { header = \"Source\", value = \"phone\" }"
                    )
                }
            default:
                reader.note(key, "holds something that is no column. Write words in straight double quotes")
            }
        }
        return columns
    }

    private static func field(
        _ name: String, _ fields: [String], _ key: String, _ reader: inout ConfigReader
    ) -> OutboxField? {
        if fields.contains(name), let field = OutboxField(rawValue: name) { return field }
        let hint =
            Spelling.nearest(to: name, among: fields).map { "Did you mean \($0)?" }
            ?? "Known: \(fields.joined(separator: ", "))"
        reader.note(key, "\"\(name)\" is no field of this kind of file. \(hint)")
        return nil
    }
}
