/// When a practice's patients may be rung up: its hours, its closed days and the bank holidays of its nation.
package struct OpeningHours: Equatable, Sendable {
    private let rules: PracticeRules
    private let zone: Zone
    private let holidays: BankHolidays
    private let maxCallMinutes: Int
    private let narrowedBy: [Weekday: Hours?]?

    /// The hours of a practice. A call may last `maxCallMinutes` and has to end before closing time. `narrowedBy` are the
    /// hours of a settings export, which only take away: a weekday that is missing stays as it is, a nil one is closed.
    package init(
        rules: PracticeRules, zone: Zone, holidays: BankHolidays, maxCallMinutes: Int,
        narrowedBy: [Weekday: Hours?]? = nil
    ) {
        self.rules = rules
        self.zone = zone
        self.holidays = holidays
        self.maxCallMinutes = maxCallMinutes
        self.narrowedBy = narrowedBy
    }

    /// The hours of a date by the clock on the wall; nil where the practice is closed.
    package func hours(on day: Day) -> Hours? {
        guard !rules.closed.contains(day) else { return nil }
        let isHoliday = holidays.contains(day, in: rules.nation)
        guard let hours = isHoliday ? rules.calling.bankHolidays : usualHours(day.weekday) else { return nil }
        guard let narrower = narrowedBy?[day.weekday] else { return hours }
        return narrower.flatMap { hours.intersection($0) }
    }

    /// The hours of a date in which a patient can be seen; nil where the practice is closed.
    ///
    /// A settings export tells when the practice is open. Where it does not speak of the weekday, the hours of calls are all
    /// that is known.
    package func visitingHours(on day: Day) -> Hours? {
        guard !rules.closed.contains(day), !holidays.contains(day, in: rules.nation) else { return hours(on: day) }
        guard let opening = narrowedBy?[day.weekday] else { return hours(on: day) }
        return opening
    }

    private func usualHours(_ weekday: Weekday) -> Hours? {
        switch weekday {
        case .saturday: rules.calling.saturday
        case .sunday: rules.calling.sunday
        default: rules.calling.weekdays
        }
    }

    /// The moments of a date at which a call may start, both ends included; nil where there is none.
    package func starts(on day: Day) -> ClosedRange<Instant>? {
        guard let hours = hours(on: day) else { return nil }
        let first = instant(day, minute: hours.opens)
        let last = closing(day, minute: hours.closes).adding(minutes: -maxCallMinutes)
        return first <= last ? first...last : nil
    }

    /// The gate that holds every call at a moment, until the next start; nil while calls may start.
    package func gate(at instant: Instant) -> ShutGate? {
        let day = zone.day(of: instant)
        if let starts = starts(on: day), starts.contains(instant) { return nil }
        let cause: GateCause =
            if rules.closed.contains(day) {
                .practiceClosed
            } else if rules.calling.bankHolidays == nil, holidays.contains(day, in: rules.nation) {
                .bankHoliday
            } else {
                .outsideHours
            }
        return ShutGate(cause, until: nextStart(from: instant))
    }

    /// The first moment from `instant` on at which a call may start: the moment itself while the practice is open, nil
    /// where there is none within 400 days.
    package func nextStart(from instant: Instant) -> Instant? {
        let today = zone.day(of: instant)
        for ahead in 0...400 {
            guard let starts = starts(on: today.adding(days: ahead)) else { continue }
            if starts.lowerBound >= instant { return starts.lowerBound }
            if starts.upperBound >= instant { return instant }
        }
        return nil
    }

    private func instant(_ day: Day, minute: Int) -> Instant {
        minute < 1440
            ? zone.instant(LocalTime(day: day, second: minute * 60)) : zone.start(of: day.adding(days: 1))
    }

    /// The moment of closing. Where the clocks jump over it, the moment of the jump: after it the wall shows a later time.
    private func closing(_ day: Day, minute: Int) -> Instant {
        let moment = instant(day, minute: minute)
        let gap = zone.offset(at: moment) - zone.offset(at: moment.adding(hours: -24))
        let shown = zone.local(moment)
        guard minute < 1440, gap > 0, shown.second != minute * 60 else { return moment }
        // The moment is moved on by the gap, so the jump lies less than a gap before it.
        return (1...gap / 60).lazy.map { moment.adding(minutes: -$0) }
            .first { zone.local($0).second < minute * 60 }?.adding(minutes: 1) ?? moment
    }
}
