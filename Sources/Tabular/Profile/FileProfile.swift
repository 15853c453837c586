/// What a whole file is: its encoding, its dialect, and which of its records are the table.
package struct FileProfile: Sendable {
    package var encoding = TextEncoding.utf8
    package var hasByteOrderMark = false
    /// The other encoding that single cells are in; nil where the file keeps to one.
    package var mixedWith: TextEncoding?
    /// How the file is laid out; `quote` and `escape` are nil where it uses none.
    package var dialect = Dialect()
    /// All records, empty lines counted.
    package var recordCount = 0
    /// The records before the header, or before the first data row where there is no header.
    package var preambleRows = 0
    /// The record that names the columns, from 0; nil where none does.
    package var headerRow: Int?
    /// The records behind the last data row.
    package var footerRows = 0
    /// The first record that may be a data row.
    package var firstDataRecord = 0
    /// The data rows: blank records, repeated headers and lines between pages are not among them.
    package var rows = 0
    package var columns = 0
    /// The header's cells without blanks at their ends, one a column; empty where there is no header.
    package var header: [String] = []
    /// Records between the data rows that repeat the header.
    package var repeatedHeaders = 0
    /// Blank records between the data rows.
    package var blankRecords = 0
    /// Titles, page numbers and subtotals between the data rows.
    package var linesBetweenPages = 0
    /// Data rows that have more or fewer cells than the table has columns.
    package var raggedRows = 0
    package var damage: [Damage] = []
    /// What a person should know about the file, in plain words.
    package var notes: [String] = []
    /// Why the file cannot be used, in one plain sentence; nil where it can.
    package var rejection: String?

    var filter = RowFilter()
    /// A data row near the middle of a large file; nil in a small one.
    var middle: DataRows.Start?

    package init() {}

    /// Notes which of the records are the table.
    mutating func take(_ plan: TablePlan) {
        filter = plan.filter
        headerRow = plan.headerRow
        preambleRows = plan.headerRow ?? plan.filter.firstDataRecord
        firstDataRecord = plan.filter.firstDataRecord
        header = plan.header
        columns = plan.columns
    }

    /// The data rows of the file, one after the other.
    package func dataRows(of source: any ByteSource) throws -> DataRows {
        try DataRows(source: source, profile: self, part: DataRows.Part(start: DataRows.Start()))
    }

    /// The parts of the file that may be read at the same time, in order: two of a large file, else one.
    package var parts: [DataRows.Part] {
        let start = DataRows.Start()
        guard let middle else { return [DataRows.Part(start: start)] }
        return [DataRows.Part(start: start, end: middle.place.byte), DataRows.Part(start: middle)]
    }

    /// The data rows of a part of the file, with the numbers that they have in the whole.
    package func dataRows(of source: any ByteSource, in part: DataRows.Part) throws -> DataRows {
        try DataRows(source: source, profile: self, part: part)
    }

    /// Every record of the file, preamble and header included.
    package func records(of source: any ByteSource) throws -> RecordReader { try records(of: source, range: nil) }

    /// The records of a part of the file, which must begin where one of them does; of all of it where none is given.
    func records(of source: any ByteSource, range: Range<Int>?) throws -> RecordReader {
        try RecordReader(source: source, encoding: encoding, dialect: dialect, mixedWith: mixedWith, range: range)
    }
}

/// A place where a file is broken.
package struct Damage: Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// A character that is none, as in a file that was not copied to its end.
        case nul
        case unclosedQuote
        /// The last record has no line end and too few cells.
        case tornRecord
        /// A character that was lost before the file was written.
        case replacementCharacter
        case overlongRecord
    }

    package var kind: Kind
    /// The byte of the file, from 0.
    package var byte: Int
    /// The line, from 1.
    package var line: Int
    /// The record, from 0.
    package var record: Int

    /// The damage in one plain sentence.
    package var sentence: String {
        switch kind {
        case .nul:
            "The file holds NUL bytes from line \(line) (byte \(byte)) on: it is damaged or only half copied."
        case .unclosedQuote:
            "A quotation mark in the record that begins on line \(line) (byte \(byte)) is never closed."
        case .tornRecord:
            "The last record, on line \(line) (byte \(byte)), is cut off: the file was not written to its end."
        case .replacementCharacter:
            "A character on line \(line) (byte \(byte)) was lost before the file was written."
        case .overlongRecord:
            "The record that begins on line \(line) (byte \(byte)) is longer than "
                + "\(RecordReader.maximumRecordLength >> 20) MB, which no row of an export is."
        }
    }
}
