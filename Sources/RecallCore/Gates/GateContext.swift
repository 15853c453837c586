/// What is the same for every patient of a practice at one moment.
package struct GateContext: Sendable {
    package var rules: PracticeRules
    package var hours: OpeningHours
    package var zone: Zone
    package var now: Instant
    package var isDryRun: Bool
    package var isPaused: Bool
    /// Whether a file of the inbox cannot be taken.
    package var isInboxStuck: Bool
    package var isProviderStopped: Bool
    /// Whether the clock of the machine is not believed.
    package var isClockUnsure = false
    package var callsToday: Int
    package var callsPerDay: Int
    package var spendToday: Double
    package var spendPerDay: Double
    /// The local date of `now`.
    package let today: Day
    /// Why no call may start at `now`, if so.
    let closed: ShutGate?
    /// When a call may start next: `now` while the practice is open.
    let nextStart: Instant?

    package init(
        rules: PracticeRules, hours: OpeningHours, zone: Zone, now: Instant, isDryRun: Bool = false,
        isPaused: Bool = false, isProviderStopped: Bool = false, callsToday: Int = 0, callsPerDay: Int = 100,
        spendToday: Double = 0, spendPerDay: Double = 25, isInboxStuck: Bool = false
    ) {
        self.rules = rules
        self.hours = hours
        self.zone = zone
        self.now = now
        self.isDryRun = isDryRun
        self.isPaused = isPaused
        self.isInboxStuck = isInboxStuck
        self.isProviderStopped = isProviderStopped
        self.callsToday = callsToday
        self.callsPerDay = callsPerDay
        self.spendToday = spendToday
        self.spendPerDay = spendPerDay
        today = zone.day(of: now)
        closed = hours.gate(at: now)
        nextStart = hours.nextStart(from: now)
    }

    /// From when on calls of a telephone count towards what may go to one.
    package var callsSince: (day: Day, moment: Instant) {
        let moment = now.adding(hours: -24 * rules.calling.withinDays)
        return (zone.day(of: moment), moment)
    }

    /// When a call may start next, not before `instant`.
    func opening(from instant: Instant) -> Instant? {
        instant <= now ? nextStart : hours.nextStart(from: instant)
    }

    /// How many days ahead a time is looked for that the patient wishes.
    private static let wishDays = 14

    /// Whether the patient wishes to be called at `now`.
    func isTime(for wishes: TimeWishes) -> Bool {
        let local = zone.local(now)
        return wishes.allow(local.day.weekday, minute: local.second / 60)
    }

    /// When a call may start next that the patient wishes, not before `instant`; nil where there is no such time within 14
    /// days.
    func opening(from instant: Instant, within wishes: TimeWishes) -> Instant? {
        let first = max(instant, now)
        let day = zone.day(of: first)
        for ahead in 0...Self.wishDays {
            let day = day.adding(days: ahead)
            let starts = hours.starts(on: day)
            // The earliest of the day: each stretch of hours with each that the patient wishes.
            var earliest: Instant?
            for stretch in starts.isEmpty ? [] : wishes.minutes(of: day.weekday) {
                let begins = zone.instant(LocalTime(day: day, second: stretch.lowerBound * 60))
                let ends =
                    stretch.upperBound < 1440
                    ? zone.instant(LocalTime(day: day, second: stretch.upperBound * 60))
                    : zone.start(of: day.adding(days: 1))
                for open in starts {
                    let start = max(first, begins, open.lowerBound)
                    if start < ends, start <= open.upperBound { earliest = min(earliest ?? start, start) }
                }
            }
            if let earliest { return earliest }
        }
        return nil
    }

    /// Whether wishes leave a time within the practice's hours; true where the practice has none itself.
    func leaves(_ wishes: TimeWishes) -> Bool {
        guard let next = nextStart, next <= now.adding(hours: Self.wishDays * 24) else { return true }
        return opening(from: now, within: wishes) != nil
    }

    /// The next opening on a date after that of `instant`.
    func openingOnAnotherDay(than instant: Instant) -> Instant? {
        hours.nextStart(from: zone.start(of: zone.day(of: instant).adding(days: 1)))
    }
}
