/// How the records of a delimited file are laid out in its characters.
package struct Dialect: Equatable, Hashable, Sendable {
    /// The ASCII character between two cells.
    package var delimiter: UInt8
    /// The ASCII character round cells that hold delimiters or line ends; nil where the file uses none.
    package var quote: UInt8?
    /// A character that takes the meaning from the next one; nil where quotes are doubled instead.
    package var escape: UInt8?
    package var lineEnding: LineEnding
    /// Whether blanks may stand between a delimiter and a quote, as in `1, "Smith, Ann"`; they belong to no cell.
    package var isPadded: Bool

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), escape: UInt8? = nil,
        lineEnding: LineEnding = .crlf, isPadded: Bool = false
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape
        self.lineEnding = lineEnding
        self.isPadded = isPadded
    }

    /// Whether the escape takes the meaning from a character; before any other it is an ordinary one.
    func canEscape(_ byte: UInt8) -> Bool {
        byte == quote || byte == delimiter || byte == escape || byte == 0x0A || byte == 0x0D
    }
}

/// How the lines of a file end.
package enum LineEnding: String, Sendable, Codable, CaseIterable {
    case lf
    case crlf
    case cr
    /// More than one of the others, outside quotes.
    case mixed

    /// The bytes to write.
    var bytes: [UInt8] {
        switch self {
        case .lf: [0x0A]
        case .crlf, .mixed: [0x0D, 0x0A]
        case .cr: [0x0D]
        }
    }
}
