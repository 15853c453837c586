import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct JSONWriterTests {
    @Test func `each character is escaped as its form has it`() {
        for (text, shown, sent) in [
            ("", "", ""), ("plain é 🤷 /", "plain é 🤷 /", "plain é 🤷 /"), ("\"\\", "\\\"\\\\", "\\\"\\\\"),
            ("\n", "\\n", "\\n"), ("\r", "\\r", "\\u000d"), ("\t", "\\t", "\\u0009"), ("\r\n", "\\r\\n", "\\u000d\\n"),
            ("\0", "\\u0000", "\\u0000"), ("\u{8}", "\\u0008", "\\u0008"), ("\u{1B}[31m", "\\u001b[31m", "\\u001b[31m"),
            ("\u{1F}", "\\u001f", "\\u001f"), ("\u{7F}", "\\u007f", "\u{7F}"), ("\u{80}", "\\u0080", "\u{80}"),
            ("\u{9B}31m", "\\u009b31m", "\u{9B}31m"), ("\u{9F}", "\\u009f", "\u{9F}"), ("\u{A0}", "\u{A0}", "\u{A0}"),
            ("\u{2027}\u{2028}\u{2029}", "\u{2027}\\u2028\\u2029", "\u{2027}\u{2028}\u{2029}"),
            ("e\u{301}\u{7F}", "e\u{301}\\u007f", "e\u{301}\u{7F}"),
        ] {
            for (writer, written) in [(JSONWriter.shown, shown), (.sent, sent)] {
                #expect(writer.bytes(of: .string(text)) == Array("\"\(written)\"".utf8), "\(text.unicodeScalars)")
                #expect(writer.bytes(of: .object([(text, .null)])) == Array("{\"\(written)\":null}".utf8))
            }
        }
    }

    @Test func `numbers that are whole have no fraction, and what is no number is null`() {
        for (value, written) in [
            (.integer(0), "0"), (.integer(-12), "-12"), (.integer(.max), "9223372036854775807"),
            (.integer(.min), "-9223372036854775808"), (.number(0), "0"), (.number(-0.0), "0"), (.number(3), "3"),
            (.number(-150), "-150"), (.number(0.1), "0.1"), (.number(2.75), "2.75"),
            (.number(999_999_999_999_999), "999999999999999"), (.number(1e15), "1000000000000000.0"),
            (.number(1e300), "1e+300"),
            (.number(.leastNonzeroMagnitude), "5e-324"), (.number(.infinity), "null"), (.number(-.infinity), "null"),
            (.number(.nan), "null"), (true, "true"), (false, "false"), (.null, "null"),
        ] as [(JSONValue, String)] {
            #expect(JSONWriter.shown.text(of: value) == written)
            #expect(JSONWriter.sent.text(of: value) == written)
        }
    }

    @Test func `members are shown in their order and sent in the order of their names`() {
        let value: JSONValue = ["z": 1, "a": ["y": .array([["d": 1, "c": 2]]), "b": [:]], "Z": .array([]), "é": ""]
        #expect(
            JSONWriter.shown.text(of: value)
                == "{\"z\":1,\"a\":{\"y\":[{\"d\":1,\"c\":2}],\"b\":{}},\"Z\":[],\"é\":\"\"}")
        #expect(
            JSONWriter.sent.text(of: value)
                == "{\"Z\":[],\"a\":{\"b\":{},\"y\":[{\"c\":2,\"d\":1}]},\"z\":1,\"é\":\"\"}")
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
            let value = JSONValue.object([(text, .array([.string("x" + text), .number(0.25), .number(1e300)]))])
            for writer in [JSONWriter.sent, .shown] {
                let bytes = writer.bytes(of: value)
                #expect(JSONValue(bytes: bytes) == value, "seed \(seed)")
                #expect(try JSONSerialization.jsonObject(with: Data(bytes)) is NSDictionary, "seed \(seed)")
            }
        }
    }
}
