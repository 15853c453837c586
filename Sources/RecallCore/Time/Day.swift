/// A date of the Gregorian calendar, without a time or a zone.
///
/// Held as the number of days since 1 January 1970, so that comparing and subtracting are integer arithmetic.
package struct Day: Hashable, Sendable {
    /// Days since 1 January 1970; negative before it.
    package let number: Int32

    package init(number: Int) {
        self.number = Int32(clamping: number)
    }

    /// A date by its parts; nil where that date does not exist (31 February, month 13, year 0 or over 9999).
    package init?(year: Int, month: Int, day: Int) {
        guard Self.exists(year: year, month: month, day: day) else { return nil }
        self.init(number: Self.number(year: year, month: month, day: day))
    }

    /// Whether there is such a date; cheaper than making it.
    static func exists(year: Int, month: Int, day: Int) -> Bool {
        1...9999 ~= year && 1...12 ~= month && day >= 1
            && (day <= 28 || day <= length(month: month, year: year))
    }

    /// The year, month and day of the month.
    package var parts: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's "civil_from_days": years of 400-year eras that begin on 1 March.
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var year: Int { parts.year }

    /// The day of the week.
    package var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let index = (Int(number) + 3) % 7
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    /// The days in a month, 0 for a month that is none.
    package static func length(month: Int, year: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 0
        }
    }

    /// This date so many months later, on the same day of the month or on the last day where the month is shorter.
    package func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let index = year * 12 + (month - 1) + months
        let newYear = Int((Double(index) / 12).rounded(.down))
        let newMonth = index - newYear * 12 + 1
        let newDay = min(day, Self.length(month: newMonth, year: newYear))
        return Day(number: Self.number(year: newYear, month: newMonth, day: newDay))
    }

    package func adding(days: Int) -> Day { Day(number: Int(number) + days) }

    /// Days from `other` to this date; negative where this date is earlier.
    package func days(since other: Day) -> Int { Int(number) - Int(other.number) }

    /// Whole years from this date to `today`, as ages are counted: a birthday on 29 February falls on 1 March in other
    /// years.
    package func wholeYears(to today: Day) -> Int {
        let birth = parts
        let now = today.parts
        let hadBirthday = (now.month, now.day) >= (birth.month, birth.day)
        return now.year - birth.year - (hadBirthday ? 0 : 1)
    }

    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Day: Comparable {
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
    /// The date in ISO 8601, `2026-11-24`.
    package var description: String {
        let (year, month, day) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Reads `2026-11-24` and nothing else.
    package init?(iso text: some StringProtocol) {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        guard pieces.count == 3, pieces[0].utf8.count == 4, pieces[1].utf8.count == 2, pieces[2].utf8.count == 2,
            pieces.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(pieces[0]), let month = Int(pieces[1]), let day = Int(pieces[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = Day(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a date in ISO 8601"))
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A day of the week, from Monday.
package enum Weekday: String, CaseIterable, Sendable {
    case monday = "Monday"
    case tuesday = "Tuesday"
    case wednesday = "Wednesday"
    case thursday = "Thursday"
    case friday = "Friday"
    case saturday = "Saturday"
    case sunday = "Sunday"
}

/// A number with leading NULs, at least `width` digits long.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let nuls = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + nuls + digits
}
