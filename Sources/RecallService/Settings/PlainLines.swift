/// The lines of a configuration that say where things are, as far as they can be told without its parser.
enum PlainLines {
    private static let places = ["state_directory", "practices", "layouts"]

    /// The text of these lines alone, each `name = "value"` and nothing else, of those above the first table.
    static func places(in text: String) -> String {
        top(text).filter { line in places.contains { isPlain(line, $0) } }.joined(separator: "\n") + "\n"
    }

    /// Whether it is known which state is meant: a plain line says so, or no line speaks of it.
    static func saysState(_ text: String) -> Bool {
        let lines = top(text).filter { $0.drop(while: \.isWhitespace).hasPrefix("state_directory") }
        return lines.allSatisfy { isPlain($0, "state_directory") } && lines.count <= 1
    }

    private static func top(_ text: String) -> [Substring] {
        Array(
            text.split(whereSeparator: \.isNewline).prefix { !$0.drop(while: \.isWhitespace).hasPrefix("[") })
    }

    private static func isPlain(_ line: Substring, _ name: String) -> Bool {
        let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
        guard parts.count == 2, parts[0] == name else { return false }
        let value = parts[1]
        return value.count > 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            && !value.dropFirst().dropLast().contains { $0 == "\"" || $0 == "\\" || $0 == "#" }
    }
}
