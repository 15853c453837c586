/// Makes text from an export fit to be a value that the voice agent is given: letters, digits and simple punctuation, one
/// line, bounded. What is left can be read out but carries no structure.
enum CleanValue {
    /// The most characters that any value may have.
    static let longest = 80

    /// Letters with their marks, digits, blanks and `' - . , : &`.
    static func text(_ raw: String, limit: Int = longest) -> String {
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in raw.unicodeScalars.prefix(4 * limit) {
            guard result.count < limit else { break }
            switch scalar {
            case "’", "‘", "`": result.append("'")
            case "'", "-", ".", ",", ":", "&": result.append(scalar)
            case "\u{2010}"..."\u{2015}": result.append("-")
            default:
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .decimalNumber:
                    result.append(scalar)
                    marks = 0
                case .nonspacingMark, .spacingMark:
                    // Letters carry one or two marks in any language; heaps of them are mischief.
                    marks += 1
                    if marks <= 2, !result.isEmpty { result.append(scalar) }
                case .format: continue
                default: if result.last != " ", !result.isEmpty { result.append(" ") }
                }
            }
        }
        while result.last == " " { result.removeLast() }
        return String(result)
    }

    /// A name: no brackets with what is in them, no figures, few words. Notes that somebody typed behind a name stay out,
    /// and so does every word for a condition.
    static func name(_ raw: String) -> String {
        let marks: Set<Character> = ["(", "[", "{", "<", "/", "*", ";", ":", "\n", "\r", "\t", "\r\n", "|", "="]
        let start = raw.prefix(500).drop { $0.isWhitespace }.prefix { !marks.contains($0) }
        var words: [String] = []
        for word in text(String(start)).split(separator: " ") {
            // A dash that stands alone begins a note.
            if word.allSatisfy({ $0 == "-" }) { break }
            let letters = word.filter { !$0.isNumber && !",:&".contains($0) }
            let small = letters.lowercased()
            let isCondition = conditions.contains { small.hasPrefix($0) } || small == "amd"
            if !letters.isEmpty, !isCondition { words.append(letters) }
        }
        return bounded(words.prefix(4).joined(separator: " "), 40)
    }

    /// The first `limit` characters, by Unicode scalars, since a letter may carry marks without end.
    static func bounded(_ text: String, _ limit: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }

    private static let conditions = [
        "glauc", "diabet", "macul", "catarac", "retino", "keratoc", "myopi", "uveit", "dementia", "blind",
    ]
}
