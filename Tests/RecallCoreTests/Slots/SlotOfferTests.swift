import RecallCore
import Testing

/// Which places of the diary one call may offer.
@Suite struct SlotOfferTests {
    private static let now = PlanFixture.now
    private static let today = Day(iso: "2026-11-24") ?? Day(number: 0)

    private static func offer(_ change: (inout SlotRules) -> Void = { _ in }) -> SlotOffer {
        var rules = SlotRules()
        change(&rules)
        return SlotOffer(
            rules: rules, now: now, localTime: LocalTime(day: today, second: 37_800), staleAfterDays: 14)
    }

    private static let hours = PlanFixture.context().hours

    private static func place(
        _ status: Slot.Status = .free, days: Int = 3, start: Int = 630, seenHoursAgo: Int = 1,
        reservedMinutes: Int? = nil, isBooked: Bool = false,
        isNumberTaken: Bool = false, key: String = "S"
    ) -> DiaryPlace {
        DiaryPlace(
            slot: Slot(
                key: key, day: today.adding(days: days), start: start, end: start + 30, practitioner: "Dr Shah",
                status: status),
            diarySeenAt: now.adding(hours: -seenHoursAgo),
            reservedUntil: reservedMinutes.map { now.adding(minutes: $0) }, isBooked: isBooked,
            isNumberTaken: isNumberTaken)
    }

    private static let cases: [(String, DiaryPlace, Bool)] = [
        ("free", place(), true),
        ("blocked", place(.blocked), false),
        ("booked", place(.booked), false),
        ("cancelled", place(.cancelled), false),
        ("not attended", place(.notAttended), false),
        ("under a number that a row has which is not free", place(isNumberTaken: true), false),
        ("today", place(days: 0), true),
        ("yesterday", place(days: -1), false),
        ("on the sixtieth day", place(days: 60), true),
        ("on the sixty-first day", place(days: 61), false),
        ("of a diary of fourteen days ago", place(seenHoursAgo: 14 * 24), true),
        ("of a diary of fourteen days and an hour ago", place(seenHoursAgo: 14 * 24 + 1), false),
        ("held by another call", place(reservedMinutes: 1), false),
        ("held until now", place(reservedMinutes: 0), true),
        ("held until a minute ago", place(reservedMinutes: -1), true),
        ("booked through us", place(isBooked: true), false),
    ]

    @Test(arguments: cases.indices) func `a place is offered while nothing stands against it`(_ index: Int) {
        let (words, place, expected) = Self.cases[index]
        #expect(Self.offer().isFree(place) == expected, "\(words)")
        let chosen = Self.offer { $0.earliestHours = 0 }.choose(
            from: DiaryView(places: [place]), for: .sightTest, hours: Self.hours)
        #expect(!chosen.isEmpty == expected, "\(words)")
    }

    @Test func `what is offered stands under letters, in order, with the practitioner's full name`() {
        let offer = Self.offer {
            $0.practitioners = PractitionerList([Practitioner(name: "Dr Amina Shah", code: "Dr Shah")])
        }
        let places =
            [2, 3, 4, 6].map { Self.place(days: $0, key: "S\($0)") }
            + [Self.place(.booked, days: 2, start: 700, key: "T")]
        let offered = offer.choose(from: DiaryView(places: places), for: .sightTest, hours: Self.hours)
        #expect(offered.map(\.letter) == ["a", "b", "c"])
        #expect(offered.map(\.key) == ["S2", "S3", "S4"])
        #expect(offered.map(\.practitioner) == ["Dr Amina Shah", "Dr Amina Shah", "Dr Amina Shah"])
        #expect(offered.map(\.day) == [2, 3, 4].map { Self.today.adding(days: $0) })
    }

    @Test func `no more places are looked at than the limit says`() {
        let many = (0..<SlotOffer.mostPlaces).map { Self.place(days: 2, start: $0 % 1000, key: "S\($0)") }
        let beyond = Self.place(days: 3, key: "beyond")
        var offer = Self.offer()
        offer.rules.offer = 26
        let hours = PlanFixture.context { $0.calling.weekdays = DayHours(Hours(opens: 0, closes: 1440)) }.hours
        func offered(_ places: [DiaryPlace]) -> [String] {
            offer.choose(from: DiaryView(places: places), for: .sightTest, hours: hours).map(\.key)
        }
        #expect(!offered(many + [beyond]).contains("beyond"))
        #expect(offered(Array(many.dropLast()) + [beyond]).contains("beyond"))
    }

    @Test func `the offered places are kept for as long as the rules say`() {
        #expect(Self.offer { $0.holdMinutes = 45 }.reservedUntil == Self.now.adding(minutes: 45))
    }
}
