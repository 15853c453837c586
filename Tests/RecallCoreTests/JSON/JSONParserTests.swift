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

    @Test func `members are read in the order in which they stand`() throws {
        let text = "{\"z\":1,\"a\":{\"y\":[],\"b\":null},\"m\":\"\"}"
        #expect(JSONWriter.shown.text(of: try #require(JSONValue(bytes: text.utf8))) == text)
    }
}
