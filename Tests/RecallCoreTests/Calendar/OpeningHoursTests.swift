import RecallCore
import RecallTestSupport
import Testing

@Suite struct OpeningHoursTests {
    /// The rules once more, slowly: the clock on the wall is read at the start and at the end of the call.
    private func slow(_ rules: PracticeRules, _ holidays: Set<Day>, minutes: Int, at moment: Instant) -> GateCode? {
        let local = Zone.london.local(moment)
        let isHoliday = holidays.contains(local.day)
        if rules.closed.contains(local.day) { return .practiceClosed }
        if isHoliday, rules.calling.bankHolidays.isClosed { return .bankHoliday }
        let weekend: [Weekday: DayHours] = [.saturday: rules.calling.saturday, .sunday: rules.calling.sunday]
        let usual = weekend[local.day.weekday] ?? rules.calling.weekdays
        guard let hours = (isHoliday ? rules.calling.bankHolidays : usual).windows.first else { return .outsideHours }
        let end = Zone.london.local(moment.adding(minutes: minutes))
        let endMinute = end.day > local.day ? 86_400 + end.second : end.second
        return local.second >= hours.opens * 60 && endMinute <= hours.closes * 60 ? nil : .outsideHours
    }

    @Test func `every minute of the days of changing clocks and of Christmas week agrees with the slow rule`() throws {
        let holidays = try Samples.holidays()
        for nation in Nation.allCases {
            let listed = Set((2026...2028).flatMap { holidays.all(year: $0, in: nation) }.map(\.day))
            for window in ["00:00-24:00", "10:00-16:00", "03:00-24:00"] {
                // The first window also covers Christmas of 2027, whose two holidays fall on the weekend.
                let christmas = window == "00:00-24:00" ? ("2027-12-24", 6) : ("2026-12-24", 6)
                let spans = [("2027-03-28", 1), ("2027-10-31", 1), christmas]
                var rules = try Samples.practice()
                rules.nation = nation
                rules.calling.sunday = try Samples.hours(window)
                if window == "10:00-16:00" { rules.calling.bankHolidays = rules.calling.sunday }
                if window == "03:00-24:00" { rules.closed = [try Samples.day("2026-12-24")] }
                let hours = OpeningHours(rules: rules, zone: .london, holidays: holidays, maxCallMinutes: 6)
                for (first, count) in spans {
                    let start = Int(try Samples.day(first).number) * 86_400
                    var later: Instant?
                    for minute in (0..<count * 1440).reversed() {
                        let moment = Instant(seconds: start + minute * 60)
                        let wanted = slow(rules, listed, minutes: 6, at: moment)
                        let gate = hours.gate(at: moment)
                        if gate?.code != wanted {
                            Issue.record("\(nation) \(window) \(moment): \(String(describing: gate))")
                        }
                        if wanted == nil { later = moment }
                        if let gate, let later, gate.until != later {
                            Issue.record("\(nation) \(window) \(moment): next is not \(later)")
                        }
                    }
                }
            }
        }
    }

    @Test func `the next start is open, and nothing before it is`() throws {
        let seed: UInt64 = 4242
        var random = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let nation = try #require(Nation.allCases.randomElement(using: &random))
            let opens = Int.random(in: 0..<1440, using: &random)
            let hours = Hours(opens: opens, closes: Int.random(in: opens + 1...1440, using: &random))
            let isOpenSunday = Bool.random(using: &random)
            let opening = try Samples.openingHours(
                {
                    $0.nation = nation
                    $0.calling.weekdays = DayHours(hours)
                    $0.calling.sunday = isOpenSunday ? DayHours(hours) : .closed
                }, maxCallMinutes: Int.random(in: 1...30, using: &random))
            let from = Instant(seconds: Int.random(in: 1_795_000_000..<2_080_000_000, using: &random))
            guard let next = opening.nextStart(from: from) else {
                Issue.record("Saturdays are open: seed \(seed)")
                continue
            }
            #expect(opening.gate(at: next) == nil, "seed \(seed), \(from)")
            let span = next.seconds(since: from)
            for _ in 0..<20 where span > 0 {
                let sample = from.adding(seconds: Int.random(in: 0..<span, using: &random))
                #expect(opening.gate(at: sample)?.until == next, "seed \(seed), \(sample)")
            }
        }
    }

    @Test func `a window shorter than a call never opens, one just as long opens once`() throws {
        let short = try Samples.openingHours({ $0.calling.weekdays = DayHours(Hours(opens: 600, closes: 605)) })
        let monday = try Samples.instant("2026-11-23T10:00:00Z")
        #expect(short.gate(at: monday)?.code == .outsideHours)
        #expect(short.nextStart(from: monday)?.description == "2026-11-28T10:00:00Z")
        let exact = try Samples.openingHours({ $0.calling.weekdays = DayHours(Hours(opens: 600, closes: 606)) })
        #expect(exact.gate(at: monday) == nil)
        #expect(exact.gate(at: monday.adding(seconds: 1)) != nil)
        let never = try Samples.openingHours({
            $0.calling.weekdays = .closed
            $0.calling.saturday = .closed
        })
        #expect(never.nextStart(from: monday) == nil)
        #expect(never.gate(at: monday) == ShutGate(.outsideHours))
    }

    @Test func `a settings export takes hours away and never gives any`() throws {
        let opening = try Samples.openingHours(narrowedBy: [
            .monday: DayHours(Hours(opens: 480, closes: 720)), .tuesday: .closed,
            .sunday: DayHours(Hours(opens: 600, closes: 900)),
        ])
        #expect(opening.hours(on: try Samples.day("2026-11-23")) == DayHours(Hours(opens: 540, closes: 720)))
        #expect(opening.hours(on: try Samples.day("2026-11-24")).isClosed)
        #expect(opening.hours(on: try Samples.day("2026-11-25")) == .usualWeekday)
        #expect(opening.hours(on: try Samples.day("2026-11-29")).isClosed)
        #expect(opening.gate(at: try Samples.instant("2026-11-24T10:00:00Z"))?.code == .outsideHours)
    }
}
