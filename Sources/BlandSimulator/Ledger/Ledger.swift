import Foundation

/// Everything that the telephone did, in the order in which it did it: one JSON object a line, only ever added to.
///
/// `event` is `accepted`, `ended`, `refused`, `analyzed` or `stopped`. A line is with the system before the
/// request that caused it is answered, so it is there after a kill of either side.
struct Ledger {
    private(set) var entries: [JSON] = []
    private let file: FileHandle?

    /// Opens the file, where one is named, and reads what is there.
    init(path: String?) throws {
        guard let path else {
            file = nil
            return
        }
        let url = URL(filePath: path)
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
        let before = try Data(contentsOf: url)
        // A line that a kill cut off was never answered for, and is left out.
        entries = before.split(separator: UInt8(ascii: "\n")).compactMap { try? JSON(parsing: Data($0)) }
        let handle = try FileHandle(forUpdating: url)
        try handle.seekToEnd()
        if let last = before.last, last != UInt8(ascii: "\n") { try handle.write(contentsOf: Data("\n".utf8)) }
        file = handle
    }

    mutating func append(_ entry: JSON) throws {
        var line = try entry.data
        line.append(UInt8(ascii: "\n"))
        try file?.write(contentsOf: line)
        entries.append(entry)
    }

    /// All lines, or those of one kind of event.
    func lines(of event: String?) throws -> Data {
        var lines = Data()
        for entry in entries where event == nil || entry["event"]?.string == event {
            lines.append(try entry.data)
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }

    func close() throws { try file?.close() }
}
