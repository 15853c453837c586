import Bland
import RecallCore
import Testing

@Suite struct AnalysisAnswersTests {
    @Test func `a boolean is read from whatever says yes or no`() {
        for (text, expected) in [
            ("true", true), ("TRUE", true), ("yes", true), ("Yes, they did", true), ("1", true), ("false", false),
            ("No.", false), ("0", false), ("null", nil), ("none", nil), ("", nil), (nil, nil), ("perhaps", nil),
        ] as [(String?, Bool?)] {
            #expect(AnalysisAnswers(texts: [text]).identityConfirmed == expected, "\(text ?? "nil")")
        }
    }

    @Test func `none is an answer, null is not`() {
        for (text, expected) in [
            ("none", .nothing), ("None.", .nothing), ("no", .nothing), ("false", .nothing), ("null", .unknown),
            ("", .unknown), ("N/A", .unknown), (nil, .unknown), ("a", .something("a")),
        ] as [(String?, AnalysisAnswers.Answer<String>)] {
            #expect(AnalysisAnswers(texts: [nil, text]).acceptedSlot == expected, "\(text ?? "nil")")
        }
    }

    @Test func `each kind of stop is read, and a bare yes stops the telephone`() {
        for (text, expected) in [
            ("ai_calls", .something(.aiCalls)), ("AI calls", .something(.aiCalls)), ("phone", .something(.phone)),
            ("recalls", .something(.recalls)), ("all", .something(.recalls)), ("true", .something(.phone)),
            ("none", .nothing), ("false", .nothing), ("null", .unknown), ("purple", .unknown),
        ] as [(String, AnalysisAnswers.Answer<AnalysisAnswers.StopWish>)] {
            #expect(AnalysisAnswers(texts: [nil, nil, nil, text]).stop == expected, "\(text)")
        }
    }

    @Test func `a circumstance is one of four, and two at once are none`() {
        for (text, expected) in [
            ("wrong_number", .something(.wrongNumber)), ("Deceased", .something(.deceased)),
            ("moved away", .something(.movedAway)), ("seen_elsewhere", .something(.seenElsewhere)), ("none", .nothing),
            ("wrong_number or deceased", .unknown), ("null", .unknown), ("?", .unknown),
        ] as [(String, AnalysisAnswers.Answer<AnalysisAnswers.Circumstance>)] {
            #expect(AnalysisAnswers(texts: [nil, nil, nil, nil, text]).circumstance == expected, "\(text)")
        }
    }
}
