/// Which free slots are offered in one call.
package enum SlotChoice {
    /// Up to `rules.offer` slots that suit the recall, none sooner than `rules.earliestHours` after `now`: spread over days,
    /// mornings and afternoons in turn, the patient's own practitioner before others.
    package static func choose(
        from free: [Slot], for recall: RecallType = .sightTest, rules: SlotRules, now: LocalTime,
        practitioner: String?
    ) -> [Slot] {
        let earliest = minutes(now.day, now.second / 60) + rules.earliestHours * 60
        let usual = usualLengths(free)
        // A diary has thousands of places, and a handful of types and names.
        let types = Set(free.map(\.type)).filter { PlacePurpose(type: $0).suits(recall) }
        let possible = free.filter { slot in
            minutes(slot.day, slot.start) >= earliest && types.contains(slot.type)
                && (length(slot) ?? .max) >= (usual[slot.practitioner] ?? 0)
        }
        .sorted { ($0.day, $0.start, $0.practitioner, $0.key) < ($1.day, $1.start, $1.practitioner, $1.key) }
        let names = Set(possible.map(\.practitioner)).filter { name in
            practitioner.map { rules.practitioners.isSame(name, $0) } ?? false
        }
        let own = possible.filter { names.contains($0.practitioner) }
        // An own practitioner with too few free places would leave the patient little choice.
        let pool = own.count >= rules.offer ? own : possible
        var chosen: [Slot] = []
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

    /// The length in minutes that most of a practitioner's free places have; of two equally frequent ones the shorter.
    ///
    /// A shorter place is what is left between two appointments, and no test fits into it.
    private static func usualLengths(_ free: [Slot]) -> [String: Int] {
        var counts: [String: [Int: Int]] = [:]
        for slot in free {
            if let length = length(slot) { counts[slot.practitioner, default: [:]][length, default: 0] += 1 }
        }
        return counts.compactMapValues { lengths in lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
    }

    private static func length(_ slot: Slot) -> Int? {
        slot.end.map { $0 - slot.start }.flatMap { $0 > 0 ? $0 : nil }
    }
}
