import RecallCore
import RecallPorts
import Synchronization
import Tabular

/// The data rows of an export, read once while they are imported.
struct ExportRows: Sendable {
    let source: any ByteSource
    let profile: FileProfile
    let reader: RowReader
    let progress: Progress
    let unusable = UnusableRowLog()
    let trouble = ReadTrouble()

    /// After so many rows the watchdog is shown that an import goes on: a million of them take longer than it waits.
    private static let rowsBetweenSigns = 1000

    /// Reads one row after the other.
    ///
    /// - Parameter take: uses a row with its cells, or says in one plain sentence why it cannot be used.
    /// - Returns: how many rows there were, and which could not be used.
    /// - Throws: what the source and `take` throw.
    func read(_ take: (ReadRow, [String], inout RowMemo) throws -> String?) throws -> ImportCounts {
        var counts = ImportCounts()
        var memo = RowMemo()
        var rows = try trouble.noting { try profile.dataRows(of: source) }
        while try trouble.noting({ try rows.next() }) {
            if rows.row % Self.rowsBetweenSigns == 0 { progress.noteLongWork("intake") }
            let cells = rows.strings()
            counts.rows += 1
            let row = reader.read(row: rows.row, line: rows.line, cells: cells, memo: &memo)
            guard let reason = try take(row, cells, &memo) else { continue }
            counts.unusableRows += 1
            unusable.note(row: rows.row, reason: reason, cells: cells)
        }
        counts.unusable = unusable.rows
        return counts
    }
}

/// What ended the reading of an export before its end. The store whose transaction it was read into knows nothing of files.
final class ReadTrouble: Sendable {
    private let noted = Mutex<(any Error)?>(nil)

    var error: (any Error)? { noted.withLock { $0 } }

    func noting<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            noted.withLock { $0 = error }
            throw error
        }
    }
}

/// The rows of an import that could not be used, with their cells, as long as there is room.
final class UnusableRowLog: Sendable {
    /// A row that cannot be used, as it stands in the file.
    struct Line: Equatable, Sendable {
        var row: UnusableRow
        var cells: [String]
    }

    private struct Kept {
        var lines: [Line] = []
        var bytes = 0
    }

    /// The most bytes of cells that are kept in memory.
    private static let mostBytes = 16 << 20

    private let kept = Mutex(Kept())

    var lines: [Line] { kept.withLock { $0.lines } }
    var rows: [UnusableRow] { kept.withLock { $0.lines.map(\.row) } }

    func note(row: Int, reason: String, cells: [String]) {
        kept.withLock { kept in
            guard kept.lines.count < UnusableRow.mostKept, kept.bytes < Self.mostBytes else { return }
            kept.lines.append(Line(row: UnusableRow(row: row, reason: reason), cells: cells))
            kept.bytes += cells.reduce(0) { $0 + $1.utf8.count }
        }
    }
}
