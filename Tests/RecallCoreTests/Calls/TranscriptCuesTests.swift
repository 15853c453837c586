import Testing

@testable import RecallCore

@Suite struct TranscriptCuesTests {
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
