/// Dates and times as people read them. Programs read ISO 8601, which `Day` and `Instant` write.
package enum MomentWords {
    /// `Wednesday 25 November 2026`.
    package static func date(_ day: Day) -> String { "\(dayAndMonth(day)) \(day.year)" }

    /// `Wednesday 25 November`.
    package static func dayAndMonth(_ day: Day) -> String {
        let (_, month, number) = day.parts
        return "\(day.weekday.rawValue) \(number) \(MonthName.all[month - 1])"
    }

    /// `Wednesday 25 November 2026 at 09:00`, by the practice's clock.
    package static func moment(_ instant: Instant, _ zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(date(local.day)) at \(time(local))"
    }

    /// `25/11/2026`.
    package static func shortDate(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(padded(number, 2))/\(padded(month, 2))/\(padded(year, 4))"
    }

    /// `25/11/2026 09:00`, by the practice's clock.
    package static func shortMoment(_ instant: Instant, _ zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(shortDate(local.day)) \(time(local))"
    }

    /// `2026-11-25 09:00`, by the practice's clock: in lists, where it sorts.
    package static func stamp(_ instant: Instant, _ zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(local.day) \(time(local))"
    }

    /// `20261125`, for the names of files.
    package static func compact(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(padded(year, 4))\(padded(month, 2))\(padded(number, 2))"
    }

    /// `09:00`.
    package static func time(_ local: LocalTime) -> String { clockTime(local.second / 60) }

    /// `2 hours`.
    ///
    /// - Parameter seconds: How long ago something was.
    /// - Returns: Its age, in the largest unit of which there are two or more.
    package static func age(seconds: Int) -> String {
        switch seconds {
        case ..<120: "a minute"
        case ..<7200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3600) hours"
        default: "\(seconds / 86_400) days"
        }
    }
}
