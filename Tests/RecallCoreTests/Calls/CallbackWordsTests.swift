import RecallCore
import RecallTestSupport
import Testing

@Suite struct CallbackWordsTests {
    /// Said on Tuesday 24 November 2026 at 10:30.
    private static let cases: [(words: String, time: String?)] = [
        ("tomorrow after four", "2026-11-25 16:00"), ("tomorrow", "2026-11-25 09:00"),
        ("Tomorrow morning", "2026-11-25 09:00"), ("tomorrow afternoon", "2026-11-25 14:00"),
        ("tomorrow evening after six", "2026-11-25 18:00"), ("tomorrow at 9", "2026-11-25 09:00"),
        ("tomorrow at nine in the evening", "2026-11-25 21:00"), ("Thursday at 2pm", "2026-11-26 14:00"),
        ("on Thursday at 2 p.m.", "2026-11-26 14:00"), ("Thursday 2", "2026-11-26 14:00"),
        ("next Monday morning", "2026-11-30 09:00"), ("Monday", "2026-11-30 09:00"),
        ("next Thursday at ten", "2026-12-03 10:00"), ("this Thursday at ten", "2026-11-26 10:00"),
        ("Tuesday at noon", "2026-12-01 12:00"), ("in an hour", "2026-11-24 11:30"),
        ("in half an hour", "2026-11-24 11:00"), ("in twenty minutes", "2026-11-24 10:50"),
        ("in 2 hours", "2026-11-24 12:30"), ("in a couple of hours", "2026-11-24 12:30"),
        ("in an hour and a half", "2026-11-24 12:00"), ("in two days", "2026-11-26 09:00"),
        ("in a week", "2026-12-01 09:00"), ("in two days at half past three", "2026-11-26 15:30"),
        ("after 5", "2026-11-24 17:00"), ("after five o'clock", "2026-11-24 17:00"),
        ("26 November at half past ten", "2026-11-26 10:30"),
        ("the twenty-sixth of November at half past ten", "2026-11-26 10:30"),
        ("November 26th, 3pm", "2026-11-26 15:00"), ("on the 26th", "2026-11-26 09:00"),
        ("the 3rd at quarter to four", "2026-12-03 15:45"), ("26/11 at 14:30", "2026-11-26 14:30"),
        ("26/11/2026 14.30", "2026-11-26 14:30"), ("2026-11-26T14:30", "2026-11-26 14:30"),
        ("2026-11-26 09:05", "2026-11-26 09:05"), ("Thursday 26 November at 15:00", "2026-11-26 15:00"),
        ("4 January at ten", "2027-01-04 10:00"), ("today at three", "2026-11-24 15:00"),
        ("this afternoon", "2026-11-24 14:00"), ("this evening", "2026-11-24 18:00"),
        ("tonight at eight", "2026-11-24 20:00"),
        ("at nine", "2026-11-25 09:00"), ("quarter past two", "2026-11-24 14:15"),
        ("twenty to five", "2026-11-24 16:40"),
        ("half four", "2026-11-24 16:30"), ("ten thirty tomorrow", "2026-11-25 10:30"),
        ("tomorrow 1430", "2026-11-25 14:30"),
        ("at lunchtime", "2026-11-24 12:30"), ("day after tomorrow at 11am", "2026-11-26 11:00"),
        ("next week", "2026-11-30 09:00"), ("between two and four tomorrow", "2026-11-25 14:00"),
        ("tomorrow before noon", "2026-11-25 09:00"), ("before four", "2026-11-25 09:00"),
        ("later today", "2026-11-24 12:30"),
        ("when the cows come home", nil), ("", nil), ("none", nil), ("yes", nil), ("later", nil), ("any time", nil),
        ("31 February at ten", nil), ("23 November", nil), ("07700 900456", nil), ("25:99", nil), ("I may be in", nil),
    ]

    @Test func `a time in words is found from the moment that it was said`() throws {
        let now = LocalTime(day: try #require(Day(iso: "2026-11-24")), second: 37_800)
        for (words, expected) in Self.cases {
            let time = CallbackWords.time(in: words, now: now)
            #expect(time.map { "\($0.day) \(padded($0.hour, 2)):\(padded($0.minute, 2))" } == expected, "\(words)")
        }
    }

    @Test func `whatever words come, the time is a time of day within the year`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let words =
            Self.cases.flatMap { $0.words.split(separator: " ").map(String.init) } + [
                "99999999999999999999", "é", "-1",
            ]
        let now = LocalTime(day: try #require(Day(iso: "2026-11-24")), second: 85_000)
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...7, using: &random)).compactMap { _ in words.randomElement(using: &random)
            }
            .joined(separator: " ")
            guard let time = CallbackWords.time(in: text, now: now) else { continue }
            #expect((0..<86_400).contains(time.second), "\(text), seed \(seed)")
            #expect((0...120).contains(time.day.days(since: now.day)), "\(text), seed \(seed)")
        }
    }
}
