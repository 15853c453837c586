import RecallCore
import Testing

@Suite struct JSONValueTests {
    @Test func `a member is found by its name, and the last of a name counts`() {
        let value: JSONValue = .object([("a", 1), ("b", .null), ("é", "x"), ("a", 2), ("ab", 3)])
        for (name, member) in [("a", 2), ("ab", 3), ("b", nil), ("c", nil), ("", nil), ("é", "x")]
            as [(String, JSONValue?)]
        {
            #expect(value[name] == member, "\(name)")
        }
        #expect(JSONValue.array([1])["a"] == nil)
        #expect(JSONValue.null["a"] == nil)
    }

    @Test func `values are the same whatever the order of members and the form of a number`() {
        let equal: [(JSONValue, JSONValue)] = [
            (["a": 1, "b": [:]], ["b": [:], "a": 1]), (.object([("a", 1), ("a", 2)]), ["a": .number(2)]),
            (.integer(-3), .number(-3)), (.number(0), .integer(0)), (.array([1, .null]), .array([.number(1), .null])),
        ]
        for (left, right) in equal {
            #expect(left == right)
            #expect(right == left)
        }
        let different: [(JSONValue, JSONValue)] = [
            (["a": 1], ["a": 1, "b": .null]), (["a": 1], ["b": 1]), (.integer(1), .number(1.5)), (.integer(1), "1"),
            (.integer(1), true), (.integer(.max), .number(9_223_372_036_854_775_808)), (.null, [:]),
            (.array([1, 2]), .array([2, 1])), (.array([]), [:]),
        ]
        for (left, right) in different {
            #expect(left != right)
            #expect(right != left)
        }
    }

    @Test func `numbers and booleans are read from whatever form they come in`() {
        for (value, text, double, bool) in [
            (.integer(7), "7", 7, true), (.integer(0), "0", 0, false), (.number(7), "7", 7, true),
            (.number(0.5), "0.5", 0.5, true), ("7.5", "7.5", 7.5, nil), (" 1 2 ", " 1 2 ", 12, nil),
            ("inf", "inf", nil, nil), (true, "true", nil, true), ("No", "No", nil, false), ("1", "1", 1, true),
            (" ", nil, nil, nil), (.null, nil, nil, nil), ([:], nil, nil, nil), (.array([]), nil, nil, nil),
        ] as [(JSONValue, String?, Double?, Bool?)] {
            #expect(value.text == text)
            #expect(value.double == double)
            #expect(value.bool == bool)
        }
    }

    @Test func `a document inside a string is unwrapped`() {
        #expect(JSONValue.string(" {\"a\":[1]}").unwrapped == ["a": .array([1])])
        #expect(JSONValue.string("[1,2]").elements == [1, 2])
        #expect(JSONValue.string("{a}").unwrapped == "{a}")
        #expect(JSONValue(bytes: "\"{\\\"a\\\":1}\"".utf8)?["a"] == 1)
    }

    @Test func `what a value holds is not in its description`() {
        #expect("\(JSONValue.string("Palmer"))" == "‹JSON›")
        #expect("\(["name": "Palmer"] as JSONValue)" == "‹JSON›")
    }
}
