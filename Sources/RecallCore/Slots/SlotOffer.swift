/// A row of the diary with what stands against offering it as a place.
package struct DiaryPlace: Equatable, Sendable {
    package var slot: Slot
    /// When the diary was first seen that shows it.
    package var diarySeenAt: Instant
    /// Until when another call holds it; nil where none does.
    package var reservedUntil: Instant?
    /// Whether it was booked through us, which the diary may not show yet.
    package var isBooked: Bool
    /// Whether another row of the diary has the same number and is not free, or stands at another time.
    package var isNumberTaken: Bool

    package init(
        slot: Slot, diarySeenAt: Instant, reservedUntil: Instant? = nil, isBooked: Bool = false,
        isNumberTaken: Bool = false
    ) {
        self.slot = slot
        self.diarySeenAt = diarySeenAt
        self.reservedUntil = reservedUntil
        self.isBooked = isBooked
        self.isNumberTaken = isNumberTaken
    }
}

/// The diary as a call to one patient may offer from it.
package struct DiaryView: Equatable, Sendable {
    /// The rows of the offer's days, free or not, the earliest first.
    package var places: [DiaryPlace]
    /// What was booked through us for these days and has not ended.
    package var bookings: [Appointment]
    /// The patient's own practitioner, as the record names them.
    package var practitioner: String?
    /// The patient's own branch, as the record names it.
    package var branch: String?

    package init(
        places: [DiaryPlace], bookings: [Appointment] = [], practitioner: String? = nil, branch: String? = nil
    ) {
        self.places = places
        self.bookings = bookings
        self.practitioner = practitioner
        self.branch = branch
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
    /// The most free places that are chosen from for one call, the earliest first.
    package static let mostPlaces = 2000
    /// The most rows of the diary that are looked at for one call, the earliest first.
    package static let mostRows = 20_000
    /// A longer row is no place for one patient, in minutes.
    package static let longestPlace = 240

    /// The days from which places are offered.
    package var days: ClosedRange<Day> { localTime.day...localTime.day.adding(days: Self.daysAhead) }

    /// Until when the places of an offer are kept for the call.
    package var reservedUntil: Instant { now.adding(minutes: rules.holdMinutes) }

    /// Whether a row by itself may be offered: the diary shows it free under a number of its own and is not too old, no other
    /// call holds it, and nobody has booked it through us.
    package func isFree(_ place: DiaryPlace) -> Bool {
        place.slot.status == .free && days.contains(place.slot.day)
            && place.diarySeenAt >= now.adding(hours: -24 * staleAfterDays)
            && !place.isNumberTaken && !isPromised(place)
    }

    /// Whether it is free in the diary, and another call has booked it or may still do so.
    private func isPromised(_ place: DiaryPlace) -> Bool {
        place.slot.status == .free && (place.isBooked || place.reservedUntil.map { $0 > now } ?? false)
    }

    /// The places that the call offers, under their letters: those of which the whole is free, at a time when the practice
    /// is open, of a length that one patient needs, at the patient's own branch.
    ///
    /// - Parameters:
    ///   - diary: What the diary and the calls so far show.
    ///   - recall: What the patient is called about.
    ///   - hours: When the practice is open.
    /// - Returns: At most as many as the rules say, the earliest first; none where none is free.
    package func choose(from diary: DiaryView, for recall: RecallType, hours: OpeningHours) -> [OfferedSlot] {
        let places = Self.wholeDays(diary.places)
        let slots = places.lazy.map(\.slot)
        let usual = UsualLengths(
            slots.filter { [.free, .booked].contains($0.status) && ($0.length ?? 0) <= Self.longestPlace })
        var busy = BusyTimes(rules: rules, usual: usual)
        for place in places where Self.takesTime(place.slot) || isPromised(place) { busy.note(place.slot) }
        for booking in diary.bookings { busy.note(Slot(booking)) }
        let opening = Set(slots.map(\.day)).reduce(into: [Day: DayHours]()) { $0[$1] = hours.visitingHours(on: $1) }
        let branches = BranchChoice(places, own: diary.branch, names: rules.branches)
        var free: [Slot] = []
        for place in places where isFree(place) && free.count < Self.mostPlaces {
            let slot = place.slot
            guard opening[slot.day]?.hold(slot) ?? false, Self.isForOne(slot, usual: usual), branches.suit(slot),
                !busy.overlap(slot)
            else { continue }
            free.append(slot)
        }
        let chosen = SlotChoice.choose(
            from: free, for: recall, rules: rules, now: localTime, practitioner: diary.practitioner)
        return chosen.enumerated().compactMap { index, slot in
            OfferedSlot.letter(index).map {
                OfferedSlot(
                    letter: $0, key: slot.key, day: slot.day, minute: slot.start,
                    practitioner: rules.practitioners.name(slot.practitioner))
            }
        }
    }

    /// The rows without those of a day that they break off in: what takes its places may be missing.
    private static func wholeDays(_ places: [DiaryPlace]) -> [DiaryPlace] {
        guard places.count >= mostRows, let last = places.last?.slot.day else { return places }
        return places.filter { $0.slot.day != last }
    }

    /// Whether a row takes the time of its practitioner and its room.
    private static func takesTime(_ slot: Slot) -> Bool {
        switch slot.status {
        case .booked, .blocked: true
        case .free, .cancelled, .notAttended: false
        }
    }

    /// Whether a place is one patient's, and not a day or a morning that is free as a whole.
    private static func isForOne(_ slot: Slot, usual: UsualLengths) -> Bool {
        guard let length = slot.length else { return true }
        return length <= longestPlace && length <= usual.of(slot.practitioner).map { $0 * 3 } ?? longestPlace
    }
}

/// Whether places are at the branch of a patient.
private struct BranchChoice {
    private let names: BranchNames
    /// What the patient's branch is compared by; empty where the record tells none.
    private let own: String
    /// Whether the diary is that of more than one branch.
    private let hasSeveral: Bool

    init(_ places: [DiaryPlace], own: String?, names: BranchNames) {
        self.names = names
        self.own = own.map(names.key) ?? ""
        hasSeveral =
            Set(places.map(\.slot.branch)).reduce(into: Set<String>()) { $0.insert(names.key(of: $1)) }
            .subtracting([""]).count > 1
    }

    /// A place that tells no branch is the practice's. Of several branches none is offered to a patient of whom no branch is
    /// known: the words of an offer do not name it.
    func suit(_ slot: Slot) -> Bool {
        let branch = names.key(of: slot.branch)
        if branch.isEmpty { return true }
        return own.isEmpty ? !hasSeveral : branch == own
    }
}

extension DayHours {
    /// Whether a place begins and ends within one stretch of the hours.
    fileprivate func hold(_ slot: Slot) -> Bool {
        windows.contains { $0.opens <= slot.start && slot.start < $0.closes && (slot.end ?? slot.start) <= $0.closes }
    }
}

extension Slot {
    /// The place that an appointment takes.
    fileprivate init(_ appointment: Appointment) {
        self.init(
            key: appointment.slotID, day: appointment.day, start: appointment.start, end: appointment.end,
            practitioner: appointment.practitioner, room: appointment.room, status: .booked)
    }
}

extension BookingStatus {
    /// Those of a booking that has its place.
    package static let holdingPlace: [BookingStatus] = [.requested, .confirmed]
}
