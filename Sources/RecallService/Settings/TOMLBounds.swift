/// Bounds of a TOML text that anybody may have written, looked at before it is parsed: the parser's memory grows with the
/// square of the depth of its keys.
enum TOMLBounds {
    /// The most levels of tables, dotted keys and brackets, one inside the other.
    static let mostLevels = 4
    /// The most bytes of a line: what is wrong about the levels cannot hide in a text that is read otherwise here than there.
    static let mostBytesOfLine = 4096

    /// What makes a text one that is not parsed, as words behind the name of its file; nil where it is within the bounds.
    static func problem(in text: String) -> String? {
        var walk = Walk()
        for byte in text.utf8 {
            walk.take(byte)
            if walk.lineLength > mostBytesOfLine { return "has a line of more than \(mostBytesOfLine) bytes" }
            if walk.levels > mostLevels { return "goes deeper than \(mostLevels) levels" }
        }
        return nil
    }

    /// The line of the first table whose name begins with nothing that a name can begin with, at which the parser would end
    /// the process; nil where there is none.
    static func namelessTable(in text: String) -> Int? {
        var walk = Walk()
        for byte in text.utf8 {
            walk.take(byte)
            if let line = walk.namelessTable { return line }
        }
        return walk.awaitsName ? walk.line : nil
    }

    /// A walk through the bytes of a text: in which string or comment it is, and how deep.
    private struct Walk {
        /// The quote of the string that it is in.
        private var quote: UInt8?
        /// Whether the string goes on over the ends of lines.
        private var isLong = false
        private var isEscaped = false
        private var isComment = false
        /// Quotes of one kind that stand side by side.
        private var quotes = 0
        private var last: UInt8 = 0x0A
        /// Whether the line names a table.
        private var isTable = false
        /// Whether the walk is behind the `=` of a key.
        private var isValue = false
        /// Open brackets.
        private var depth = 0
        /// Parts of the name of the table, and of the key.
        private var tableParts = 0
        private var keyParts = 0
        private(set) var lineLength = 0
        private(set) var line = 1
        /// Whether the name of a table has to come next, and behind how many brackets.
        private(set) var awaitsName = false
        private var tableBrackets = 0
        /// The line on which none came.
        private(set) var namelessTable: Int?

        var levels: Int { isTable ? tableParts : tableParts + keyParts + depth }

        mutating func take(_ byte: UInt8) {
            defer { last = byte }
            if byte == 0x0A { return endLine() }
            lineLength += 1
            if isComment { return }
            if let quote {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    isEscaped = true
                    quotes = 0
                } else if byte == quote {
                    quotes += 1
                    if !isLong || quotes == 3 { self.quote = nil }
                } else {
                    quotes = 0
                }
                return
            }
            read(byte)
        }

        private mutating func read(_ byte: UInt8) {
            if awaitsName { awaitName(byte) }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // A string that is empty ends at its second quote; a third right behind it begins a long one.
                isLong = last == byte && quotes == 1
                quote = byte
                quotes = 0
                beginKey()
            case UInt8(ascii: "#"): isComment = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): open(byte)
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth > 0 { depth -= 1 }
            case UInt8(ascii: "."): if isTable { tableParts += 1 } else if !isValue || depth > 0 { keyParts += 1 }
            case UInt8(ascii: "="): isValue = true
            case UInt8(ascii: ","): if depth > 0 { keyParts = 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: beginKey()
            }
        }

        private mutating func awaitName(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): return
            case UInt8(ascii: "[") where tableBrackets < 2: return
            // One without a name is refused by the parser itself.
            case UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                break
            default: namelessTable = line
            }
            awaitsName = false
        }

        private mutating func beginKey() {
            if !isTable, keyParts == 0 { keyParts = 1 }
        }

        private mutating func open(_ byte: UInt8) {
            if byte == UInt8(ascii: "["), !isValue, depth == 0, keyParts == 0 {
                tableBrackets = isTable ? tableBrackets + 1 : 1
                isTable = true
                awaitsName = true
                tableParts = 1
            } else {
                depth += 1
            }
        }

        private mutating func endLine() {
            if awaitsName { namelessTable = line }
            awaitsName = false
            line += 1
            lineLength = 0
            isComment = false
            isEscaped = false
            if quote != nil, isLong { return }
            quote = nil
            quotes = 0
            isTable = false
            guard depth == 0 else { return }
            isValue = false
            keyParts = 0
        }
    }
}
