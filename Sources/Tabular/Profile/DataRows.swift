/// The data rows of a profiled file, one after the other. Public for the reason that `RecordReader` is.
public struct DataRows {
    /// A record to begin at, and the number of the first data row from there on.
    struct Start: Equatable, Sendable {
        var place = RecordPlace()
        var row = 0
    }

    /// Records of a file that can be read without those before them.
    package struct Part: Equatable, Sendable {
        var start: Start
        /// The byte behind the last record; nil for the end of the file.
        var end: Int?
    }

    @usableFromInline var reader: RecordReader
    private let filter: RowFilter
    private let start: RecordPlace

    /// The number of the current row among the data rows of the file, from 0; one less before the first.
    package private(set) var row: Int

    init(source: any ByteSource, profile: FileProfile, part: Part) throws {
        reader = try profile.records(of: source, range: part.start.place.byte..<(part.end ?? source.count))
        filter = profile.filter
        start = part.start.place
        row = part.start.row - 1
    }

    /// Goes to the next data row; false behind the last.
    package mutating func next() throws -> Bool {
        while try reader.next() {
            if record < filter.firstDataRecord { continue }
            if record >= filter.end { return false }
            guard filter.verdict(reader) == .data else { continue }
            row += 1
            return true
        }
        return false
    }

    /// The line on which the row begins, from 1.
    package var line: Int { start.line + reader.line - 1 }
    /// The number of the record, from 0, preamble and header counted.
    package var record: Int { start.record + reader.record }
    package var byteOffset: Int { reader.byteOffset }
    /// How many cells the current row has.
    @inlinable public var fieldCount: Int { reader.fieldCount }

    /// The text of a cell; "" where the row has no such cell.
    package func field(_ index: Int) -> String {
        index < reader.fieldCount ? reader.field(index) : ""
    }

    /// Whether the bytes of a cell, as they stand in the file (UTF-8 where the file is UTF-16), pass a test; nothing is
    /// copied. A cell that the row lacks has none.
    @inlinable public func cell(_ index: Int, passes test: (Span<UInt8>) -> Bool) -> Bool {
        index < reader.fieldCount ? reader.withBytes(index, test) : test([UInt8]().span)
    }

    /// Whether a cell is missing or holds nothing but blanks.
    package func isBlank(_ index: Int) -> Bool {
        index >= reader.fieldCount || reader.isBlank(index)
    }

    /// All cells of the row.
    package func strings() -> [String] { reader.strings() }
}
