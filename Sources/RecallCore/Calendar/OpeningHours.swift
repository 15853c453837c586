/// When a practice's patients may be rung up: its hours, its closed days and the bank holidays of its nation.
package struct OpeningHours: Equatable, Sendable {
    private let rules: PracticeRules
    private let zone: Zone
    private let holidays: BankHolidays
    private let maxCallMinutes: Int
    private let narrowedBy: [Weekday: DayHours]?

    /// The hours of a practice. A call may last `maxCallMinutes` and has to end before closing time. `narrowedBy` are the
    /// hours of a settings export, which only take away: a weekday that is missing stays as it is.
    package init(
        rules: PracticeRules, zone: Zone, holidays: BankHolidays, maxCallMinutes: Int,
        narrowedBy: [Weekday: DayHours]? = nil
    ) {
        self.rules = rules
        self.zone = zone
        self.holidays = holidays
        self.maxCallMinutes = maxCallMinutes
        self.narrowedBy = narrowedBy
    }

    /// The hours of a date by the clock on the wall.
    package func hours(on day: Day) -> DayHours {
        guard !rules.closed.contains(day) else { return .closed }
        let isHoliday = holidays.contains(day, in: rules.nation)
        let hours = isHoliday ? rules.calling.bankHolidays : rules.calling.hours(on: day.weekday)
        return narrowedBy?[day.weekday].map(hours.intersection) ?? hours
    }

    /// The hours of a date in which a patient can be seen.
    ///
    /// A settings export tells when the practice is open. Where it does not speak of the weekday, the hours of calls are all
    /// that is known.
    package func visitingHours(on day: Day) -> DayHours {
        guard !rules.closed.contains(day), !holidays.contains(day, in: rules.nation) else { return hours(on: day) }
        return narrowedBy?[day.weekday] ?? hours(on: day)
    }

    /// The moments of a date at which a call may start, both ends of each stretch included, in their order.
    package func starts(on day: Day) -> [ClosedRange<Instant>] {
        hours(on: day).windows.compactMap { window in
            let first = instant(day, minute: window.opens)
            let last = closing(day, minute: window.closes).adding(minutes: -maxCallMinutes)
            return first <= last ? first...last : nil
        }
    }

    /// The gate that holds every call at a moment, until the next start; nil while calls may start.
    package func gate(at instant: Instant) -> ShutGate? {
        let day = zone.day(of: instant)
        if starts(on: day).contains(where: { $0.contains(instant) }) { return nil }
        let cause: GateCause =
            if rules.closed.contains(day) {
                .practiceClosed
            } else if rules.calling.bankHolidays.isClosed, holidays.contains(day, in: rules.nation) {
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
            for starts in starts(on: today.adding(days: ahead)) {
                if starts.lowerBound >= instant { return starts.lowerBound }
                if starts.upperBound >= instant { return instant }
            }
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
