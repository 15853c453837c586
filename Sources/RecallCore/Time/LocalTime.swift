/// A date and a time of day as a clock on the wall shows them, without a zone.
package struct LocalTime: Hashable, Sendable, Comparable {
    package let day: Day
    /// Seconds since midnight by the clock on the wall, 0 to 86,399.
    package let second: Int

    package init(day: Day, second: Int) {
        self.day = day
        self.second = second
    }

    package var hour: Int { second / 3600 }
    package var minute: Int { second / 60 % 60 }

    package static func < (left: LocalTime, right: LocalTime) -> Bool {
        (left.day, left.second) < (right.day, right.second)
    }
}

/// A time of day as a clock shows it, "09:05", from minutes since midnight.
package func clockTime(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
