/// A row of an export as recalld understands it: its cells, and what dates, telephones and names they come to.
package struct ReadRow: Equatable, Sendable {
    /// The data row, counted from 0.
    package var row: Int
    /// The line of the file that the row begins on, counted from 1.
    package var line: Int
    /// Every cell that is not blank, in the order of the columns.
    package var cells: [Cell]
    /// The dates that could be read, by field; the first column of a field that has one.
    package var dates: [Field: Day]
    /// The times of a diary that could be read, by field, in minutes since midnight where the practice is.
    package var minutes: [Field: Int]
    /// The telephone cells, in the order of the columns, blank ones left out.
    package var phones: [ReadPhone]
    package var name: PersonName
    package var problems: [RowProblem]
    /// What the verdicts of a row of a do-not-call list say; nil where it has none. It is used once, and not stored.
    package var screening: ScreeningVerdict.Finding?

    package init(
        row: Int, line: Int, cells: [Cell] = [], dates: [Field: Day] = [:], minutes: [Field: Int] = [:],
        phones: [ReadPhone] = [], name: PersonName = PersonName(), problems: [RowProblem] = []
    ) {
        self.row = row
        self.line = line
        self.cells = cells
        self.dates = dates
        self.minutes = minutes
        self.phones = phones
        self.name = name
        self.problems = problems
    }

    /// The text of the first cell of a field that is not blank.
    package func text(_ field: Field) -> String? {
        cells.first { $0.field == field }?.text
    }
}

extension ReadRow: CustomStringConvertible {
    package var description: String { "‹row \(row)›" }
}

/// A telephone cell of a row and what it comes to.
package struct ReadPhone: Equatable, Sendable {
    package var column: Int
    package var field: Field
    package var reading: PhoneReading

    package init(column: Int, field: Field, reading: PhoneReading) {
        self.column = column
        self.field = field
        self.reading = reading
    }
}

/// Something wrong with one cell or one row; a fact for the report, never a reason to stop.
package struct RowProblem: Equatable, Sendable {
    package var row: Int
    package var line: Int
    package var field: Field?
    /// The cell as it stands in the file. Shown to staff, never logged.
    package var value: String
    /// What is wrong, in plain words.
    package var problem: String
    /// Whether the row as a whole cannot be used.
    package var isFatal: Bool

    package init(row: Int, line: Int, field: Field?, value: String, problem: String, isFatal: Bool = false) {
        self.row = row
        self.line = line
        self.field = field
        self.value = value
        self.problem = problem
        self.isFatal = isFatal
    }
}

extension RowProblem: CustomStringConvertible {
    package var description: String { "‹row \(row): \(problem)›" }
}
