/// A place of the diary with what stands against offering it.
package struct DiaryPlace: Equatable, Sendable {
    package var slot: Slot
    /// When the diary was first seen that shows it.
    package var diarySeenAt: Instant
    /// Until when another call holds it; nil where none does.
    package var reservedUntil: Instant?
    /// Whether it was booked through us, which the diary may not show yet.
    package var isBooked: Bool

    package init(slot: Slot, diarySeenAt: Instant, reservedUntil: Instant? = nil, isBooked: Bool = false) {
        self.slot = slot
        self.diarySeenAt = diarySeenAt
        self.reservedUntil = reservedUntil
        self.isBooked = isBooked
    }
}

/// Which places of the diary one call offers.
package struct SlotOffer: Sendable {
    package var rules: SlotRules
    package var now: Instant
    /// `now` by the practice's clock.
    package var localTime: LocalTime
    /// Days after which a diary is too old to offer from.
    package var staleAfterDays: Int

    package init(rules: SlotRules, now: Instant, localTime: LocalTime, staleAfterDays: Int) {
        self.rules = rules
        self.now = now
        self.localTime = localTime
        self.staleAfterDays = staleAfterDays
    }

    /// How many days ahead places are offered.
    package static let daysAhead = 60
    /// The most free places that are looked at for one call, the earliest first.
    package static let mostPlaces = 2000

    /// The days from which places are offered.
    package var days: ClosedRange<Day> { localTime.day...localTime.day.adding(days: Self.daysAhead) }

    /// Until when the places of an offer are kept for the call.
    package var reservedUntil: Instant { now.adding(minutes: rules.holdMinutes) }

    /// Whether a place may be offered: the diary shows it free and is not too old, no other call holds it, and nobody has
    /// booked it through us.
    package func isFree(_ place: DiaryPlace) -> Bool {
        place.slot.status == .free && days.contains(place.slot.day)
            && place.diarySeenAt >= now.adding(hours: -24 * staleAfterDays)
            && place.reservedUntil.map { $0 <= now } ?? true && !place.isBooked
    }

    /// The places that the call offers, under their letters.
    ///
    /// - Parameters:
    ///   - places: The places of the diary.
    ///   - recall: What the patient is called about.
    ///   - practitioner: The patient's own practitioner, as the record names them.
    /// - Returns: At most as many as the rules say, the earliest first; none where none is free.
    package func choose(from places: [DiaryPlace], for recall: RecallType, practitioner: String?) -> [OfferedSlot] {
        let free = places.filter(isFree).prefix(Self.mostPlaces).map(\.slot)
        let chosen = SlotChoice.choose(
            from: free, for: recall, rules: rules, now: localTime, practitioner: practitioner)
        return chosen.enumerated().compactMap { index, slot in
            OfferedSlot.letter(index).map {
                OfferedSlot(
                    letter: $0, key: slot.key, day: slot.day, minute: slot.start,
                    practitioner: rules.practitioners.name(slot.practitioner))
            }
        }
    }
}

extension BookingStatus {
    /// Those of a booking that has its place.
    package static let holdingPlace: [BookingStatus] = [.requested, .confirmed]
}
