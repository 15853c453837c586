package import RecallCore
import Tabular

/// Reads an outbox template from TOML.
package enum TemplateFile {
    static let keys: [ConfigKey] =
        [ConfigKey("verified", .flag, "false", "Whether the system has been seen to take such a file.")] + forms

    /// What a kind may say for itself.
    private static let forms: [ConfigKey] = [
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
        ConfigKey(
            "name", .oneOf(OutboxTemplate.NameForm.allCases.map(\.rawValue)), "\"title-first-last\"",
            "How a full name is written."),
    ]

    /// The template in a file; its name is the file's name without the ending.
    ///
    /// What stands at the top holds for all four kinds; a kind may say otherwise under its own heading.
    ///
    /// - Throws: every problem of the file.
    package static func load(_ path: String) throws(ConfigProblems) -> OutboxTemplate {
        let text = try TextFile.read(path, missing: "there is no such template")
        let file = try ConfigFile(text: text, path: path)
        let kinds = EventKind.allCases.map(\.rawValue)
        let ofKinds = kinds.flatMap { kind in
            forms.map { ConfigKey("\(kind).\($0.name)", $0.kind, $0.standard, $0.comment) }
                + [ConfigKey("\(kind).columns", .dates, "[]", "Columns.")]
        }
        var reader = ConfigReader(file: file, keys: keys + ofKinds)
        var common: [String: String] = [:]
        for form in forms { common[form.name] = reader.words(form.name) }
        var sheets: [EventKind: OutboxTemplate.Sheet] = [:]
        for kind in EventKind.allCases { sheets[kind] = sheet(kind, common, text: text, file: file, &reader) }
        let name = path.split(separator: "/").last.map { $0.hasSuffix(".toml") ? String($0.dropLast(5)) : String($0) }
        let isVerified = reader.flag("verified")
        guard reader.problems.isEmpty else { throw ConfigProblems(reader.problems) }
        return OutboxTemplate(name: name ?? path, isVerified: isVerified) { sheets[$0] ?? .standard($0) }
    }

    private static let delimiters: [String: UInt8] = [
        "comma": UInt8(ascii: ","), "semicolon": UInt8(ascii: ";"), "tab": UInt8(ascii: "\t"),
        "pipe": UInt8(ascii: "|"),
    ]

    private static func sheet(
        _ kind: EventKind, _ common: [String: String], text: String, file: ConfigFile, _ reader: inout ConfigReader
    ) -> OutboxTemplate.Sheet {
        var sheet = OutboxTemplate.Sheet.standard(kind)
        func word(_ name: String) -> String {
            let own = "\(kind.rawValue).\(name)"
            return reader.isSet(own) ? reader.words(own) : common[name] ?? ""
        }
        let encoding = word("encoding")
        sheet.encoding = TextEncoding(rawValue: encoding) ?? .utf8
        // UTF-16 without its mark cannot be told from anything else.
        sheet.hasBOM = encoding == "utf-8-bom" || sheet.encoding.isUTF16
        sheet.dialect = Dialect(
            delimiter: delimiters[word("delimiter")] ?? UInt8(ascii: ","), quote: UInt8(ascii: "\""),
            lineEnding: word("line_ending") == "lf" ? .lf : .crlf)
        sheet.quotesEverything = word("quoting") == "all"
        sheet.dateForm = OutboxTemplate.DateForm(rawValue: word("date")) ?? sheet.dateForm
        sheet.timeForm = OutboxTemplate.TimeForm(rawValue: word("time")) ?? sheet.timeForm
        sheet.phoneForm = OutboxTemplate.PhoneForm(rawValue: word("phone")) ?? sheet.phoneForm
        sheet.nameForm = OutboxTemplate.NameForm(rawValue: word("name")) ?? sheet.nameForm
        if let value = file.values["\(kind.rawValue).columns"] {
            let list = ColumnList(
                kind: kind, encoding: sheet.encoding, text: text, firstLine: file.line(of: "\(kind.rawValue).columns"))
            sheet.columns = list.read(value, into: &reader)
        }
        return sheet
    }
}

