import Testing

@testable import RecallService

/// What people are told of lines that are no TOML.
@Suite struct TOMLHintTests {
    /// A line, the words that its hint has, and the line that it names below the one above it.
    private static let lines: [(text: String, words: String)] = [
        ("name = H", "straight double quotes"), ("name = \"H", "one quote"), ("name \"H\"", "no ="),
        ("name: \"H\"", "colon"), ("name = “H”", "curled quotes"), ("name = \"H\",", "comma"),
        ("name =", "nothing stands"),
        ("[calling", "heading does not end"), ("closed = [\"2026-12-24\"", "list does not end"),
        ("max_attempts = 03", "begins with no 0"), ("stale_after_days = 14 days", "Write 14"),
        ("flag = TRUE", "small letters"), ("// remark", "#"), ("; remark", "#"),
        ("folder = \"C:\\shared\\x\"", "single quotes"), ("[dup]\n[dup]", "heading stands twice"),
        ("dup = 1\ndup = 2", "name stands twice"),
    ]

    @Test(arguments: lines.indices) func `a line that cannot be read has a hint of its own`(index: Int) throws {
        let (text, words) = Self.lines[index]
        do {
            _ = try ConfigFile(text: "first = 1\n\(text)\n", path: "h.toml")
            Issue.record("it was read: \(text)")
        } catch {
            let problem = try #require(error.problems.first)
            #expect(problem.message.contains(words), "\(text): \(problem.message)")
            #expect(problem.line == (text.contains("\n") ? 3 : 2), "\(text): \(problem.line)")
        }
    }
}
