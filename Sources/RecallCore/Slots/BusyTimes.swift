/// The times of a diary at which somebody or some room is taken.
struct BusyTimes {
    /// Who is taken, or which room, under the names by which they are compared.
    private struct Whereabouts {
        var practitioner: String
        var room: String
        var branch: String
    }

    private struct Time {
        var start: Int
        var end: Int
        var whereabouts: Whereabouts
    }

    private let rules: SlotRules
    private let usual: UsualLengths
    private var times: [Day: [Time]] = [:]
    private var practitioners: [String: String] = [:]

    /// No times yet; `usual` tells how long a place lasts whose end the diary does not give.
    init(rules: SlotRules, usual: UsualLengths) {
        self.rules = rules
        self.usual = usual
    }

    /// Notes that a place is taken.
    mutating func note(_ slot: Slot) {
        let time = Time(start: slot.start, end: end(of: slot), whereabouts: whereabouts(of: slot))
        times[slot.day, default: []].append(time)
    }

    /// Whether any part of a place is taken.
    mutating func overlap(_ slot: Slot) -> Bool {
        guard let taken = times[slot.day] else { return false }
        let end = end(of: slot)
        let place = whereabouts(of: slot)
        return taken.contains { $0.start < end && slot.start < $0.end && Self.mayBeSame($0.whereabouts, place) }
    }

    private func end(of slot: Slot) -> Int { slot.start + (slot.length ?? usual.of(slot.practitioner) ?? 1) }

    private mutating func whereabouts(of slot: Slot) -> Whereabouts {
        let practitioner = practitioners[slot.practitioner] ?? rules.practitioners.key(of: slot.practitioner)
        practitioners[slot.practitioner] = practitioner
        return Whereabouts(
            practitioner: practitioner, room: slot.room.lowercased(), branch: rules.branches.key(of: slot.branch))
    }

    /// Whether the two take the same person or the same room.
    ///
    /// A row that names neither, such as one that closes the practice for lunch, is everybody's. Rooms of two branches that
    /// have one name are two rooms.
    private static func mayBeSame(_ left: Whereabouts, _ right: Whereabouts) -> Bool {
        let isNamed = !left.practitioner.isEmpty && !right.practitioner.isEmpty
        if isNamed, left.practitioner == right.practitioner { return true }
        let isOtherBranch = !left.branch.isEmpty && !right.branch.isEmpty && left.branch != right.branch
        if isOtherBranch { return false }
        if !left.room.isEmpty, !right.room.isEmpty { return left.room == right.room }
        return !isNamed
    }
}
