import Testing

@testable import RecallCore

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

    @Test func `a British number is read from figures and from words`() {
        for (text, expected) in [
            ("07700 900456", "+447700900456"), ("+44 7700 900456", "+447700900456"),
            ("0044 7700 900456", "+447700900456"),
            ("It is 0113 496 0123 now", "+441134960123"),
            ("oh double seven double oh nine double oh four five six", "+447700900456"),
            ("07700 900456 or 07700 900457", nil), ("12345", nil), ("none", nil), ("+353 1 234 5678", nil),
            ("0900 123 4567", nil), ("07700900456 and again 07700 900456", "+447700900456"),
        ] as [(String, String?)] {
            #expect(SpokenNumber.number(in: text)?.e164 == expected, "\(text)")
        }
    }

    @Test func `a slot is named by its letter or by its day and time, and never guessed`() throws {
        let day = try #require(Day(iso: "2026-11-26"))
        let now = LocalTime(day: try #require(Day(iso: "2026-11-24")), second: 36_000)
        let offered = [
            OfferedSlot(letter: "a", key: "1", day: day, minute: 630, practitioner: "Dr Shah"),
            OfferedSlot(letter: "b", key: "2", day: day, minute: 630, practitioner: "Dr Lee"),
            OfferedSlot(letter: "c", key: "3", day: day, minute: 900),
        ]
        for (answer, letter) in [
            ("a", "a"), ("B", "b"), ("(c)", "c"), ("slot_a", "a"), ("Option b.", "b"),
            ("Thursday 26 November at 15:00", "c"),
            ("Thursday at three", "c"), ("Thursday 26 November at 10:30", nil),
            ("Thursday 26 November at 10:30 with Dr Lee", "b"),
            ("a: Thursday 26 November at 10:30 with Dr Shah", "a"), ("a: Thursday 26 November at 15:00", nil),
            ("d", nil), ("a or b", nil), ("not a", nil), ("Friday at three", nil), ("yes", nil), ("", nil),
            ("a b", nil),
        ] as [(String, String?)] {
            #expect(OfferedSlot.named(in: answer, among: offered, now: now)?.letter == letter, "\(answer)")
        }
        #expect(offered[0].words == "Thursday 26 November at 10:30 with Dr Shah")
        #expect(offered[2].words == "Thursday 26 November at 15:00")
    }

    @Test func `a wish for another time is no wish to stop`() {
        for (text, expected) in [
            ("Don't call me before nine", nil), ("Please don't call me at work", nil), ("Don't call me again", .phone),
            ("Don't call me", .phone), ("stop ringing me with that robot", .aiCalls),
            ("Remove me from your list", .recalls),
            ("Don't hang up", nil), ("You never call when you say", nil), ("Never ring me again", .phone),
            ("Don't call me before nine, in fact stop calling", .phone),
        ] as [(String, AnalysisAnswers.StopWish?)] {
            #expect(TranscriptCues([CallTurn(.user, text)]).stop == expected, "\(text)")
        }
        #expect(TranscriptCues([CallTurn(.assistant, "Shall we stop calling you?")]).stop == nil)
    }
}
