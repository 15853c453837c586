import RecallCore
import RecallTestSupport
import Testing

@Suite struct SlotChoiceTests {
    private let now: LocalTime
    private let today: Day
    private var rules = SlotRules()

    init() throws {
        today = try #require(Day(iso: "2026-11-24"))
        now = LocalTime(day: today, second: 10 * 3600)
    }

    /// `1 10:30 Shah`: days from today, the time, and whose place it is.
    private func slots(_ texts: String...) throws -> [FreeSlot] {
        try texts.map { text in
            let parts = text.split(separator: " ")
            let time = try parts[1].split(separator: ":").map { try #require(Int($0)) }
            return FreeSlot(
                key: text, day: today.adding(days: try #require(Int(parts[0]))), start: time[0] * 60 + time[1],
                end: time[0] * 60 + time[1] + 30, practitioner: "Dr \(parts[2])")
        }
    }

    private func choose(_ free: [FreeSlot], for practitioner: String? = nil) -> [String] {
        SlotChoice.choose(from: free, rules: rules, now: now, practitioner: practitioner).map(\.key)
    }

    @Test func `no place is offered sooner than the practice allows, to the minute`() throws {
        let free = try slots("0 17:00 Lee", "1 09:59 Lee", "1 10:00 Lee", "2 09:00 Lee")
        #expect(choose(free) == ["1 10:00 Lee", "2 09:00 Lee"])
    }

    @Test func `places are spread over days, and over mornings and afternoons`() throws {
        let free = try slots(
            "2 09:00 Lee", "2 09:30 Lee", "2 10:00 Lee", "2 15:00 Lee", "3 09:00 Lee", "3 15:00 Lee", "4 09:00 Lee",
            "4 15:00 Lee")
        #expect(choose(free) == ["2 09:00 Lee", "3 15:00 Lee", "4 09:00 Lee"])
        #expect(choose(try slots("2 09:00 Lee", "2 09:30 Lee", "2 14:00 Lee", "2 14:30 Lee")).count == 3)
    }

    @Test func `the patient's own practitioner comes first, where they have places enough`() throws {
        let free = try slots(
            "2 09:00 Lee", "3 09:00 Lee", "4 09:00 Lee", "9 09:00 Shah", "9 14:00 Shah", "10 09:00 Shah")
        #expect(choose(free, for: "dr. shah") == ["9 09:00 Shah", "9 14:00 Shah", "10 09:00 Shah"])
        #expect(choose(free.dropLast(), for: "Dr Shah") == ["2 09:00 Lee", "3 09:00 Lee", "4 09:00 Lee"])
        #expect(choose(free, for: "Dr Nobody") == ["2 09:00 Lee", "3 09:00 Lee", "4 09:00 Lee"])
    }

    @Test func `whatever is free, the offer is of different times, in order, and no longer than is wished`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let free = (0..<Int.random(in: 0...30, using: &random)).map { number in
                FreeSlot(
                    key: "\(number)", day: today.adding(days: Int.random(in: -1...6, using: &random)),
                    start: Int.random(in: 18...35, using: &random) * 30, end: nil,
                    practitioner: ["Dr Shah", "Dr Lee"].randomElement(using: &random) ?? "")
            }
            var rules = SlotRules()
            rules.offer = Int.random(in: 0...5, using: &random)
            rules.earliestHours = Int.random(in: 0...72, using: &random)
            let chosen = SlotChoice.choose(from: free, rules: rules, now: now, practitioner: "Dr Shah")
            #expect(chosen.count <= rules.offer, "seed \(seed)")
            #expect(chosen.allSatisfy(free.contains), "seed \(seed)")
            let times = chosen.map { Int($0.day.number) * 1440 + $0.start }
            #expect(times == Array(Set(times)).sorted(), "seed \(seed)")
            let earliest = Int(today.number) * 1440 + 600 + rules.earliestHours * 60
            #expect(times.allSatisfy { $0 >= earliest }, "seed \(seed)")
        }
    }
}
