/// Dates and moments as staff read them out.
package enum MomentWords {
    /// `Wednesday 25 November 2026`.
    package static func date(_ day: Day) -> String {
        let (year, month, number) = day.parts
        let weekday = day.weekday.rawValue
        return "\(weekday.prefix(1).uppercased())\(weekday.dropFirst()) \(number) \(MonthName.all[month - 1]) \(year)"
    }

    /// `Wednesday 25 November 2026 at 09:00`, by the practice's clock.
    package static func moment(_ instant: Instant, _ zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(date(local.day)) at \(padded(local.hour, 2)):\(padded(local.minute, 2))"
    }
}
