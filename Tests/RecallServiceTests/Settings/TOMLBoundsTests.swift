import Testing

@testable import RecallService

/// Which texts are parsed at all.
@Suite struct TOMLBoundsTests {
    @Test(arguments: [
        "", "a = 1", "[patients]\nkind = \"patients\"\n[patients.columns]\n\"D.O.B. (a.b.c.d.e)\" = \"date_of_birth\"",
        "# a.b.c.d.e.f\na = 1", "a = 'b.c.d.e.f' # g.h.i.j.k", "a = 1.5", "a.b.c.d = 1", "[[a]]\nb = [[1]]",
        "a = \"\"\"\nb.c.d.e.f.g\n\"\"\"\nh = 1", "a = \"\"\nb = \"\"", "\u{FEFF}[patients]\r\na = 1\r\n",
        "a = \"\\\"b.c.d.e.f\"",
    ])
    func `a layout as people write it is within the bounds`(text: String) {
        #expect(TOMLBounds.problem(in: text) == nil)
    }

    @Test(arguments: [
        "a.b.c.d.e = 1", "[a.b.c.d.e]", "[a.b.c]\nd.e = 1", "[[a.b.c.d.e]]", "\"a\".\"b\".'c'.d.e = 1",
        "a = [[[[[1]]]]]", "a = {b = {c = {d = {e = 1}}}}", "a = {b.c.d.e = 1}",
        "x = \"\"\"\n\\\n\"\"\"\na.b.c.d.e = 1", "x = \na.b.c.d.e = 1", "x = \"a\" # \"\na.b.c.d.e = 1",
        Array(repeating: "a", count: 60_000).joined(separator: ".") + "=1",
        "x = '" + String(repeating: ".a", count: 5000) + "'", String(repeating: "[", count: 60_000),
    ])
    func `what goes deep is refused before it is parsed`(text: String) {
        #expect(TOMLBounds.problem(in: text) != nil)
    }

    @Test(arguments: [
        ("[", 1), ("[\n", 1), ("a = 1\n[[", 2), ("[[[", 1), ("[é]", 1), ("[ # a]", 1), ("[=", 1), ("[,a]", 1),
        ("a = [\n[1]]\n[ \r\n", 3), ("a = \"\"\"\n[\n\"\"\"\n[.a]", 4),
    ])
    func `a table without a name, at which the parser would end the process, is refused with its line`(
        text: String, line: Int
    ) {
        #expect(TOMLBounds.namelessTable(in: text) == line)
        #expect(throws: ConfigProblems.self) { try ConfigFile(text: text, path: "a.toml") }
    }

    @Test(arguments: [
        "", "[a]", "[[a]]", "[ \"a b\" ]", "a = [\n[1],\n[2]]", "a = \"\"\"\n[\n\"\"\"", "# [\n[a]", "a = '['",
    ])
    func `a table with a name is parsed`(text: String) throws {
        #expect(TOMLBounds.namelessTable(in: text) == nil)
        _ = try ConfigFile(text: text, path: "a.toml")
    }
}
