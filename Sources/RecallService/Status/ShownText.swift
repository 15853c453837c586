/// Words of files as people are shown them, on a terminal or in a paper.
package enum ShownText {
    /// How text stands out: the codes of ECMA-48, "select graphic rendition".
    package enum Style: Int, Sendable {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
    }

    /// A text that stands out on a terminal.
    package static func styled(_ text: String, _ style: Style) -> String {
        "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    /// A text without what would do more than be read.
    ///
    /// Cells and names of files are anybody's: characters that would steer a terminal, or turn the direction of writing so
    /// that a text reads as another one, become dots. Line ends stay.
    package static func harmless(_ text: String) -> String {
        if isPlain(text) { return text }
        return rewritten(text) { steers($0) && $0 != "\n" ? "·" : $0 }
    }

    /// A text in one line: harmless, and cut where it is longer than so many characters.
    package static func line(_ text: String, upTo most: Int = .max) -> String {
        var line = text
        if !isPlain(text) || text.contains("\n") {
            line = rewritten(text.replacing("\r\n", with: " ")) { scalar in
                scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : steers(scalar) ? "·" : scalar
            }
        }
        return line.count > most ? line.prefix(most - 1) + "…" : line
    }

    /// Whether a text is printable ASCII and line feeds alone, as nearly all are.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7E ~= $0 || $0 == 0x0A } }

    private static func rewritten(_ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(change(scalar)) }
        return String(scalars)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