/// The list of a kind's columns, with the lines on which they stand.
private struct ColumnList {
    let kind: EventKind
    let encoding: TextEncoding
    private let lines: [Substring]
    private let firstLine: Int

    private var key: String { "\(kind.rawValue).columns" }
    private var fields: [String] { kind.standardColumns.map(\.rawValue) + ["full_name", "title"] }

    init(kind: EventKind, encoding: TextEncoding, text: String, firstLine: Int) {
        self.kind = kind
        self.encoding = encoding
        self.firstLine = firstLine
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    func read(_ value: ConfigValue, into reader: inout ConfigReader) -> [OutboxTemplate.Column] {
        guard case .array(let items) = value, !items.isEmpty else {
            reader.note(key, "must be a list of columns. Write columns = [\"event_id\", \"patient_id\"]")
            return []
        }
        var columns: [OutboxTemplate.Column] = []
        for item in items {
            guard let column = column(item, &reader) else { continue }
            check(column.header, &reader)
            if case .constant(let text) = column.content { check(text, &reader) }
            if columns.contains(where: { $0.header == column.header }) {
                note(
                    column.header, "\"\(column.header)\" stands over two columns. Give each column a header of its own",
                    &reader)
            }
            columns.append(column)
        }
        return columns
    }

    private func column(_ item: ConfigValue, _ reader: inout ConfigReader) -> OutboxTemplate.Column? {
        switch item {
        case .string(let name):
            return field(name, &reader).map { OutboxTemplate.Column(header: name, content: .field($0)) }
        case .table(let members):
            guard case .string(let header)? = members["header"] else {
                reader.note(key, "holds a column without header. Write { header = \"Ref\", field = \"patient_id\" }")
                return nil
            }
            if case .string(let name)? = members["field"], members.count == 2 {
                return field(name, &reader).map { OutboxTemplate.Column(header: header, content: .field($0)) }
            }
            if case .string(let constant)? = members["value"], members.count == 2 {
                return OutboxTemplate.Column(header: header, content: .constant(constant))
            }
            note(
                header,
                "the column \"\(header)\" must have a field or a value. "
                    + "Write { header = \"Ref\", field = \"patient_id\" } or { header = \"Source\", value = \"phone\" }",
                &reader)
            return nil
        default:
            reader.note(key, "holds something that is no column. Write words in straight double quotes")
            return nil
        }
    }

    private func field(_ name: String, _ reader: inout ConfigReader) -> OutboxField? {
        if fields.contains(name), let field = OutboxField(rawValue: name) { return field }
        let hint =
            Spelling.nearest(to: name, among: fields).map { "Did you mean \($0)?" }
            ?? "Known: \(fields.joined(separator: ", "))"
        note(name, "\"\(name)\" is no field of this kind of file. \(hint)", &reader)
        return nil
    }

    /// Words of the template's own are written as they are or not at all; only what patients bring takes a nearest form.
    private func check(_ text: String, _ reader: inout ConfigReader) {
        if let mark = text.unicodeScalars.first(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            note(
                text, "holds the control character U+\(String(mark.value, radix: 16, uppercase: true)). Take it out",
                &reader)
        } else if let letter = text.first(where: { encoding.encode(String($0)).replaced > 0 }) {
            note(
                text,
                "\"\(letter)\" cannot be written in \(encoding.rawValue). Write it another way, or set encoding = \"utf-8-bom\"",
                &reader)
        }
    }

    /// Notes a problem on the line that holds the words, from the list's first line on.
    private func note(_ words: String, _ message: String, _ reader: inout ConfigReader) {
        let line = lines.indices.dropFirst(firstLine - 1).first { lines[$0].contains("\"\(words)\"") }
        reader.note(key, line: line.map { $0 + 1 } ?? firstLine, message)
    }
}
