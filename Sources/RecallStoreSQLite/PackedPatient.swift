import RecallCore
import RecallPorts

// How a patient's row and what it comes to stand in the columns `read` and `facts` of `patient`.

extension PackedVersion {
    /// The version in which this file writes.
    static let newest = 1
}

/// The columns of an export, written once for all its rows: a cell then stands as the number of its column here and its
/// text.
struct PackedColumns: Equatable {
    private struct Column: Equatable {
        var column: Int
        var field: Field?
        var header: String
    }

    private var columns: [Column] = []
    /// The numbers of the columns of each place in the file. A place has several where rows are about different things.
    private var numbers: [[Int]] = []

    init() {}

    init(packed text: String) throws(StoreError) {
        var reader = try PackedTextReader(text)
        let found = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            Column(
                column: try reader.number(), field: try reader.optionalWord(Field.self), header: try reader.text())
        }
        for column in found { try insert(column) }
        guard reader.isAtEnd else { throw .damaged }
    }

    var packed: String {
        var writer = PackedTextWriter()
        writer.put(columns) { writer, column in
            writer.put(column.column)
            writer.put(column.field)
            writer.put(column.header)
        }
        return writer.text
    }

    /// The columns of an export.
    init(_ columns: [ExportColumn]) throws(StoreError) {
        for column in columns {
            try insert(Column(column: column.column, field: column.field, header: column.header))
        }
    }

    /// What the export speaks of.
    var exportColumns: [ExportColumn] {
        columns.map { ExportColumn(column: $0.column, field: $0.field, header: $0.header) }
    }

    /// The number of a cell's column; a column that is new gets one.
    mutating func number(of cell: Cell) throws(StoreError) -> Int {
        if cell.column < numbers.count {
            for number in numbers[cell.column]
            where columns[number].field == cell.field && columns[number].header == cell.header {
                return number
            }
        }
        try insert(Column(column: cell.column, field: cell.field, header: cell.header))
        return columns.count - 1
    }

    /// The cell of a text in the column of a number.
    func cell(_ number: Int, text: String) throws(StoreError) -> Cell {
        guard columns.indices.contains(number) else { throw .damaged }
        let column = columns[number]
        return Cell(column: column.column, field: column.field, header: column.header, text: text)
    }

    /// More columns than any export has; a damaged number asks for no more room.
    private static let most = 100_000

    private mutating func insert(_ column: Column) throws(StoreError) {
        guard (0..<Self.most).contains(column.column) else { throw .damaged }
        while numbers.count <= column.column { numbers.append([]) }
        numbers[column.column].append(columns.count)
        columns.append(column)
    }
}

extension ReadRow {
    func packed(_ columns: inout PackedColumns) throws(StoreError) -> String {
        var writer = PackedTextWriter()
        writer.put(row)
        writer.put(line)
        writer.put(cells.count)
        for cell in cells {
            writer.put(try columns.number(of: cell))
            writer.put(cell.text)
        }
        // In the order of their names, so that the same row is the same text.
        writer.put(dates.sorted { $0.key.rawValue < $1.key.rawValue }) { writer, date in
            writer.put(date.key)
            writer.put(Int(date.value.number))
        }
        writer.put(phones) { writer, phone in
            writer.put(phone.column)
            writer.put(phone.field)
            writer.put(phone.reading.number?.e164)
            writer.put(phone.reading.kind)
            writer.put(phone.reading.flags) { $0.put($1) }
            writer.put(phone.reading.refusal)
            writer.put(phone.reading.also) { $0.put($1.e164) }
            writer.put(phone.reading.alsoUsable) { $0.put($1.e164) }
        }
        writer.put(name)
        writer.put(problems) { writer, problem in
            writer.put(problem.row)
            writer.put(problem.line)
            writer.put(problem.field)
            writer.put(problem.value)
            writer.put(problem.problem)
            writer.put(problem.isFatal)
        }
        return writer.text
    }

    init(packed text: String, _ columns: PackedColumns) throws(StoreError) {
        var reader = try PackedTextReader(text)
        self.init(row: try reader.number(), line: try reader.number())
        cells = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            try columns.cell(try reader.number(), text: try reader.text())
        }
        for (field, day) in try reader.values({ (reader: inout PackedTextReader) throws(StoreError) in
            (try reader.word(Field.self), Day(number: try reader.number()))
        }) { dates[field] = day }
        phones = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            ReadPhone(
                column: try reader.number(), field: try reader.word(Field.self),
                reading: PhoneReading(
                    number: try reader.optionalPhone(), kind: try reader.optionalWord(PhoneKind.self),
                    flags: try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
                        try reader.word(PhoneFlag.self)
                    },
                    refusal: try reader.word(PhoneRefusal.self), also: try reader.phones(),
                    alsoUsable: try reader.phones()))
        }
        name = try reader.name()
        problems = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            RowProblem(
                row: try reader.number(), line: try reader.number(), field: try reader.optionalWord(Field.self),
                value: try reader.text(), problem: try reader.text(), isFatal: try reader.number() != 0)
        }
        guard reader.isAtEnd else { throw .damaged }
    }
}

