import RecallCore
import Testing

/// Which rows of a diary are places of which the whole is free, while the practice is open.
@Suite struct FreePlaceTests {
    private static let now = PlanFixture.now
    /// A Tuesday.
    private static let today = Day(iso: "2026-11-24") ?? Day(number: 0)
    /// The next Tuesday.
    private static let day = today.adding(days: 7)

    private static func row(
        _ key: String, _ start: String, _ end: String?, _ status: Slot.Status = .free, day: Day = day,
        who: String = "Dr A Shah", room: String = "Room 1", branch: String = ""
    ) -> Slot {
        func minutes(_ text: String) -> Int {
            let parts = text.split(separator: ":").compactMap { Int($0) }
            return parts[0] * 60 + parts[1]
        }
        return Slot(
            key: key, day: day, start: minutes(start), end: end.map(minutes), practitioner: who, room: room,
            status: status, branch: branch)
    }

    private static let plain = row("S1", "10:00", "10:25")

    private static func offered(
        _ slots: [Slot], bookings: [Appointment] = [], branch: String? = nil, branches: [String: String] = [:],
        openings: [ImportedOpening] = [], change: @escaping (inout PracticeRules) -> Void = { _ in }
    ) -> [String] {
        let context = PlanFixture.context(change: change)
        var rules = context.rules.slots
        rules.offer = 26
        rules.branches = BranchNames(branches)
        rules.practitioners = PractitionerList([Practitioner(name: "Dr A Shah", code: "AS")])
        let hours = OpeningHours(
            rules: context.rules, zone: .london, holidays: BankHolidays(), maxCallMinutes: 6,
            narrowedBy: ExportedHours.byWeekday(openings))
        let offer = SlotOffer(
            rules: rules, now: now, localTime: LocalTime(day: today, second: 37_800), staleAfterDays: 14)
        let places = slots.map { slot in
            DiaryPlace(
                slot: slot, diarySeenAt: now.adding(hours: -1),
                isNumberTaken: slots.contains {
                    $0.key == slot.key && ($0.status != .free || $0.day != slot.day || $0.start != slot.start)
                })
        }
        let diary = DiaryView(
            places: places.sorted { ($0.slot.day, $0.slot.start) < ($1.slot.day, $1.slot.start) }, bookings: bookings,
            branch: branch)
        return offer.choose(from: diary, for: .sightTest, hours: hours).map(\.key)
    }

    // MARK: Overlap

    private static let overlaps: [(String, Slot, Bool)] = [
        ("booked around it", row("X", "09:45", "10:45", .booked), false),
        ("blocked, and it reaches into it", row("X", "10:20", "11:00", .blocked), false),
        ("booked, and it ends where it begins", row("X", "09:30", "10:00", .booked), true),
        ("booked, and it begins where it ends", row("X", "10:25", "11:00", .booked), true),
        ("cancelled", row("X", "09:45", "10:45", .cancelled), true),
        ("not attended", row("X", "09:45", "10:45", .notAttended), true),
        ("another free place", row("X", "10:00", "10:50"), true),
        ("of the same practitioner in another room", row("X", "10:00", "10:25", .booked, room: "Room 2"), false),
        ("of the same practitioner by the code", row("X", "10:00", "10:25", .booked, who: "AS", room: "2"), false),
        ("of another in the same room", row("X", "10:00", "10:25", .booked, who: "Ms B Grant"), false),
        ("of another in another room", row("X", "10:00", "10:25", .booked, who: "Ms B Grant", room: "2"), true),
        ("of another, and no room is told", row("X", "10:00", "10:25", .booked, who: "Ms B Grant", room: ""), true),
        ("of nobody in the same room", row("X", "10:00", "10:25", .blocked, who: ""), false),
        ("of nobody in another room", row("X", "10:00", "10:25", .blocked, who: "", room: "2"), true),
        ("of nobody in no room", row("X", "10:00", "10:25", .blocked, who: "", room: ""), false),
        ("without an end, and a usual place reaches into it", row("X", "09:45", nil, .booked), false),
        ("without an end, and none does", row("X", "09:35", nil, .booked), true),
        ("on another day", row("X", "10:00", "10:25", .booked, day: day.adding(days: 1)), true),
        ("under the same number", row("S1", "16:00", "16:25", .booked), false),
        ("under the same number, cancelled", row("S1", "10:00", "10:25", .cancelled), false),
        ("free under the same number at another time", row("S1", "16:00", "16:25"), false),
        ("all day", row("X", "00:00", "23:59", .blocked), false),
    ]

    @Test(arguments: overlaps.indices) func `a place is offered where the whole of it is free`(_ index: Int) {
        let (words, row, expected) = Self.overlaps[index]
        #expect(Self.offered([Self.plain, row]).contains("S1") == expected, "\(words)")
    }

    @Test func `rooms of two branches that have one name are two rooms, and a practitioner is one`() {
        let place = Self.row("S1", "10:00", "10:25", branch: "Leeds")
        for (who, branch, expected) in [
            ("Ms B Grant", "York", true), ("Ms B Grant", "leeds", false), ("Dr A Shah", "York", false),
        ] {
            let busy = Self.row("X", "10:00", "10:25", .booked, who: who, branch: branch)
            #expect(Self.offered([place, busy], branch: "Leeds").contains("S1") == expected, "\(who), \(branch)")
        }
    }

