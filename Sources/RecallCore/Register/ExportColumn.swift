/// A column of an export: where it stands, what it was taken for, and how it is headed.
package struct ExportColumn: Hashable, Sendable {
    /// The column's number, from 0.
    package var column: Int
    package var field: Field?
    package var header: String

    package init(column: Int, field: Field?, header: String) {
        self.column = column
        self.field = field
        self.header = header
    }
}

/// A cell that an earlier export gave of a patient, and of which later ones are silent.
package struct KeptCell: Equatable, Sendable {
    /// The newest export that spoke of it.
    package var export: Int64
    package var cell: Cell
    /// The date that it comes to, read in the order of that export.
    package var day: Day?

    package init(export: Int64, cell: Cell, day: Day? = nil) {
        self.export = export
        self.cell = cell
        self.day = day
    }
}

extension KeptCell: CustomStringConvertible {
    package var description: String { "‹kept cell›" }
}

extension ReadRow {
    /// The row with what earlier exports said of its patient.
    package func joined(_ kept: [KeptCell]) -> ReadRow {
        guard !kept.isEmpty else { return self }
        var row = self
        var isNameKept = false
        for kept in kept {
            row.cells.append(kept.cell)
            guard let field = kept.cell.field else { continue }
            if let day = kept.day {
                // Of two appointments the later one holds.
                let isLater = field == .nextAppointmentDate && (row.dates[field].map { $0 < day } ?? true)
                if row.dates[field] == nil || isLater { row.dates[field] = day }
            }
            if field.isPhone {
                row.phones.append(
                    ReadPhone(column: kept.cell.column, field: field, reading: PhoneReader.read(kept.cell.text)))
            }
            isNameKept = isNameKept || [.title, .firstName, .lastName, .fullName].contains(field)
        }
        if isNameKept { row.name = RowReader.name(of: row) }
        return row
    }
}
