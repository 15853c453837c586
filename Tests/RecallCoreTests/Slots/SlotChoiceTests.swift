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
    private func slots(_ texts: String...) throws -> [Slot] {
        try texts.map { text in
            let parts = text.split(separator: " ")
            let time = try parts[1].split(separator: ":").map { try #require(Int($0)) }
            return Slot(
                key: text, day: today.adding(days: try #require(Int(parts[0]))), start: time[0] * 60 + time[1],
                end: time[0] * 60 + time[1] + 30, practitioner: "Dr \(parts[2])")
        }
    }

    private func choose(_ free: [Slot], for practitioner: String? = nil) -> [String] {
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

    @Test func `a diary that names people by code still gives the patient their own practitioner`() throws {
        var free = try slots("2 09:00 A", "3 09:00 A", "4 09:00 A", "9 09:00 S", "9 14:00 S", "10 09:00 S")
        for index in free.indices { free[index].practitioner = free[index].practitioner == "Dr S" ? "SH" : "AL" }
        #expect(choose(free, for: "Dr Shah") == ["2 09:00 A", "3 09:00 A", "4 09:00 A"])
        var rules = SlotRules()
        rules.practitioners = PractitionerList([Practitioner(name: "Dr Shah", code: "SH")])
        let own = SlotChoice.choose(from: free, rules: rules, now: now, practitioner: "Dr Shah").map(\.key)
        #expect(own == ["9 09:00 S", "9 14:00 S", "10 09:00 S"])
    }

    @Test func `a place kept for something else is not offered`() throws {
        func offered(_ type: String, for recall: RecallType) throws -> Bool {
            var free = try slots("2 09:00 Lee")
            free[0].type = type
            return !SlotChoice.choose(from: free, for: recall, rules: rules, now: now, practitioner: nil).isEmpty
        }
        for type in ["", "Sight Test", "Adult Eye Exam", "NHS ST", "EE", "Eye examination", "30 min", "Routine"] {
            #expect(try offered(type, for: .sightTest), "\(type)")
            #expect(try offered(type, for: .both), "\(type)")
        }
        for type in ["CL Check", "CL Aftercare", "Contact Lens Aftercare", "CLAC"] {
            #expect(try !offered(type, for: .sightTest), "\(type)")
            #expect(try !offered(type, for: .both), "\(type)")
            #expect(try offered(type, for: .contactLensCheck), "\(type)")
        }
        #expect(try !offered("Sight Test", for: .contactLensCheck))
        #expect(try offered("", for: .contactLensCheck))
        for type in ["Visual fields", "Field Test", "Collection", "Dispense", "LUNCH", "MECS", "Child EE", "Blocked"] {
            for recall in [RecallType.sightTest, .contactLensCheck, .both] {
                #expect(try !offered(type, for: recall), "\(type)")
            }
        }
    }

    @Test func `a gap shorter than the practitioner's usual place is not offered`() throws {
        var free = try slots(
            "2 09:00 Lee", "2 09:30 Lee", "3 09:00 Lee", "2 11:00 Gap", "4 09:00 Okoye", "4 09:20 Okoye", "5 09:00 None"
        )
        free[3].practitioner = "Dr Lee"
        free[3].end = free[3].start + 10
        for index in 4...5 { free[index].end = free[index].start + 20 }
        free[6].end = nil
        var rules = rules
        rules.offer = 9
        let chosen = SlotChoice.choose(from: free, rules: rules, now: now, practitioner: nil).map(\.key)
        #expect(!chosen.contains("2 11:00 Gap"))
        #expect(chosen.count == 6)
    }

    @Test func `whatever is free, the offer is of different times, in order, and no longer than is wished`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let free = (0..<Int.random(in: 0...30, using: &random)).map { number in
                Slot(
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
