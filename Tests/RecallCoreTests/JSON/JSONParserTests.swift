import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct JSONParserTests {
    @Test func `every sample is read as the system's own parser reads it`() throws {
        let folder = Fixtures.root.appending(path: "Tests/Fixtures/Bland")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count > 60)
        for file in files {
            let data = try Data(contentsOf: folder.appending(path: file))
            let ours = try #require(JSONValue(bytes: data), "\(file)")
            let theirs = try JSONSerialization.jsonObject(with: data) as? NSDictionary
            for writer in [JSONWriter.sent, .shown] {
                let bytes = writer.bytes(of: ours)
                let again = try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
                #expect(again == theirs, "\(file)")
                #expect(JSONValue(bytes: bytes) == ours, "\(file)")
            }
        }
    }

    @Test func `only whole JSON is read`() {
        for text in [
            "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "01", "-", "1.", ".5", "1e", "+1", "tru", "nul", "\"a",
            "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "[1] 2", "NaN", "'a'", "{a:1}", "1e999", "<html>",
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 5000),
        ] {
            #expect(JSONValue(bytes: text.utf8) == nil, "\(text.prefix(40))")
        }
        for (text, value) in [
            (" 0 ", .number(0)), ("-1.5e2", .number(-150)), ("\"\\u00e9\\ud83e\\udd37\\/\"", .string("é🤷/")),
            ("\"\\ud83e\"", .string("\u{FFFD}")), ("\"\\ud83e\\u0041\"", .string("\u{FFFD}A")), ("[]", .array([])),
            ("\u{FEFF}{}", .object([])), ("[null,true,\"\"]", .array([.null, .bool(true), .string("")])),
            ("{\"a\":1,\"a\":2}", .object([("a", .number(2))])),
        ] as [(String, JSONValue)] {
            #expect(JSONValue(bytes: text.utf8) == value, "\(text)")
        }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `depth is bounded before anything is read`(opening: String, closing: String) {
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "0" + String(repeating: closing, count: depth)
        }
        #expect(JSONValue(bytes: nested(100).utf8) != nil)
        #expect(JSONValue(bytes: nested(101).utf8) == nil)
        // Brackets within texts are no depth.
        let text = String(repeating: #"[{\"\\"#, count: 200)
        #expect(JSONValue(bytes: #"["\#(text)"]"#.utf8) != nil)
    }

    @Test func `the number of values is bounded before anything is read`() {
        func list(_ count: Int) -> String { "[" + String(repeating: "0,", count: count - 1) + "0]" }
        #expect(JSONValue(bytes: list(199_000).utf8)?.elements?.count == 199_000)
        #expect(JSONValue(bytes: list(200_001).utf8) == nil)
        #expect(JSONValue(bytes: ("[\"" + String(repeating: ",", count: 300_000) + "\"]").utf8) != nil)
    }

    @Test func `members are read in the order in which they stand`() throws {
        let text = "{\"z\":1,\"a\":{\"y\":[],\"b\":null},\"m\":\"\"}"
        #expect(JSONWriter.shown.text(of: try #require(JSONValue(bytes: text.utf8))) == text)
    }
}
