import RecallSystem
import Tabular

/// Reads a file with the reader alone; returns its records, cells and bytes of content.
func read(_ path: String, asStrings: Bool) throws -> (records: Int, cells: Int, bytes: Int) {
    var reader = try RecordReader(source: try FileSource(path: path), encoding: .utf8, dialect: Dialect())
    var found = (records: 0, cells: 0, bytes: 0)
    while try reader.next() {
        found.records += 1
        found.cells += reader.fieldCount
        if asStrings {
            for cell in reader.strings() { found.bytes += cell.utf8.count }
        } else {
            reader.forEachCell { found.bytes += $0.count }
        }
    }
    return found
}

let arguments = CommandLine.arguments
if arguments.count == 3, ["bytes", "strings"].contains(arguments[1]) {
    let found = try read(arguments[2], asStrings: arguments[1] == "strings")
    print(found.records, found.cells, found.bytes)
} else {
    // `bytes` lends every cell, unescaped, as bytes; `strings` makes a string of each.
    print("reading-benchmark bytes|strings FILE")
}
