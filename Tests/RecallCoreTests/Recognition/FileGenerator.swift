import RecallCore
import RecallTestSupport
import Tabular

/// A file that was made up, with what is true of it.
struct MadeFile {
    var bytes: [UInt8] = []
    var encoding = TextEncoding.utf8
    /// Nil for a file of one column.
    var delimiter: UInt8?
    /// Nil where no cell needed one.
    var quote: UInt8?
    var escape: UInt8?
    var headerRow: Int?
    var header: [String] = []
    var rows: [[String]] = []
    /// What was done to the file, for the message of a test.
    var traits: [String] = []
}

/// Makes files of exports as practices' programs and their users leave them: with titles before the table and totals behind
/// it, pages, blank lines, rows cut short, rare delimiters and quotes, mixed line ends, old encodings, and hardly any rows.
struct FileGenerator {
    private var random: SeededGenerator
    private var file = MadeFile()
    private var style = Style()

    /// How one file is written.
    private struct Style {
        var delimiter = UInt8(ascii: ",")
        var quote: UInt8? = UInt8(ascii: "\"")
        var escape: UInt8?
        var quotesAll = false
        var endings = ["\r\n"]
        var trailing = Trailing.none
        var isRagged = false
    }

    /// Which records end in a delimiter that parts nothing.
    private enum Trailing { case none, everywhere, rows }

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> MadeFile {
        file = MadeFile()
        var table = table()
        style = style(for: table)
        file.encoding = pick(Self.encodings)
        table.rows = table.rows.map { row in row.map { fit($0) } }
        table.headers = table.headers.map { fit($0) }
        file.rows = table.rows
        file.delimiter = table.headers.count > 1 ? style.delimiter : nil
        var text = ""
        write(table, &text)
        encode(text)
        return file
    }

    // MARK: Chance

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    private mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    // MARK: The table

    private struct Table {
        var headers: [String]
        var rows: [[String]]
    }

    private static let surnames = [
        "O'Neill", "D'Souza", "Brontë", "Müller", "Castañeda", "Smith-Jones", "O’Brien", "Šimek", "Nuñez", "François",
        "Le Goût", "Ødegård", "van 't Hoff", "Peña", "Thórsson", "MÜLLER", "GARÇON", "McKay", "Ní Bhriain", "Żak",
    ]
    private static let forenames = ["Zoë", "Siân", "Renée", "José", "Chloë", "Anaïs", "Björn", "Seán", "Noël", "Ann"]
    private static let notes = [
        "Says \"cannot drive\", will ring", "Glasses broken; came in 12/03/2024", "£25.00 owed, paid £10",
        "Café on High St",
        "Line one\nline two, see letter", "Wife's the \"boss\"", "o/s bill: 30.50", "Dilated | see card", "½ day only",
        "IOP 21/22; fields ok, review 6/12", "Two lines\r\n\r\nand a blank one", "25° tilt", "naïve user – explain",
        "Mother’s number given", "ok", "", "", "", "5\" frame", "¼ tablet", "Señora Peña’s son", "coût 30 €",
        "¿habla inglés?", "prefers 10:30 or 11:15", "#2 pair ordered",
    ]

    private mutating func table() -> Table {
        if chance(0.04) { return singleColumn() }
        var layouts = LayoutGenerator(seed: UInt64.random(in: 0...UInt64.max, using: &random))
        let made = layouts.export()
        var table = Table(headers: made.headers, rows: made.rows)
        for (column, truth) in made.truth.enumerated() {
            if truth.contains(.lastName) || truth.contains(.fullName) {
                change(&table, column, Self.surnames, share: 0.4)
            } else if truth.contains(.firstName) {
                change(&table, column, Self.forenames, share: 0.4)
            }
        }
        if chance(0.5) {
            table.headers.append(pick(["Remarks", "Memo", "Patient Notes"]))
            for row in table.rows.indices { table.rows[row].append(pick(Self.notes)) }
        }
        if chance(0.25) {
            file.traits.append("few rows")
            table.rows = Array(table.rows.prefix(number(1...5)))
        }
        return table
    }

    private mutating func change(_ table: inout Table, _ column: Int, _ values: [String], share: Double) {
        for row in table.rows.indices where chance(share) && !table.rows[row][column].isEmpty {
            table.rows[row][column] = pick(values)
        }
    }

    private mutating func singleColumn() -> Table {
        file.traits.append("single column")
        let numbers = (0..<number(3...30)).map { _ in ["07700 900\(number(100...999))"] }
        return Table(headers: [pick(["Phone", "Telephone", "Mobile Number", "Do Not Call"])], rows: numbers)
    }

    // MARK: The style

    private mutating func style(for table: Table) -> Style {
        var style = Style()
        let delimiters: [Character] = [",", ",", ",", ";", ";", "\t", "\t", "|", "|", "^", "~"]
        style.delimiter = pick(delimiters).asciiValue ?? style.delimiter
        switch number(0...9) {
        case 0: (style.quote, style.quotesAll) = (UInt8(ascii: "'"), true)
        case 1, 2: style.quote = nil
        case 3, 4: style.quotesAll = true
        case 5: (style.escape, style.quotesAll) = (UInt8(ascii: "\\"), true)
        default: break
        }
        let endings: [[String]] = [["\r\n"], ["\r\n"], ["\n"], ["\n"], ["\r"], ["\r\n", "\n"], ["\n", "\n", "\r\n"]]
        style.endings = pick(endings)
        if style.endings.count > 1 { file.traits.append("mixed ends") }
        if table.headers.count > 3 {
            style.trailing = pick([.none, .none, .none, .none, .everywhere, .rows])
            style.isRagged = style.trailing == .none && chance(0.15)
        }
        if style.trailing != .none { file.traits.append("trailing delimiter") }
        if style.isRagged { file.traits.append("ragged") }
        return style
    }

