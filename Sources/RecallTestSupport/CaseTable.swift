import Foundation

/// The rows of a table of cases, by the names of its columns.
package struct CaseTable {
    package let rows: [[String: String]]

    package init(_ name: String) throws {
        let lines = String(decoding: try Fixtures.cases(name), as: UTF8.self).split(separator: "\n")
        let header = lines.first.map { $0.components(separatedBy: "\t") } ?? []
        rows = lines.dropFirst().map { line in
            let cells = line.components(separatedBy: "\t").map(Self.unescaped)
            return Dictionary(uniqueKeysWithValues: zip(header, cells))
        }
    }

    /// `\n`, `\t`, `\r`, `\\` and `\uXXXX` as the characters that they stand for.
    package static func unescaped(_ cell: String) -> String {
        var text = String.UnicodeScalarView()
        var rest = cell.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let sign = rest.popFirst() else {
                text.append(scalar)
                continue
            }
            switch sign {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "u":
                let code = String(String.UnicodeScalarView(rest.prefix(4)))
                if let value = UInt32(code, radix: 16), let found = Unicode.Scalar(value) { text.append(found) }
                rest = rest.dropFirst(4)
            default: text.append(sign)
            }
        }
        return String(text)
    }
}
