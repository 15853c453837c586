/// Which free slots are offered in one call.
package enum SlotChoice {
    /// Up to `rules.offer` slots that suit the recall, none sooner than `rules.earliestHours` after `now`: spread over days,
    /// mornings and afternoons in turn, the patient's own practitioner before others.
    package static func choose(
        from free: [Slot], for recall: RecallType = .sightTest, rules: SlotRules, now: LocalTime,
        practitioner: String?
    ) -> [Slot] {
        let earliest = minutes(now.day, now.second / 60) + rules.earliestHours * 60
        // A shorter place is what is left between two appointments, and no test fits into it.
        let usual = UsualLengths(free)
        // A diary has thousands of places, and a handful of types and names.
        let types = Set(free.map(\.type)).filter { PlacePurpose(type: $0).suits(recall) }
        let possible = free.filter { slot in
            minutes(slot.day, slot.start) >= earliest && types.contains(slot.type)
                && (slot.length ?? .max) >= (usual.of(slot.practitioner) ?? 0)
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
}