    /// A cell as it can stand in the file: without what the style has no way to write.
    private mutating func fit(_ cell: String) -> String {
        // Letters that the encoding lacks become others before quotes are put round them: ’ may become '.
        var text = file.encoding.decode(file.encoding.encode(cell).bytes)
        if style.delimiter == UInt8(ascii: ";"), let dot = text.firstIndex(of: "."), Double(text) != nil {
            text.replaceSubrange(dot...dot, with: ",")
        }
        guard style.quote == nil else { return text }
        let delimiter = Character(Unicode.Scalar(style.delimiter))
        text = String(text.map { $0 == delimiter || $0.isNewline ? " " : $0 })
        while text.hasPrefix("\"") || text.hasPrefix("'") { text.removeFirst() }
        return text
    }

    // MARK: Writing

    private mutating func write(_ table: Table, _ text: inout String) {
        var records = 0
        let width = table.headers.count
        func blankRow(_ cells: [String]) -> [String] {
            cells + Array(repeating: "", count: max(0, width - cells.count))
        }
        let isPadded = width > 1 && chance(0.5)
        let titles = width > 2 && chance(0.35) ? titles() : []
        for title in titles {
            put(isPadded && !title.isEmpty ? blankRow([title]) : [title], &text, isTitle: true)
            records += 1
        }
        if !titles.isEmpty { file.traits.append("titles") }
        if width > 1, chance(0.07) {
            file.traits.append("no header")
        } else {
            if width > 4, chance(0.08) {
                file.traits.append("two-line header")
                put((0..<width).map { $0 == 0 ? "Patient" : $0 == width / 2 ? "Contact" : "" }, &text, isTitle: true)
                records += 1
            }
            file.headerRow = records
            file.header = table.headers
            put(table.headers, &text, isTitle: true)
        }
        let pageLength = file.headerRow != nil && width > 2 && chance(0.1) ? number(4...9) : Int.max
        let hasBlanks = width > 1 && chance(0.1)
        for (index, row) in table.rows.enumerated() {
            if index > 0, index % pageLength == 0 {
                if !titles.isEmpty { for title in titles { put([title], &text, isTitle: true) } }
                put(table.headers, &text, isTitle: true)
                if index == pageLength { file.traits.append("pages") }
            }
            if hasBlanks, index > 0, chance(0.2) { put([""], &text, isTitle: true) }
            var cells = row
            if style.isRagged, chance(0.3) {
                while cells.count > 2, cells.last?.isEmpty == true { cells.removeLast() }
            }
            put(cells, &text, isTitle: false)
        }
        if width > 2, chance(0.3) {
            file.traits.append("footer")
            if chance(0.5) { put([""], &text, isTitle: true) }
            let line = pick([
                "Total: \(table.rows.count)", "\(table.rows.count) records", "End of report", "Page 1 of 1",
                "Printed 20/11/2026 at 10:15", "*** End of list ***", "Total patients: \(table.rows.count)",
            ])
            put(chance(0.4) ? blankRow([line]) : [line], &text, isTitle: true)
        }
        if chance(0.2), let last = text.unicodeScalars.last, last == "\n" || last == "\r", text.count > 1 {
            file.traits.append("no last line end")
            while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
        }
    }

    private mutating func titles() -> [String] {
        var lines = [pick(["Recall report", "Patients due", "Harbour Lane Opticians", "Report: overdue patients"])]
        if chance(0.6) {
            lines.append(pick(["Printed on 20/11/2026 10:15", "Run by: admin", "Branch: Leeds, Selection: all"]))
        }
        if chance(0.2) { lines.append("From 01/01/2020 to 20/11/2026; status = overdue") }
        if chance(0.5) { lines.append("") }
        return lines
    }

    private mutating func put(_ cells: [String], _ text: inout String, isTitle: Bool) {
        let isLone = cells.count == 1 && file.delimiter != nil
        let parts = cells.map { cell in isLone && !needsQuotes(cell) ? cell : quoted(cell) }
        text += parts.joined(separator: String(Character(Unicode.Scalar(style.delimiter))))
        if !isLone, style.trailing == .everywhere || (style.trailing == .rows && !isTitle) {
            text.unicodeScalars.append(Unicode.Scalar(style.delimiter))
        }
        text += pick(style.endings)
    }

    private func needsQuotes(_ cell: String) -> Bool {
        cell.utf8.contains { $0 == style.delimiter || $0 == style.quote || $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func quoted(_ cell: String) -> String {
        guard let quote = style.quote, style.quotesAll || needsQuotes(cell) else { return cell }
        let mark = String(Character(Unicode.Scalar(quote)))
        file.quote = quote
        var inner = ""
        for scalar in cell.unicodeScalars {
            if scalar == Unicode.Scalar(quote) || (style.escape != nil && scalar == "\\") {
                if style.escape != nil {
                    file.escape = style.escape
                    inner += "\\"
                } else {
                    inner += mark
                }
            }
            inner.unicodeScalars.append(scalar)
        }
        return mark + inner + mark
    }

    private static let encodings: [TextEncoding] = [
        .utf8, .utf8, .windows1252, .windows1252, .latin9, .macintosh, .ibm850, .utf16LittleEndian, .utf16BigEndian,
    ]

    private mutating func encode(_ text: String) {
        file.bytes = (chance(0.5) ? file.encoding.byteOrderMark : []) + file.encoding.encode(text).bytes
    }
}
