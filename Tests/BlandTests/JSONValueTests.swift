import Bland
import Foundation
import RecallTestSupport
import Testing

@Suite struct JSONValueTests {
    @Test func `every sample is read as the system's own parser reads it`() throws {
        let folder = Fixtures.root.appending(path: "Tests/Fixtures/Bland")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count > 60)
        for file in files {
            let data = try Data(contentsOf: folder.appending(path: file))
            let ours = try #require(JSONValue(bytes: data), "\(file)")
            let again = try JSONSerialization.jsonObject(with: Data(ours.bytes)) as? NSDictionary
            let theirs = try JSONSerialization.jsonObject(with: data) as? NSDictionary
            #expect(again == theirs, "\(file)")
            #expect(JSONValue(bytes: ours.bytes) == ours, "\(file)")
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
            ("\u{FEFF}{}", .object([:])), ("[null,true,\"\"]", .array([.null, .bool(true), .string("")])),
            ("{\"a\":1,\"a\":2}", .object(["a": .number(2)])),
        ] as [(String, JSONValue)] {
            #expect(JSONValue(bytes: text.utf8) == value, "\(text)")
        }
    }

    @Test func `whatever text is written is read back the same`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let value = JSONValue.object([text: .array([.string("x" + text), .number(0.25), .number(1e300)])])
            #expect(JSONValue(bytes: value.bytes) == value, "seed \(seed)")
            #expect(try JSONSerialization.jsonObject(with: Data(value.bytes)) is NSDictionary, "seed \(seed)")
        }
    }
}
