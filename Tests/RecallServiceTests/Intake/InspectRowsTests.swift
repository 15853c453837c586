import Foundation
import RecallCore
import RecallTestSupport
import Tabular
import Testing

@testable import RecallService

/// The tables of cases as files, through all that `inspect --rows` does: shape, recognition, rows.
@Suite struct InspectRowsTests {
    private static let today = Day(iso: "2026-11-23")!

    /// One column more of a file: its header and its cells.
    private struct Column {
        var header: String
        var cells: [String]
    }

    /// A row as `--rows` prints it.
    private struct Row: Decodable {
        struct Phone: Decodable {
            var kind: String?
            var flags: [String]
            var refusal: String
            var also: [String]
        }
        struct Problem: Decodable {
            var field: String?
        }
        var row: Int
        var values: [String: String]
        var phones: [String: Phone]?
        var problems: [Problem]
    }

    private static let headers: [Field: String] = [
        .mobilePhone: "Mobile", .homePhone: "Home Tel", .workPhone: "Work Tel", .phoneUnspecified: "Contact Number",
        .dateOfBirth: "Date of Birth", .lastExamDate: "Last Test Date", .nextRecallDate: "Recall Due",
        .title: "Title", .firstName: "Forename", .lastName: "Surname", .fullName: "Patient Name",
    ]

    private func header(_ field: Field) throws -> String { try #require(Self.headers[field], "\(field)") }

    /// A file of patients with these columns, as rows and as the report on it.
    private func inspect(_ columns: [Column]) async throws -> (rows: [Row], report: InspectReport) {
        let count = columns.map(\.cells.count).max() ?? 0
        let whole =
            [Column(header: "Patient No", cells: (0..<count).map { "\(40_017 + $0 * 3)" })] + columns
        func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }
        var lines = [whole.map { quoted($0.header) }.joined(separator: ",")]
        for row in 0..<count { lines.append(whole.map { quoted($0.cells[row]) }.joined(separator: ",")) }
        let report = try await inspected((lines.joined(separator: "\r\n") + "\r\n").utf8, today: Self.today)
        var rows: [Row] = []
        try report.eachRow { rows.append(try JSONDecoder().decode(Row.self, from: Data($0.line.utf8))) }
        return (rows, report)
    }

    private func people(_ count: Int) -> [Column] {
        let names = ["Whitfield", "Okafor", "Pettigrew", "Lindqvist", "Abernethy"]
        return [
            Column(header: "Surname", cells: (0..<count).map { names[$0 % names.count] }),
            Column(header: "Forename", cells: (0..<count).map { $0 % 2 == 0 ? "Alan" : "Margaret" }),
        ]
    }

    // MARK: Telephones

    @Test(arguments: [Field.mobilePhone, .homePhone, .phoneUnspecified])
    func `every telephone of the table reads as it says, in a column of its kind`(field: Field) async throws {
        let cases = try CaseTable("phones.tsv").rows.filter { $0["field"] == field.rawValue }
        #expect(cases.count > 10)
        let cells = cases.map { $0["raw"] ?? "" }
        let dates = Column(header: "Last Test Date", cells: cases.map { _ in "14/03/2024" })
        let (rows, _) = try await inspect(
            people(cases.count) + [Column(header: try header(field), cells: cells), dates])
        try #require(rows.count == cases.count)
        for (wanted, row) in zip(cases, rows) { check(wanted, row, field) }
    }

    @Test func `every telephone of the table reads as it says, alone in its file`() async throws {
        for wanted in try CaseTable("phones.tsv").rows {
            let field = try #require(Field(rawValue: wanted["field"] ?? ""))
            let column = Column(header: try header(field), cells: [wanted["raw"] ?? ""])
            let dates = Column(header: "Last Test Date", cells: ["14/03/2024"])
            let (rows, report) = try await inspect(people(1) + [column, dates])
            guard let row = rows.first else {
                Issue.record("\(wanted["id"] ?? ""): \(report.reasons)")
                continue
            }
            check(wanted, row, field)
        }
    }

