/// Tells which cells a spreadsheet would run as a formula.
///
/// A cell that begins with `=`, `+`, `-` or `@` is one (OWASP, "CSV Injection"), also where marks, blanks or invisible
/// characters stand before it that a program leaves out. Judged by code points: an accent makes another character of an
/// equals sign, and the same formula. Dashes and the wide forms count, since one may stand for another in an encoding that
/// lacks it, or for a program that takes them for the same.
package enum FormulaGuard {
    /// What is put in front of such a cell: spreadsheets take it for "this is text".
    package static let mark = "'"

    /// Whether a spreadsheet would run the text.
    package static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { !isPassedOver($0) }) else { return false }
        return starts.contains(first)
    }

    /// Whether the text is a telephone number in its international form, which is no formula that does anything.
    package static func isNumber(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "+")
            && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x20 }
    }

    private static let starts = Set("=+-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊⁻₋‐‑‒–—―−➕➖˗⹀⸗﬩⁃".unicodeScalars)

    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
        return switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .control, .format, .surrogate, .privateUse, .unassigned:
            true
        default: scalar == "\u{FFFD}"
        }
    }
}
