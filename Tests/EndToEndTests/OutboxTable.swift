import Foundation
import RecallTestSupport
import Tabular

/// The files of an outbox as rows.
enum OutboxTable {
    /// The rows of the files whose names begin so, by column.
    static func rows(_ practice: RealPractice, _ prefix: String) throws -> [[String: String]] {
        try practice.outboxFiles(prefix).flatMap { name in
            let source = ArraySource([UInt8](try Data(contentsOf: practice.outbox.appending(path: name))))
            var reader = try RecordReader(source: source, encoding: .utf8, dialect: Dialect(quote: UInt8(ascii: "\"")))
            guard try reader.next() else { return [[String: String]]() }
            let header = reader.strings().map { $0.replacing("\u{FEFF}", with: "") }
            var rows: [[String: String]] = []
            while try reader.next() { rows.append(Dictionary(uniqueKeysWithValues: zip(header, reader.strings()))) }
            return rows
        }
    }
}
