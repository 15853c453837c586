/// The interval between visits that an export gives.
package enum GivenInterval: Hashable, Sendable {
    case months(Int)
    case weeks(Int)

    /// The date so long after `day`.
    package func after(_ day: Day) -> Day {
        switch self {
        case .months(let count): day.adding(months: count)
        case .weeks(let count): Day(number: Int(day.number) + count * 7)
        }
    }

    /// Whole months, weeks rounded up with 31 days to the month.
    package var inMonths: Int {
        switch self {
        case .months(let count): count
        case .weeks(let count): max(1, (count * 7 + 30) / 31)
        }
    }
}

extension GivenInterval {
    /// Longest interval that is believed, in months.
    private static let longest = 60

    /// Reads `24`, `24m`, `2 years`, `6/12` (months of a year), `2/52` (weeks of a year) and `6 weeks`; nil for anything
    /// else and for less than a week or more than 60 months. `unit` is what a bare number counts.
    package init?(_ text: String, unit: Unit = .month) {
        var digits = ""
        var rest = ""
        for character in text.lowercased() where !character.isWhitespace {
            if rest.isEmpty, character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                rest.append(character)
            }
        }
        guard digits.utf8.count <= 4, let count = Int(digits), count > 0 else { return nil }
        if rest.hasSuffix(".") { rest.removeLast() }
        switch rest {
        case "": self.init(count: count, unit: unit)
        case ".0", ".00": self.init(count: count, unit: unit)
        case "/12", "m", "mo", "mos", "mth", "mths", "mnth", "mnths", "month", "months", "-month", "-months", "monthly":
            self.init(count: count, unit: .month)
        case "/52", "w", "wk", "wks", "week", "weeks", "-week", "-weeks", "weekly": self.init(count: count, unit: .week)
        case "y", "yr", "yrs", "year", "years", "-year", "-years", "/1", "yearly": self.init(count: count, unit: .year)
        default: return nil
        }
    }

    private init?(count: Int, unit: Unit) {
        switch unit {
        case .month:
            guard count <= Self.longest else { return nil }
            self = .months(count)
        case .year:
            guard count * 12 <= Self.longest else { return nil }
            self = .months(count * 12)
        case .week:
            guard count * 7 <= Self.longest * 31 else { return nil }
            self = .weeks(count)
        }
    }

    /// What a bare number of the column counts.
    package enum Unit: Sendable {
        case week
        case month
        case year

        /// Nil where the words name no unit.
        package init?(words: String) {
            let small = words.lowercased()
            if small.contains("week") || small.contains("wks") {
                self = .week
            } else if small.contains("year") || small.contains("yrs") {
                self = .year
            } else if small.contains("month") || small.contains("mth") {
                self = .month
            } else {
                return nil
            }
        }
    }
}
