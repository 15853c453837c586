import RecallCore
import Testing

/// How people are told dates and times.
@Suite struct MomentWordsTests {
    @Test func `each form is that of its place, by the practice's clock`() throws {
        let summer = try #require(Instant(iso: "2026-07-05T23:05:59Z"))
        let day = try #require(Day(iso: "2026-07-06"))
        #expect(MomentWords.date(day) == "Monday 6 July 2026")
        #expect(MomentWords.dayAndMonth(day) == "Monday 6 July")
        #expect(MomentWords.moment(summer, .london) == "Monday 6 July 2026 at 00:05")
        #expect(MomentWords.shortDate(day) == "06/07/2026")
        #expect(MomentWords.shortMoment(summer, .london) == "06/07/2026 00:05")
        #expect(MomentWords.stamp(summer, .london) == "2026-07-06 00:05")
        #expect(MomentWords.compact(day) == "20260706")
    }

    @Test(arguments: [
        (-5, "a minute"), (119, "a minute"), (120, "2 minutes"), (7199, "119 minutes"), (7200, "2 hours"),
        (172_799, "47 hours"), (172_800, "2 days"), (900_000, "10 days"),
    ])
    func `an age is told in the largest unit of which there are two`(seconds: Int, words: String) {
        #expect(MomentWords.age(seconds: seconds) == words)
    }
}
