import RecallCore
import RecallPorts
import Tabular

/// The rows of an import that could not be used, as they stand in the file, with a reason behind each.
struct UnusableRowsPaper: Sendable {
    let profile: FileProfile
    let lines: [UnusableRowLog.Line]
    /// How many there are in all.
    let total: Int

    init(profile: FileProfile, lines: [UnusableRowLog.Line], total: Int) {
        self.profile = profile
        self.lines = lines
        self.total = total
    }

    /// The paper of rows whose cells have to be found again.
    ///
    /// - Parameters:
    ///   - rows: the rows that were stored.
    ///   - profile: the shape of the file.
    ///   - source: the file.
    ///   - total: how many rows could not be used in all.
    /// - Throws: what the source throws.
    init(_ rows: [UnusableRow], profile: FileProfile, source: any ByteSource, total: Int) throws {
        var lines: [UnusableRowLog.Line] = []
        var wanted = rows.sorted { $0.row < $1.row }[...]
        var data = try profile.dataRows(of: source)
        while let next = wanted.first, try data.next() {
            guard data.row == next.row else { continue }
            lines.append(UnusableRowLog.Line(row: next, cells: data.strings()))
            wanted.removeFirst()
        }
        self.init(profile: profile, lines: lines, total: total)
    }

    /// The paper of an export of that name.
    func paper(of name: String) -> ExportPaper {
        ExportPaper(folder: .rejected, name: "\(name).rows.csv", bytes: bytes)
    }

    var bytes: [UInt8] {
        var dialect = profile.dialect
        if dialect.lineEnding == .mixed { dialect.lineEnding = .crlf }
        var writer = RecordWriter(
            dialect: dialect, encoding: profile.encoding, byteOrderMark: profile.hasByteOrderMark,
            keepsFormulasOut: true)
        var bytes: [UInt8] = []
        if profile.headerRow != nil { bytes += writer.bytes(of: profile.header + ["reason"]) }
        for line in lines { bytes += writer.bytes(of: line.cells + [line.row.reason]) }
        let more = total - lines.count
        if more > 0 {
            let words = "\(more) more rows cannot be used either. Mend the export; the whole file is in the archive."
            bytes += writer.bytes(of: Array(repeating: "", count: profile.columns) + [words])
        }
        return bytes
    }
}
