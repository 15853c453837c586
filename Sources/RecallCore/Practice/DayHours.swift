/// The hours of one day: none where it is closed, several where there is a break.
package struct DayHours: Hashable, Sendable {
    /// In their order; no two touch.
    package let windows: [Hours]

    /// Joins hours that touch or overlap.
    package init(_ hours: [Hours]) {
        var windows: [Hours] = []
        for next in hours.sorted(by: { $0.opens < $1.opens }) {
            if let last = windows.last, let joined = last.joined(next) {
                windows[windows.count - 1] = joined
            } else {
                windows.append(next)
            }
        }
        self.windows = windows
    }

    /// One stretch of hours; closed where there is none.
    package init(_ hours: Hours?) { self.init(hours.map { [$0] } ?? []) }

    /// No hours at all.
    package static let closed = DayHours([])
    /// 09:00 to 19:00.
    package static let usualWeekday = DayHours(Hours.usualWeekday)
    /// 10:00 to 16:00.
    package static let usualSaturday = DayHours(Hours.usualSaturday)

    package var isClosed: Bool { windows.isEmpty }

    /// The minute of the last closing; nil where the day is closed.
    package var closes: Int? { windows.last?.closes }

    /// The hours that both have.
    package func intersection(_ other: DayHours) -> DayHours {
        DayHours(windows.flatMap { window in other.windows.compactMap { window.intersection($0) } })
    }
}
