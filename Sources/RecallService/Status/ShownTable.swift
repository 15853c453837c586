/// Rows that are shown below each other, cut to what a terminal is wide.
package struct ShownTable: Sendable {
    /// Each row as its lines; the headings first.
    package let rows: [[String]]

    /// Blanks between two columns.
    private static let gap = 2
    /// The least letters of a column that is cut: fewer would part most words.
    private static let leastWidth = 8

    /// Aligns rows.
    ///
    /// - Parameters:
    ///   - headings: What the columns are called.
    ///   - rows: The cells, as many in each row as there are headings.
    ///   - width: How many letters a line may have; nil where it may have any. Where the columns find no room in it, long
    ///     cells go on in further lines.
    package init(_ headings: [String], _ rows: [[String]], width: Int?) {
        let all = [headings] + rows
        var widths = headings.map(\.count)
        for row in all { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
        if let width { Self.narrow(&widths, to: width) }
        self.rows = all.map { Self.lines($0, widths) }
    }

    /// Takes from the widest columns until all find room, or none can be narrower.
    private static func narrow(_ widths: inout [Int], to width: Int) {
        let room = width - gap * (widths.count - 1)
        while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > leastWidth
        {
            widths[widest] -= 1
        }
    }

    private static func lines(_ cells: [String], _ widths: [Int]) -> [String] {
        let parts = zip(cells, widths).map { wrapped($0, $1) }
        return (0..<(parts.map(\.count).max() ?? 0)).map { line in
            var text = ""
            var owed = 0
            for (part, width) in zip(parts, widths) {
                let piece = line < part.count ? part[line] : ""
                if !piece.isEmpty {
                    text += String(repeating: " ", count: owed) + piece
                    owed = 0
                }
                owed += width - piece.count + gap
            }
            return text
        }
    }

    /// A cell in pieces of at most `width` letters, parted between words where one ends in time.
    private static func wrapped(_ cell: String, _ width: Int) -> [String] {
        var pieces: [String] = []
        var rest = Substring(cell)
        while rest.count > width {
            let end = rest.index(rest.startIndex, offsetBy: width)
            let blank = rest[end] == " " ? end : rest[..<end].lastIndex(of: " ")
            let cut = blank.map { $0 > rest.startIndex ? $0 : end } ?? end
            pieces.append(String(rest[..<cut]))
            rest = rest[cut...].drop { $0 == " " }
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(String(rest)) }
        return pieces
    }
}
