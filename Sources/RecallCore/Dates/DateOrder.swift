/// The order in which the dates of a column are written in numbers.
package enum DateOrder: String, Sendable, Codable, CaseIterable {
    /// Day, month, year.
    case dmy
    /// Month, day, year.
    case mdy
    /// Year, month, day.
    case ymd
}

/// What a date cell comes to.
package enum DateReading: Equatable, Sendable {
    case date(Day)
    /// Blank, a word for nothing, or a date that systems write for none. No problem.
    case empty
    /// No date, and why, in plain words.
    case problem(String)

    /// The date, if there is one.
    package var day: Day? {
        if case .date(let day) = self { day } else { nil }
    }
}
