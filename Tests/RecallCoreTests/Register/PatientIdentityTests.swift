import RecallCore
import Testing

/// Which id a row is known by, and when two rows are one patient.
@Suite struct PatientIdentityTests {
    private static func row(
        id: String? = nil, first: String = "Ann", last: String = "Ash", born: String? = "1980-05-04",
        tested: String? = nil, problems: [RowProblem] = [], row: Int = 0
    ) -> ReadRow {
        var dates: [Field: Day] = [:]
        if let born { dates[.dateOfBirth] = Day(iso: born) }
        if let tested { dates[.lastExamDate] = Day(iso: tested) }
        var read = ReadRow(
            row: row, line: row + 2,
            cells: id.map { [Cell(column: 0, field: .patientID, header: "No", text: $0)] } ?? [], dates: dates,
            name: PersonName(first: first, last: last))
        read.problems = problems
        return read
    }

    private static func digest(_ text: String) -> String { "0123456789abcdef/\(text)" }

    @Test func `the export's own number counts, and without one the name and the date of birth`() {
        var asked: [String] = []
        func id(_ row: ReadRow) -> String {
            PatientIdentity.id(of: row) {
                asked.append($0)
                return Self.digest($0)
            }
        }
        #expect(id(Self.row(id: "0042")) == "0042")
        #expect(asked.isEmpty)
        #expect(id(Self.row()) == "x-0123456789ab")
        _ = id(Self.row(first: "ANN", last: "ASH"))
        _ = id(Self.row(born: "1980-05-05"))
        _ = id(Self.row(born: nil))
        #expect(asked == ["ash|ann|1980-05-04", "ash|ann|1980-05-04", "ash|ann|1980-05-05", "ash|ann|"])
    }

    @Test func `a row with a fatal problem is no patient, and one with another problem is`() {
        for isFatal in [true, false] {
            let problem = RowProblem(row: 0, line: 2, field: nil, value: "", problem: "bad", isFatal: isFatal)
            var memo = RowMemo()
            let patient = ImportedPatient(
                row: Self.row(id: "7", problems: [problem]), memo: &memo, digest: Self.digest)
            #expect((patient == nil) == isFatal)
        }
    }

    @Test func `two rows of one patient are joined, and keep the id of the first`() throws {
        var memo = RowMemo()
        let first = try #require(
            ImportedPatient(row: Self.row(id: "7", tested: "2023-01-02"), memo: &memo, digest: Self.digest))
        let second = try #require(
            ImportedPatient(row: Self.row(id: "7", tested: "2024-03-04", row: 1), memo: &memo, digest: Self.digest))
        let joined = ImportedPatient.joined(first, second)
        #expect(joined.patientID == "7")
        #expect(joined.read.row == 0)
        #expect(joined.facts.lastTest == Day(iso: "2024-03-04"))
        #expect(joined.cycle == "2024-03-04/")
    }

    @Test func `rows disagree where both give a date of birth and not the same`() throws {
        let cases: [(String?, String?, Bool)] = [
            ("1980-05-04", "1980-05-04", false), ("1980-05-04", "1990-05-04", true), (nil, "1990-05-04", false),
            ("1980-05-04", nil, false), (nil, nil, false),
        ]
        for (one, other, expected) in cases {
            var memo = RowMemo()
            let first = try #require(
                ImportedPatient(row: Self.row(id: "7", born: one), memo: &memo, digest: Self.digest))
            let second = try #require(
                ImportedPatient(row: Self.row(id: "7", born: other), memo: &memo, digest: Self.digest))
            #expect(first.isInConflict(with: second) == expected, "\(one ?? "none"), \(other ?? "none")")
            #expect(second.isInConflict(with: first) == expected)
        }
    }

    @Test func `a patient of an export is new, renewed or there twice`() {
        let cases: [(Int64?, RegisterChange, Bool)] = [(nil, .new, true), (4, .renewed, true), (5, .repeated, false)]
        for (export, expected, isAnother) in cases {
            let change = RegisterChange(lastSeenIn: export, importing: 5)
            #expect(change == expected)
            #expect(change.isAnotherPatient == isAnother)
        }
    }
}
