/// What is to be written instead of a line that is no TOML, judged by the line as people write it in Notepad.
enum TOMLHint {
    /// Judges a line.
    ///
    /// - Parameters:
    ///   - text: The line where reading ended.
    ///   - isTwice: Whether it names something that the file has named before.
    /// - Returns: One sentence, without a full stop.
    static func words(for text: String, isTwice: Bool) -> String {
        let line = text.trimmingPrefix(while: \.isWhitespace)
        if isTwice {
            return line.first == "["
                ? "this heading stands twice in the file. Put its lines below the first one"
                : "this name stands twice in the file. Keep one of the two lines"
        }
        if line.hasPrefix("//") || line.first == ";" || line.first == "'" {
            return "this may be a remark. Write # in front of it"
        }
        if line.first == "[" { return "this heading does not end. Write it as [calling]" }
        guard let equals = line.firstIndex(of: "=") else {
            return line.contains(":")
                ? "this line has a colon where = belongs. Write name = \"value\""
                : "this line has no =. Write name = \"value\", or # in front of a remark"
        }
        if let colon = line.firstIndex(of: ":"), colon < equals {
            return "this line has a colon where = belongs. Write name = \"value\""
        }
        return value(String(line[line.index(after: equals)...].trimmingPrefix(while: \.isWhitespace)))
    }

    private static func value(_ text: String) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        if text.contains(where: { "“”„‘’".contains($0) }) {
            return "this line has curled quotes. Write straight ones: \"09:00-17:30\""
        }
        if text.isEmpty { return "nothing stands behind the =. Write a value, or take the line away" }
        if text.last == "," { return "a comma stands at the end of this line. Take it away" }
        if text.first == "[", !text.contains("]") {
            return "this list does not end. Write it in one line: [\"2026-12-24\", \"2026-12-31\"]"
        }
        if text.contains("\\"), text.contains("\"") {
            return "a backslash in straight double quotes means something else. Put single quotes round these words"
        }
        if text.count(where: { $0 == "\"" }) == 1 {
            return "these words have one quote. Write one on both sides of them"
        }
        if ["true", "false", "yes", "no", "on", "off"].contains(text.lowercased()) {
            return "this must be true or false, in small letters and without quotes"
        }
        guard let first = text.first else { return usual }
        if first.isNumber {
            let digits = text.prefix(while: \.isNumber)
            if digits.count < text.count, !text.contains(":"), !text.contains("-") {
                return "a number stands alone. Write \(digits), without words behind it"
            }
            if digits.count == text.count, digits.first == "0" { return "a number begins with no 0. Write it without" }
        }
        if first != "\"", first != "'" {
            return "words and times stand in straight double quotes. Write \"09:00-17:30\""
        }
        return usual
    }

    private static let usual =
        "this line cannot be read. Write KEY = VALUE, and put words and times in straight double quotes: \"09:00-17:30\""
}
