import Testing

@testable import RecallService

@Suite struct ShownTextTests {
    @Test(arguments: [
        ("Smith", "Smith"), ("Sm\u{1B}[31mith", "Sm·[31mith"), ("a\u{7}b\u{7F}c\u{9B}31m", "a·b·c·31m"),
        ("two\nlines", "two\nlines"), ("back\rover", "back·over"), ("Zoë Nguyễn 李", "Zoë Nguyễn 李"),
        ("4321 \u{202E}0077", "4321 ·0077"), ("", ""),
    ])
    func `what would steer a terminal is shown as dots, and all else as it is`(text: String, shown: String) {
        #expect(ShownText.harmless(text) == shown)
    }

    @Test(arguments: [
        ("1 High St\r\nLeeds", Int.max, "1 High St Leeds"), ("a\tb\nc\rd", .max, "a b c d"),
        ("\u{1B}]0;x\u{7}", .max, "·]0;x·"),
        ("exactly", 7, "exactly"), ("longer by one", 12, "longer by o…"), ("Zoë", 2, "Z…"),
    ])
    func `a cell of a table keeps to its line and its room`(text: String, most: Int, shown: String) {
        #expect(ShownText.line(text, upTo: most) == shown)
    }
}