    @Test func `what was booked through us takes its time though the diary does not show it yet`() {
        let booked = Appointment(Self.row("gone", "10:10", "10:40", .booked))
        #expect(Self.offered([Self.plain], bookings: [booked]).isEmpty)
        #expect(Self.offered([Self.row("S2", "11:00", "11:25")], bookings: [booked]) == ["S2"])
    }

    // MARK: Length

    @Test func `a row that is longer than four hours or three usual places is no place for one patient`() {
        let usual = [Self.row("U1", "14:00", "14:25", .booked), Self.row("U2", "14:30", "14:55", .booked)]
        for (end, expected) in [("10:25", true), ("11:15", true), ("11:16", false), ("13:00", false)] {
            #expect(Self.offered(usual + [Self.row("S1", "10:00", end)]).contains("S1") == expected, "until \(end)")
        }
        #expect(Self.offered([Self.row("S1", "10:00", "14:00")]) == ["S1"], "nothing usual is known")
        #expect(Self.offered([Self.row("S1", "10:00", "14:01")]).isEmpty)
    }

    // MARK: Opening

    private static let days: [(String, Day, String, String?, Bool)] = [
        ("in hours", day, "09:00", "09:25", true),
        ("before they begin", day, "08:59", "09:24", false),
        ("in the evening", day, "22:30", "22:55", false),
        ("at night", day, "05:00", "05:25", false),
        ("up to the end", day, "18:35", "19:00", true),
        ("beyond the end", day, "18:40", "19:05", false),
        ("beginning at the end", day, "19:00", nil, false),
        ("on a day that the practice's file closes", day.adding(days: 1), "10:00", "10:25", false),
        ("on Christmas Day", Day(iso: "2026-12-25") ?? day, "10:00", "10:25", false),
        ("on a Saturday", day.adding(days: 4), "10:00", "10:25", true),
        ("on a Saturday afternoon", day.adding(days: 4), "16:00", "16:25", false),
        ("on a Sunday", day.adding(days: 5), "10:00", "10:25", false),
    ]

    @Test(arguments: days.indices) func `a place is offered while the practice is open`(_ index: Int) {
        let (words, day, start, end, expected) = Self.days[index]
        let offered = Self.offered([Self.row("S1", start, end, day: day)]) {
            $0.closed = [Self.day.adding(days: 1)]
        }
        #expect(!offered.isEmpty == expected, "\(words)")
    }

    @Test func `opening hours of a settings export stand before the hours of calls`() {
        let openings = [
            ImportedOpening(weekday: .tuesday, opens: 480, closes: 1320, practitioner: "", code: ""),
            ImportedOpening(weekday: .wednesday, opens: 0, closes: 0, practitioner: "", code: ""),
        ]
        for (day, start, end, expected) in [
            (Self.day, "08:00", "08:25", true), (Self.day, "21:00", "21:25", true),
            (Self.day, "22:00", "22:25", false), (Self.day.adding(days: 1), "10:00", "10:25", false),
            (Self.day.adding(days: 2), "10:00", "10:25", true), (Self.day.adding(days: 2), "08:00", "08:25", false),
        ] {
            let offered = Self.offered([Self.row("S1", start, end, day: day)], openings: openings)
            #expect(!offered.isEmpty == expected, "\(day) \(start)")
        }
    }

    @Test func `opening hours of a settings export do not open a bank holiday`() throws {
        let christmas = try #require(Day(iso: "2026-12-25"))
        let opening = ImportedOpening(weekday: .friday, opens: 540, closes: 1020, practitioner: "", code: "")
        let place = Self.row("S1", "10:00", "10:25", day: christmas)
        #expect(Self.offered([place], openings: [opening]).isEmpty)
        #expect(
            Self.offered([place], openings: [opening]) {
                $0.calling.bankHolidays = DayHours(Hours(opens: 540, closes: 720))
            } == ["S1"])
    }

    // MARK: Branches

    @Test func `a place is offered to the patients of its branch`() {
        let leeds = Self.row("L", "10:00", "10:25", room: "1", branch: "LDS")
        let york = Self.row("Y", "11:00", "11:25", room: "2", branch: "York")
        let nowhere = Self.row("N", "12:00", "12:25", room: "3")
        let cases: [(String, [Slot], String?, [String])] = [
            ("of the other branch", [leeds, york], "Leeds", ["L"]), ("of one", [leeds, york], "YORK ", ["Y"]),
            ("of a branch that is not in the diary", [leeds, york], "Hull", []),
            ("of no branch, and the diary has two", [leeds, york], nil, []),
            ("of no branch, and the diary has one", [leeds], nil, ["L"]),
            ("of a branch, and the place tells none", [nowhere], "Leeds", ["N"]),
            ("of no branch, and the place tells none", [nowhere], nil, ["N"]),
        ]
        for (words, slots, branch, expected) in cases {
            #expect(Self.offered(slots, branch: branch, branches: ["LDS": "Leeds"]) == expected, "\(words)")
        }
    }
}
