import Foundation
import RecallTestSupport
import Tabular
import Testing

/// What stands in an outbox, and in `collected/` below it.
struct OutboxFolder {
    struct File {
        var name: String
        var number: Int
        var kind: String
        var data: Data
        var rows: [[String: String]]
    }

    /// In the order of their numbers.
    let files: [File]

    init(_ practice: RealPractice) throws {
        files = try Self.contents(practice).map { name, data in
            let number = try #require(Int(name.dropLast(4).suffix(6)), "\(name) has no number")
            let kind = try #require(
                ["outcomes", "bookings", "contact-updates", "tasks"].first { name.hasPrefix($0 + "-") }, "\(name)")
            return File(name: name, number: number, kind: kind, data: data, rows: try Self.rows(data, name))
        }.sorted { $0.number < $1.number }
    }

    /// The rows of the files of a kind, in the order in which they were told.
    func rows(_ kind: String) -> [[String: String]] { files.filter { $0.kind == kind }.flatMap(\.rows) }

    /// The bytes of each file by its name.
    static func contents(_ practice: RealPractice) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for folder in [practice.outbox, practice.outbox.appending(path: "collected")] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            for name in names where name.hasSuffix(".csv") {
                #expect(found[name] == nil, "\(name) stands in outbox/ and in collected/")
                found[name] = try Data(contentsOf: folder.appending(path: name))
            }
        }
        return found
    }

    private static func rows(_ data: Data, _ name: String) throws -> [[String: String]] {
        #expect(data.prefix(3) == Data([0xEF, 0xBB, 0xBF]), "\(name) does not begin as it should")
        #expect(data.suffix(2) == Data("\r\n".utf8), "\(name) is torn")
        let source = ArraySource([UInt8](data))
        var reader = try RecordReader(source: source, encoding: .utf8, dialect: Dialect(quote: UInt8(ascii: "\"")))
        guard try reader.next() else {
            Issue.record("\(name) is empty")
            return []
        }
        let header = reader.strings().map { $0.replacing("\u{FEFF}", with: "") }
        var rows: [[String: String]] = []
        while try reader.next() {
            let cells = reader.strings()
            #expect(cells.count == header.count, "a row of \(name) is torn")
            rows.append(Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first }))
        }
        #expect(!rows.isEmpty, "\(name) has no rows")
        return rows
    }
}

/// Watches an outbox: a name that ends in .csv never changes and never goes but to `collected/`.
struct OutboxWatch {
    private var seen: [String: Data] = [:]

    mutating func look(_ practice: RealPractice) throws {
        let now = try OutboxFolder.contents(practice)
        for (name, data) in now {
            if let before = seen[name] { #expect(before == data, "\(name) has changed") }
            seen[name] = data
        }
        for name in seen.keys where now[name] == nil { Issue.record("\(name) has gone") }
    }
}