    private func check(_ wanted: [String: String], _ row: Row, _ field: Field) {
        let id = wanted["id"] ?? ""
        func list(_ key: String) -> [String] {
            (wanted[key] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        }
        #expect(row.values[field.rawValue] ?? "" == wanted["e164"], "\(id)")
        guard wanted["raw"]?.isEmpty == false else { return }
        let phone = row.phones?[field.rawValue]
        #expect(phone?.kind ?? "" == wanted["kind"], "\(id)")
        #expect(Set(phone?.flags ?? []) == Set(list("flags")), "\(id)")
        #expect(phone?.refusal == wanted["refusal"], "\(id)")
        #expect(phone?.also == list("also"), "\(id)")
        // A refused cell is a problem of its row, a filler such as "n/a" too.
        #expect(row.problems.contains { $0.field == field.rawValue } == (wanted["refusal"] != "none"), "\(id)")
    }

    // MARK: Dates

    @Test func `every column of dates reads as the table says, and in the order that it says`() async throws {
        struct Table: Decodable {
            struct Case: Decodable {
                var id: String?
                var field: Field
                var cells: [String]
                var iso: [String?]
                var order: String?
                var beside: [Case]?
            }
            var today: Day
            var cases: [Case]
        }
        let table = try JSONDecoder().decode(Table.self, from: Fixtures.cases("dates.json"))
        #expect(table.today == Self.today)
        for one in table.cases {
            let all = [one] + (one.beside ?? [])
            let mobiles = Column(header: "Mobile", cells: one.cells.indices.map { "07700 9001\(10 + $0)" })
            let columns = try all.map { Column(header: try header($0.field), cells: $0.cells) }
            let (rows, report) = try await inspect(people(one.cells.count) + [mobiles] + columns)
            let id = one.id ?? ""
            guard rows.count == one.cells.count else {
                Issue.record("\(id): \(report.reasons)")
                continue
            }
            for wanted in all {
                let column = report.reading.recognition?.columns.first { $0.field == wanted.field }
                #expect(column?.dateOrder?.rawValue == wanted.order, "\(id)")
                for (index, row) in rows.enumerated() {
                    #expect(row.values[wanted.field.rawValue] == wanted.iso[index], "\(id): \(wanted.cells[index])")
                }
            }
            let isAmbiguous = one.order == nil && one.cells.contains { $0.contains("/25/") }
            if isAmbiguous { #expect(report.verdict.word == .review, "\(id)") }
        }
    }

    // MARK: Names

    @Test func `every name reads as the table says, all in one file and each alone`() async throws {
        let cases = try CaseTable("names.tsv").rows
        let full = cases.filter { $0["full_name"]?.isEmpty == false }
        let parted = cases.filter { $0["full_name"]?.isEmpty != false }
        #expect(full.count > 10 && parted.count > 5)
        for group in [full] + full.map({ [$0] }) {
            try await check(group, [Column(header: try header(.fullName), cells: group.map { $0["full_name"] ?? "" })])
        }
        for group in [parted] + parted.map({ [$0] }) {
            try await check(
                group,
                try [Field.title, .firstName, .lastName].map { field in
                    Column(header: try header(field), cells: group.map { $0[field.rawValue] ?? "" })
                })
        }
    }

    private func check(_ wanted: [[String: String]], _ names: [Column]) async throws {
        let beside = [
            Column(header: "Date of Birth", cells: wanted.map { _ in "23/04/1961" }),
            Column(header: "Mobile", cells: wanted.indices.map { "07700 9001\(10 + $0)" }),
            Column(header: "Last Test Date", cells: wanted.map { _ in "14/03/2024" }),
        ]
        let (rows, report) = try await inspect(names + beside)
        guard rows.count == wanted.count else {
            Issue.record("\(wanted.first?["id"] ?? ""): \(report.reasons)")
            return
        }
        for (want, row) in zip(wanted, rows) {
            let read = ["title", "first_name", "last_name"].map { row.values[$0] ?? "" }
            #expect(
                read == ["want_title", "want_first_name", "want_last_name"].map { want[$0] ?? "" },
                "\(want["id"] ?? "")")
        }
    }
}
