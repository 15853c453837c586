import Foundation
package import RecallCore
import RecallSystem
package import Tabular

/// What `inspect` tells of a file.
package struct InspectReport: Sendable {
    package var file: String
    package var bytes: Int
    package var sha256: String
    package var reading: ExportReading
    package var problems: [RowProblem]
    package var problemCount: Int
    /// What would become of it in an inbox that has seen no other.
    package let verdict: FileVerdict
    private let today: Day
    private let source: FileSource

    /// The most problems that are listed; the rest is counted.
    private static let mostProblems = 200
    /// The bytes from the start of a file that nearly always show its encoding.
    private static let startLength = 1 << 20

    /// Reads a file as the inbox would.
    ///
    /// Its parts are read at the same time, each by itself: two cores do it sooner than one that reads it once.
    ///
    /// - Parameters:
    ///   - path: where the file stands.
    ///   - layouts: the layouts that are known, loaded while the file is looked at.
    ///   - today: the day by which dates are judged.
    ///   - given: what whoever asks knows about the file.
    ///   - limits: the most that a file may have.
    /// - Throws: `FileError` where it cannot be opened or read.
    package init(
        path: String, layouts: @escaping @Sendable () throws -> [Layout], today: Day, given: FormatDetector.Given,
        limits: FileVerdict.Limits = .standard
    ) async throws {
        let source = try FileSource(path: path)
        async let known = layouts()
        async let evidence = source.count > Self.startLength ? EncodingEvidence(of: source) : nil
        async let digest = Digest.hex(source)
        self.source = source
        file = (path as NSString).lastPathComponent
        bytes = source.count
        self.today = today
        // By the encoding of its start, while the whole is looked at for another; should there be one, once more.
        let reader = ExportReader(layouts: [], today: today)
        let start = try EncodingEvidence(of: source, upTo: Self.startLength)
        var look = try reader.look(source, name: file, given: given, evidence: start)
        if let evidence = try await evidence, !evidence.bearsOut(start) {
            look = try reader.look(source, name: file, given: given, evidence: evidence)
        }
        reading = look.reading(try await known, limits: limits)
        verdict = FileVerdict.decide(
            bytes: source.count, profile: reading.profile, recognition: reading.recognition,
            name: file.split(separator: "/").last.map(String.init) ?? "", limits: limits)
        let found = try await Problems(reading, source, today: today)
        problems = found.first
        problemCount = found.count
        sha256 = try await digest
    }

    /// What is wrong with rows: the first problems, and how many there are.
    private struct Problems: Sendable {
        var first: [RowProblem] = []
        var count = 0

        /// Looks for the problems of a file's rows in all of its parts at the same time.
        init(_ reading: ExportReading, _ source: FileSource, today: Day) async throws {
            guard let recognition = reading.recognition, recognition.isRecognised else { return }
            let profile = reading.profile
            let reader = RowReader(recognition, today: today, zone: .london)
            var parts = profile.parts.enumerated().map { $0 }
            let last = parts.removeLast()
            let found = try await withThrowingTaskGroup(of: (number: Int, problems: Problems).self) { group in
                for (number, part) in parts {
                    group.addTask { (number, try Problems(of: profile.dataRows(of: source, in: part), reader)) }
                }
                // Here and not in a task of its own, so that a small file needs no other thread.
                let rest = try Problems(of: profile.dataRows(of: source, in: last.element), reader)
                return try await group.reduce(into: [(number: last.offset, problems: rest)]) { $0.append($1) }
            }
            for part in found.sorted(by: { $0.number < $1.number }) {
                first += part.problems.first.prefix(InspectReport.mostProblems - first.count)
                count += part.problems.count
            }
        }

        init(of rows: DataRows, _ reader: RowReader) throws {
            var rows = rows
            while try rows.next() {
                for problem in reader.problems(of: rows) {
                    count += 1
                    if first.count < InspectReport.mostProblems { first.append(problem) }
                }
            }
        }
    }

    package var reasons: [String] { verdict.reasons }

    package var json: JSONValue {
        let profile = reading.profile
        let recognition = reading.recognition
        func character(_ byte: UInt8?) -> JSONValue { byte.map { .string(String(UnicodeScalar($0))) } ?? .null }
        var fields: [JSONValue] = []
        for column in recognition?.columns ?? [] {
            var members: [(String, JSONValue)] = [
                ("column", .integer(column.column)), ("header", .string(column.header)),
                ("field", .text(column.field?.rawValue)), ("confidence", .number(column.confidence)),
                ("evidence", .string(column.evidence)), ("samples", .array(column.samples.map { .string($0) })),
            ]
            if column.field?.dateSense != nil { members.append(("date_order", .text(column.dateOrder?.rawValue))) }
            fields.append(.object(members))
        }
        return .object([
            ("file", .string(file)), ("bytes", .integer(bytes)), ("sha256", .string(sha256)),
            ("encoding", .string(profile.encoding.rawValue)), ("bom", .bool(profile.hasByteOrderMark)),
            (
                "dialect",
                .object([
                    ("delimiter", character(profile.dialect.delimiter)), ("quote", character(profile.dialect.quote)),
                    ("escape", character(profile.dialect.escape)),
                    ("line_ending", .string(profile.dialect.lineEnding.rawValue)),
                ])
            ),
            ("preamble_rows", .integer(profile.preambleRows)), ("header_row", .count(profile.headerRow)),
            ("header", .array(profile.header.map { .string($0) })), ("footer_rows", .integer(profile.footerRows)),
            ("columns", .integer(profile.columns)), ("rows", .integer(profile.rows)),
            ("kind", .text(recognition?.kind?.rawValue)),
            (
                "layout",
                recognition.map { match in
                    .object([
                        ("name", .string(match.layout.name)), ("source", .string(match.layout.source.rawValue)),
                        ("confidence", .number(match.layout.confidence)),
                    ])
                } ?? .null
            ),
            ("date_order", .text(recognition?.dateOrder?.rawValue)), ("fields", .array(fields)),
            ("verdict", .string(verdict.word.rawValue)), ("reasons", .array(reasons.map { .string($0) })),
            ("notes", .array(profile.notes.map { .string($0) })), ("row_problem_count", .integer(problemCount)),
            (
                "row_problems",
                .array(
                    problems.map {
                        .object([
                            ("row", .integer($0.row)), ("line", .integer($0.line)),
                            ("field", .text($0.field?.rawValue)),
                            ("value", .string($0.value)), ("problem", .string($0.problem)),
                        ])
                    })
            ),
        ])
    }

    /// Every record of the file, one after the other, as arrays of strings.
    package func eachRecord(_ body: (JSONValue) throws -> Void) throws {
        var records = try reading.profile.records(of: source)
        while try records.next() { try body(.array(records.strings().map { .string($0) })) }
    }

    /// Every data row with what it was read as.
    package func eachRow(_ body: (JSONValue) throws -> Void) throws {
        guard let recognition = reading.recognition, recognition.isRecognised else { return }
        let reader = RowReader(recognition, today: today, zone: .london)
        var memo = RowMemo()
        var rows = try reading.profile.dataRows(of: source)
        while try rows.next() {
            try body(Self.json(reader.read(row: rows.row, line: rows.line, cells: rows.strings(), memo: &memo)))
        }
    }

    /// A row as `--rows` and `why` show it.
    package static func json(_ row: ReadRow) -> JSONValue {
        var members: [(String, JSONValue)] = [("row", .integer(row.row)), ("line", .integer(row.line))]
        members.append(("values", values(row)))
        if !row.phones.isEmpty {
            var seen: Set<Field> = []
            members.append(
                (
                    "phones",
                    .object(
                        row.phones.filter { seen.insert($0.field).inserted }.map { phone in
                            (
                                phone.field.rawValue,
                                .object([
                                    ("kind", .text(phone.reading.kind?.rawValue)),
                                    ("flags", .array(phone.reading.flags.map { .string($0.rawValue) })),
                                    ("refusal", .string(phone.reading.refusal.rawValue)),
                                    ("also", .array(phone.reading.also.map { .string($0.e164) })),
                                ])
                            )
                        })
                ))
        }
        members.append(
            (
                "problems",
                .array(
                    row.problems.map {
                        .object([
                            ("field", .text($0.field?.rawValue)), ("value", .string($0.value)),
                            ("problem", .string($0.problem)),
                        ])
                    })
            ))
        return .object(members)
    }

    /// The values of a row by field: dates in ISO 8601, telephone numbers in E.164, a full name in its parts.
    package static func values(_ row: ReadRow) -> JSONValue {
        var members: [(String, JSONValue)] = []
        var seen: Set<Field> = []
        func add(_ field: Field, _ value: String) {
            if !value.isEmpty, seen.insert(field).inserted { members.append((field.rawValue, .string(value))) }
        }
        add(.title, row.name.title)
        add(.firstName, row.name.first)
        add(.lastName, row.name.last)
        for phone in row.phones { if let number = phone.reading.number { add(phone.field, number.e164) } }
        for field in Field.allCases {
            let time = row.minutes[field].map(clockTime)
            if let day = row.dates[field] {
                add(field, time.map { "\(day)T\($0)" } ?? day.description)
            } else if let time, field.isTime {
                add(field, time)
            }
        }
        for cell in row.cells {
            guard let field = cell.field, !field.isPhone, field.dateSense == nil, !field.isTime,
                ![.title, .firstName, .lastName, .fullName].contains(field)
            else { continue }
            add(field, cell.text)
        }
        return .object(members)
    }
}
