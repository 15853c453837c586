/// A free place in the diary that could be offered.
package struct FreeSlot: Equatable, Sendable {
    /// What the diary knows the slot by.
    package var key: String
    package var day: Day
    /// Minutes since midnight, local time.
    package var start: Int
    package var end: Int?
    package var practitioner: String
    package var room: String
    package var type: String

    package init(
        key: String, day: Day, start: Int, end: Int?, practitioner: String, room: String = "", type: String = ""
    ) {
        self.key = key
        self.day = day
        self.start = start
        self.end = end
        self.practitioner = practitioner
        self.room = room
        self.type = type
    }
}

/// Which free slots are offered in one call.
package enum SlotChoice {
    /// Up to `rules.offer` slots, none sooner than `rules.earliestHours` after `now`: spread over days, mornings and
    /// afternoons in turn, the patient's own practitioner before others.
    package static func choose(
        from free: [FreeSlot], rules: SlotRules, now: LocalTime, practitioner: String?
    ) -> [FreeSlot] {
        let earliest = minutes(now.day, now.second / 60) + rules.earliestHours * 60
        let possible = free.filter { minutes($0.day, $0.start) >= earliest }
            .sorted { ($0.day, $0.start, $0.practitioner, $0.key) < ($1.day, $1.start, $1.practitioner, $1.key) }
        let own = practitioner.map { name in possible.filter { isSame($0.practitioner, name) } } ?? []
        // An own practitioner with too few free places would leave the patient little choice.
        let pool = own.count >= rules.offer ? own : possible
        var chosen: [FreeSlot] = []
        var days: Set<Day> = []
        var wantsMorning = true
        while chosen.count < rules.offer {
            let left = pool.filter { slot in
                !chosen.contains { $0.key == slot.key || ($0.day == slot.day && $0.start == slot.start) }
            }
            let fresh = left.filter { !days.contains($0.day) }
            guard let next = (fresh.isEmpty ? left : fresh).first else { break }
            let sameDay = left.filter { $0.day == next.day }
            let pick = sameDay.first { ($0.start < 720) == wantsMorning } ?? next
            chosen.append(pick)
            days.insert(pick.day)
            wantsMorning.toggle()
        }
        return chosen.sorted { ($0.day, $0.start) < ($1.day, $1.start) }
    }

    private static func minutes(_ day: Day, _ minute: Int) -> Int { Int(day.number) * 1440 + minute }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.lowercased().filter(\.isLetter) == right.lowercased().filter(\.isLetter)
    }
}
