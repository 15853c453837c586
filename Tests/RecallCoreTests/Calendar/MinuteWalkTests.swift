import RecallCore
import RecallTestSupport
import Testing

/// Every minute of the days on which a mistake is likeliest, against a computation that shares nothing with the calendar:
/// the clock is moved by the instants of its changes, and the holidays are written out.
@Suite struct MinuteWalkTests {
    /// The hours of each kind of day in minutes from midnight; none is closed.
    struct Window: Sendable {
        var weekdays: [Range<Int>] = [540..<1140]
        var fridays: [Range<Int>]?
        var saturday: [Range<Int>] = [600..<960]
        var sunday: [Range<Int>] = []
        var holidays: [Range<Int>] = []
        var closed: Set<String> = []
        /// The longest that a call may last.
        var callMinutes = 6
    }

    private static let windows = [
        Window(),
        Window(saturday: [], sunday: [0..<1440], holidays: [600..<720], closed: ["2026-12-24", "2027-10-31"]),
        Window(weekdays: [0..<1440], saturday: [0..<1440], sunday: [30..<150], holidays: [0..<1440], callMinutes: 12),
        Window(weekdays: [1410..<1440], saturday: [60..<120], sunday: [60..<1440], callMinutes: 9),
        // Breaks: one beside the change of the clocks, one in which no call has room, hours that touch.
        Window(
            weekdays: [540..<780, 840..<1050], fridays: [0..<5, 600..<660, 660..<700],
            saturday: [540..<600, 605..<720],
            sunday: [20..<45, 50..<130, 140..<200], holidays: [600..<630, 640..<720]),
    ]

    /// Holidays of the walks below as they were published, the days that were moved and their substitutes.
    private static let christmas: [Nation: Set<String>] = {
        let all: Set = [
            "2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-12-25", "2027-12-26", "2027-12-27",
            "2027-12-28", "2028-01-01", "2028-01-03",
        ]
        return [
            .england: all, .wales: all, .northernIreland: all,
            // In Scotland the 2nd is a holiday too. In 2027 it was a Saturday, so that Monday the 4th stands for it.
            .scotland: all.union(["2027-01-02", "2027-01-04", "2028-01-02", "2028-01-04"]),
        ]
    }()

    /// The instants between which the clocks of the United Kingdom are an hour ahead.
    private static let summers = [
        "2026-03-29T01:00:00Z"..<"2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z"..<"2027-10-31T01:00:00Z",
    ]

    /// First and last instant of each walk.
    private static let walks = [
        ("2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z"), ("2027-03-28T00:00:00Z", "2027-03-28T22:59:00Z"),
        ("2027-10-30T23:00:00Z", "2027-11-01T00:00:00Z"), ("2026-12-24T00:00:00Z", "2027-01-05T00:00:00Z"),
        ("2027-12-24T00:00:00Z", "2028-01-05T00:00:00Z"),
    ]

    /// What the clock on the wall shows: days since 1970, and the minute of the day.
    private static func wall(_ second: Int, _ summers: [Range<Int>]) -> (day: Int, minute: Int) {
        var shown = second
        for summer in summers where summer.contains(second) { shown += 3600 }
        return (shown / 86_400, shown % 86_400 / 60)
    }

    private static func gate(
        _ window: Window, closed: Set<Int>, holidays: Set<Int>, at second: Int, _ summers: [Range<Int>]
    ) -> GateCode? {
        let start = wall(second, summers)
        if closed.contains(start.day) { return .practiceClosed }
        let isHoliday = holidays.contains(start.day)
        if isHoliday, window.holidays.isEmpty { return .bankHoliday }
        // 1 January 1970 was a Thursday; 0 is Monday.
        let weekday = (start.day + 3) % 7
        let ordinary = weekday == 4 ? window.fridays ?? window.weekdays : window.weekdays
        let usual = weekday == 5 ? window.saturday : weekday == 6 ? window.sunday : ordinary
        let hours = isHoliday ? window.holidays : usual
        // The call is lived through minute by minute: while it lasts the clock must show a minute of the window.
        for minute in 0..<window.callMinutes {
            let now = wall(second + minute * 60, summers)
            if now.day != start.day || !hours.contains(where: { $0.contains(now.minute) }) { return .outsideHours }
        }
        return nil
    }

    @Test(arguments: Nation.allCases, windows.indices)
    func `every minute of the clock-change days and of Christmas is open or shut as lived through`(
        nation: Nation, index: Int
    ) throws {
        let window = Self.windows[index]
        func hours(_ ranges: [Range<Int>]) -> DayHours {
            DayHours(ranges.compactMap { Hours(opens: $0.lowerBound, closes: $0.upperBound) })
        }
        let opening = try Samples.openingHours(
            {
                $0.nation = nation
                $0.calling.weekdays = hours(window.weekdays)
                $0.calling.saturday = hours(window.saturday)
                $0.calling.ownDays[.friday] = window.fridays.map(hours)
                $0.calling.sunday = hours(window.sunday)
                $0.calling.bankHolidays = hours(window.holidays)
                $0.closed = Set(window.closed.compactMap { Day(iso: $0) })
            }, maxCallMinutes: window.callMinutes)
        let summers = try Self.summers.map {
            try Samples.instant($0.lowerBound).seconds..<Samples.instant($0.upperBound).seconds
        }
        func days(_ dates: Set<String>) throws -> Set<Int> {
            Set(try dates.map { try Samples.instant("\($0)T00:00:00Z").seconds / 86_400 })
        }
        let holidays = try days(try #require(Self.christmas[nation]))
        let closed = try days(window.closed)
        for (from, to) in Self.walks {
            let first = try Samples.instant(from).seconds
            let last = try Samples.instant(to).seconds
            var nextOpen: Int?
            var openMinutes = 0
            for second in stride(from: last, through: first, by: -60) {
                let wanted = Self.gate(window, closed: closed, holidays: holidays, at: second, summers)
                let found = opening.gate(at: Instant(seconds: second))
                if found?.code != wanted {
                    Issue.record("\(nation) window \(index) \(Instant(seconds: second)): \(String(describing: found))")
                }
                if wanted == nil {
                    nextOpen = second
                    openMinutes += 1
                } else if let nextOpen, found?.until?.seconds != nextOpen {
                    Issue.record("\(nation) window \(index) \(Instant(seconds: second)): not until \(nextOpen)")
                }
            }
            #expect(openMinutes < (last - first) / 60, "a walk that is always open tells nothing")
        }
    }
}
