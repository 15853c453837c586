import Testing

@testable import RecallCore

@Suite struct OfferedSlotTests {
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
}
