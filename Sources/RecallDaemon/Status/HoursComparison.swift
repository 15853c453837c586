import RecallCore
import RecallStore

/// Where the hours of the newest settings export differ from those of the practice's file; a person decides which hold.
enum HoursComparison {
    /// The weekdays that differ, in the order of the week.
    static func differences(_ desk: PracticeDesk, openings: [ImportedOpening]) -> [PageContent.HoursDifference] {
        guard let exported = desk.narrowed(by: openings).narrowing else { return [] }
        return Weekday.allCases.compactMap { day in
            guard let theirs = exported[day] else { return nil }
            let ours = configured(day, desk.rules.calling)
            guard ours != theirs else { return nil }
            return PageContent.HoursDifference(day: day.rawValue, configured: words(ours), exported: words(theirs))
        }
    }

    private static func configured(_ day: Weekday, _ calling: CallingRules) -> Hours? {
        switch day {
        case .saturday: calling.saturday
        case .sunday: calling.sunday
        default: calling.weekdays
        }
    }

    private static func words(_ hours: Hours?) -> String {
        guard let hours else { return "closed" }
        return "\(clock(hours.opens)) to \(clock(hours.closes))"
    }

    private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
}
