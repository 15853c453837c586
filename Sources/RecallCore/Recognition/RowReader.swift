package import Tabular

/// Reads the rows of a recognised export.
package struct RowReader: Sendable {
    private let columns: [Recognition.Column]
    private let dates: [Int: DateReader]
    /// Reads the moments that stand in columns of times.
    private let moments: DateReader
    private let kind: ExportKind?
    /// The columns in which a cell may be a problem, apart from `columns` so that a row is looked at without copying any.
    private let dateColumns: [(column: Int, plain: PlainDates)]
    private let phoneColumns: [Int]
    private let numberColumns: [Int]
    /// The columns of a do-not-call list that say who is registered.
    private let verdicts: [(column: Int, verdict: ScreeningVerdict)]
    private let timeColumns: [Int]
    /// The columns of a diary whose dates hold the time as well, since no other column does.
    private let momentColumns: [Int]

    package init(_ recognition: Recognition, today: Day, zone: Zone) {
        columns = recognition.columns
        kind = recognition.kind
        var dates: [Int: DateReader] = [:]
        for column in recognition.columns {
            guard let sense = column.field?.dateSense else { continue }
            dates[column.column] = DateReader(order: column.dateOrder, sense: sense, today: today, zone: zone)
        }
        self.dates = dates
        moments = DateReader(order: recognition.dateOrder, sense: .diary, today: today, zone: zone)
        timeColumns = recognition.columns.filter { $0.field?.isTime == true }.map(\.column)
        let hasTimes = recognition.columns.contains { $0.field == .apptStartTime }
        momentColumns = hasTimes ? [] : recognition.columns.filter { $0.field == .apptStartDatetime }.map(\.column)
        dateColumns = dates.sorted { $0.key < $1.key }.map { ($0.key, $0.value.plain) }
        phoneColumns = recognition.columns.filter { $0.field?.isPhone == true && dates[$0.column] == nil }.map(\.column)
        numberColumns = recognition.columns.filter { $0.field == .patientID }.map(\.column)
        verdicts =
            recognition.kind == .suppressions
            ? recognition.columns.compactMap { column in column.verdict.map { (column.column, $0) } } : []
    }

    /// A row as recalld understands it.
    ///
    /// - Parameters:
    ///   - row: The data row, from 0.
    ///   - line: The line of the file on which it begins, from 1.
    ///   - cells: Its cells as they stand in the file.
    /// - Returns: What its cells mean, with what is wrong about them.
    package func read(row: Int, line: Int, cells: [String]) -> ReadRow {
        var memo = RowMemo()
        return read(row: row, line: line, cells: cells, memo: &memo)
    }

    /// A row of a file whose rows share a memory, as recalld understands it.
    package func read(row: Int, line: Int, cells: [String], memo: inout RowMemo) -> ReadRow {
        var read = ReadRow(row: row, line: line)
        func note(_ field: Field?, _ value: String, _ problem: String, isFatal: Bool = false) {
            read.problems.append(
                RowProblem(row: row, line: line, field: field, value: value, problem: problem, isFatal: isFatal))
        }
        if cells.count > columns.count, cells[columns.count...].contains(where: { !PhoneText.trimmed($0).isEmpty }) {
            note(nil, "", "This row has \(cells.count) cells, and the table \(columns.count) columns.", isFatal: true)
        }
        for column in columns where column.column < cells.count {
            var text = PhoneText.trimmed(cells[column.column])
            guard !text.isEmpty else { continue }
            if !column.ordinaryWords.isEmpty, column.ordinaryWords.contains(text.lowercased()) {
                text = StatusWords.plainest
            }
            read.cells.append(Cell(column: column.column, field: column.field, header: column.header, text: text))
            guard let field = column.field else { continue }
            if let reader = dates[column.column] {
                let moment = reader.readMoment(text)
                switch moment.date {
                case .date(let day):
                    if read.dates[field] == nil {
                        read.dates[field] = day
                        read.minutes[field] = Self.minute(moment.minute, of: field)
                    }
                    if moment.minute == nil, momentColumns.contains(column.column) { note(field, text, Self.noTime) }
                case .empty:
                    if read.minutes[field] == nil { read.minutes[field] = Self.minute(moment.minute, of: field) }
                case .problem(let words): note(field, text, words)
                }
            } else if field.isTime {
                if let minute = minutes(text) {
                    if read.minutes[field] == nil { read.minutes[field] = minute }
                } else {
                    note(field, text, Self.noTime)
                }
            } else if field.isPhone {
                let reading = PhoneReader.read(text)
                read.phones.append(ReadPhone(column: column.column, field: field, reading: reading))
                if reading.refusal != .none { note(field, text, Self.words(reading.refusal)) }
            }
        }
        if kind == .suppressions { readList(cells, into: &read) }
        read.name = Self.name(read, &memo)
        if kind == .patients, read.text(.patientID) == nil {
            if read.name.last.isEmpty || read.dates[.dateOfBirth] == nil {
                note(
                    .patientID, "", "This row has no patient number, and no name with a date of birth.", isFatal: true)
            }
        }
        return read
    }

    /// What a row of a do-not-call list says beside its columns: numbers behind the last one, and who is registered.
    private func readList(_ cells: [String], into read: inout ReadRow) {
        for column in cells.indices.dropFirst(columns.count) {
            let reading = PhoneReader.read(cells[column])
            if reading.number != nil {
                read.phones.append(ReadPhone(column: column, field: .phoneUnspecified, reading: reading))
            }
        }
        var findings: [ScreeningVerdict.Finding] = []
        for (column, verdict) in verdicts {
            let text = column < cells.count ? PhoneText.trimmed(cells[column]) : ""
            let finding = verdict.finding(text)
            findings.append(finding)
            guard finding == .unclear else { continue }
            read.problems.append(
                RowProblem(
                    row: read.row, line: read.line, field: .doNotContact, value: text, problem: Self.unclearVerdict))
        }
        read.screening = ScreeningVerdict.combined(findings)
    }

    /// Why a row is stopped whose verdict says neither.
    package static let unclearVerdict = "It cannot be told whether this number is registered, so it is stopped."

    private static let noTime = "this is no time of day"

    /// The time beside a date of the diary. Behind a bare day of appointments systems write midnight, which says nothing.
    private static func minute(_ minute: Int?, of field: Field) -> Int? {
        switch field {
        case .apptStartDatetime: minute
        case .apptDate: minute == 0 ? nil : minute
        default: nil
        }
    }

    /// The time of a cell, in minutes since midnight, with or without a date before it.
    private func minutes(_ text: String) -> Int? { ClockText.minutes(text) ?? moments.readMoment(text).minute }

    /// What is wrong with a row: the problems of `read`, found without reading the cells that cannot have any.
    package func problems(of row: DataRows) -> [RowProblem] {
        isFine(row) ? [] : read(row: row.row, line: row.line, cells: row.strings()).problems
    }

    /// Whether a row has no problem; false where only `read` can tell.
    private func isFine(_ row: DataRows) -> Bool {
        guard row.fieldCount <= columns.count, verdicts.isEmpty else { return false }
        for (column, plain) in dateColumns where column < row.fieldCount {
            let mayBePlain = momentColumns.isEmpty || !momentColumns.contains(column)
            if row.cell(column, passes: { Self.isBlank($0) || mayBePlain && plain.hold($0) }) { continue }
            let text = PhoneText.trimmed(row.field(column))
            guard !text.isEmpty, let reader = dates[column] else { continue }
            let moment = reader.readMoment(text)
            if case .problem = moment.date { return false }
            if !mayBePlain, moment.minute == nil { return false }
        }
        for column in timeColumns where column < row.fieldCount {
            let text = PhoneText.trimmed(row.field(column))
            if !text.isEmpty, minutes(text) == nil { return false }
        }
        for column in phoneColumns where column < row.fieldCount {
            if row.cell(column, passes: { Self.isBlank($0) || PhoneReader.isPlainlyDialable($0) }) { continue }
            let text = PhoneText.trimmed(row.field(column))
            if !text.isEmpty, PhoneReader.read(text).refusal != .none { return false }
        }
        if kind != .patients { return true }
        for column in numberColumns where column < row.fieldCount {
            if row.cell(column, passes: Self.isPlainlyFilled) { return true }
            if !PhoneText.trimmed(row.field(column)).isEmpty { return true }
        }
        return false
    }

    /// Whether a cell holds nothing but blanks of ASCII.
    private static func isBlank(_ cell: Span<UInt8>) -> Bool {
        for index in cell.indices where !CellText.isBlank(cell[index]) { return false }
        return true
    }

    /// Whether a cell surely holds something.
    private static func isPlainlyFilled(_ cell: Span<UInt8>) -> Bool {
        cell.count > 0 && 0x21...0x7E ~= cell[0]
    }

    /// The name that the cells of a row give.
    static func name(of row: ReadRow) -> PersonName {
        var memo = RowMemo()
        return name(row, &memo)
    }

    private static func name(_ read: ReadRow, _ memo: inout RowMemo) -> PersonName {
        let title = read.text(.title) ?? ""
        if let last = read.text(.lastName) {
            return NameReader.read(title: title, first: read.text(.firstName) ?? "", last: last, memo: &memo)
        }
        if let full = read.text(.fullName) {
            var name = NameReader.read(fullName: full)
            if !title.isEmpty { name.title = NameReader.read(title: title, first: "", last: name.last).title }
            return name
        }
        return NameReader.read(title: title, first: read.text(.firstName) ?? "", last: "")
    }

    /// Why a number is not dialled, in plain words.
    package static func words(_ refusal: PhoneRefusal) -> String {
        switch refusal {
        case .none: ""
        case .placeholder: "This is no number."
        case .excelDestroyed: "Excel has destroyed this number."
        case .markedBad: "The number is marked as wrong or not in use."
        case .extension: "The number has an extension, which is not dialled."
        case .foreign: "The number is of another country."
        case .tooShort: "The number is too short."
        case .tooLong: "The number is too long."
        case .emergency: "This is an emergency or service number."
        case .crownDependency: "The number is of Jersey, Guernsey or the Isle of Man."
        case .personalNumber: "This is a personal number (070), which costs a lot."
        case .pager: "This is a pager."
        case .premium: "This is a premium-rate number."
        case .freephone: "This is a freephone number."
        case .service: "This is a service number."
        case .unallocated: "No such number exists."
        }
    }
}