extension PatientFacts {
    /// The yes-or-no members as one number.
    private struct Marks: OptionSet {
        let rawValue: Int
        static let hasReadNumber = Marks(rawValue: 1)
        static let clinicalStatusUnknown = Marks(rawValue: 2)
        static let noLensWearer = Marks(rawValue: 4)
        static let doNotContact = Marks(rawValue: 8)
        static let preferenceService = Marks(rawValue: 16)
        static let reminderSuppressed = Marks(rawValue: 32)
        static let guardian = Marks(rawValue: 64)
        static let master = Marks(rawValue: 128)
    }

    var packed: String {
        var writer = PackedTextWriter()
        writer.put(name)
        for day in [
            birth, lastTest, nextRecall, lastVisit, nextAppointment, lastLensCheck, nextLensCheck,
            lensSpecificationExpiry,
        ] { writer.put(day.map { Int($0.number) }) }
        switch interval {
        case .months(let count)?: writer.put("\(count)m")
        case .weeks(let count)?: writer.put("\(count)w")
        case nil: writer.put(nil as String?)
        }
        writer.put(numbers) { $0.put($1.e164) }
        writer.put(findings) { writer, finding in
            writer.put(finding.subject)
            writer.put(finding.words)
            writer.put(finding.field)
        }
        switch riskWord {
        case .level(let level)?: writer.put(level)
        case .condition(let subject)?: writer.put(subject)
        case .unknown?: writer.put("?")
        case nil: writer.put(nil as String?)
        }
        writer.put(deceased)
        writer.put(telephoneConsent)
        writer.put(automatedConsent)
        var marks: Marks = []
        if hasReadNumber { marks.insert(.hasReadNumber) }
        if isClinicalStatusUnknown { marks.insert(.clinicalStatusUnknown) }
        if isNoLensWearer { marks.insert(.noLensWearer) }
        if doNotContact { marks.insert(.doNotContact) }
        if isOnPreferenceService { marks.insert(.preferenceService) }
        if reminderSuppressed { marks.insert(.reminderSuppressed) }
        if hasGuardian { marks.insert(.guardian) }
        if isSaidChild { marks.insert(.master) }
        writer.put(marks.rawValue)
        return writer.text
    }

    init(packed text: String) throws(StoreError) {
        var reader = try PackedTextReader(text)
        self.init(name: try reader.name())
        birth = try reader.optionalDay()
        lastTest = try reader.optionalDay()
        nextRecall = try reader.optionalDay()
        lastVisit = try reader.optionalDay()
        nextAppointment = try reader.optionalDay()
        lastLensCheck = try reader.optionalDay()
        nextLensCheck = try reader.optionalDay()
        lensSpecificationExpiry = try reader.optionalDay()
        if let words = try reader.optionalText() { interval = try reader.there(GivenInterval(words)) }
        numbers = try reader.phones()
        findings = try reader.values { (reader: inout PackedTextReader) throws(StoreError) in
            Finding(
                subject: try reader.word(Subject.self), words: try reader.text(), field: try reader.word(Field.self))
        }
        if let word = try reader.optionalText() {
            riskWord =
                RiskLevel(rawValue: word).map { .level($0) } ?? Subject(rawValue: word).map { .condition($0) }
                ?? .unknown
        }
        deceased = try reader.optionalWord(StopSource.self)
        telephoneConsent = try reader.optionalFlag()
        automatedConsent = try reader.optionalFlag()
        let marks = Marks(rawValue: try reader.number())
        hasReadNumber = marks.contains(.hasReadNumber)
        isClinicalStatusUnknown = marks.contains(.clinicalStatusUnknown)
        isNoLensWearer = marks.contains(.noLensWearer)
        doNotContact = marks.contains(.doNotContact)
        isOnPreferenceService = marks.contains(.preferenceService)
        reminderSuppressed = marks.contains(.reminderSuppressed)
        hasGuardian = marks.contains(.guardian)
        isSaidChild = marks.contains(.master)
        guard reader.isAtEnd else { throw .damaged }
    }
}

extension PackedTextWriter {
    fileprivate mutating func put(_ name: PersonName) {
        put(name.title)
        put(name.first)
        put(name.last)
    }
}

extension PackedTextReader {
    fileprivate mutating func name() throws(StoreError) -> PersonName {
        PersonName(title: try text(), first: try text(), last: try text())
    }

    fileprivate mutating func optionalDay() throws(StoreError) -> Day? {
        try optionalNumber().map { Day(number: $0) }
    }

    fileprivate mutating func optionalPhone() throws(StoreError) -> PhoneNumber? {
        guard let text = try optionalText() else { return nil }
        return try there(PhoneNumber(e164: text))
    }

    fileprivate mutating func phones() throws(StoreError) -> [PhoneNumber] {
        try values { (reader: inout PackedTextReader) throws(StoreError) in
            try reader.there(try reader.optionalPhone())
        }
    }
}
