/// The bank holidays of the four nations: those by rule, and those that were proclaimed for once.
///
/// A holiday on a Saturday or Sunday is one itself and has a substitute on a weekday.
package struct BankHolidays: Equatable, Sendable {
    private let proclaimed: [Nation: [ProclaimedHoliday]]
    /// The holidays of the years that are asked for in practice, computed once: the calendar is asked for every recall.
    private var known: [Nation: Set<Day>] = [:]
    private static let knownYears = 2020...2050

    /// The bank holidays by rule and the given further ones.
    package init(proclaimed: [ProclaimedHoliday] = []) {
        self.proclaimed = Dictionary(grouping: proclaimed, by: \.nation)
        for nation in Nation.allCases {
            known[nation] = Set(Self.knownYears.flatMap { all(year: $0, in: nation) }.map(\.day))
        }
    }

    /// The name of the bank holiday on a date; nil where it is none.
    package func name(on day: Day, in nation: Nation) -> String? {
        all(year: day.year, in: nation).first { $0.day == day }?.name
    }

    /// Whether a date is a bank holiday, by itself or as a substitute.
    package func contains(_ day: Day, in nation: Nation) -> Bool {
        let year = day.year
        guard Self.knownYears.contains(year) else { return all(year: year, in: nation).contains { $0.day == day } }
        return known[nation]?.contains(day) ?? false
    }

    /// The bank holidays of a year in the order of their dates.
    package func all(year: Int, in nation: Nation) -> [BankHoliday] {
        var fixed: [BankHoliday] = []
        func add(_ month: Int, _ day: Int, _ name: String) {
            guard let date = Day(year: year, month: month, day: day) else { return }
            fixed.append(BankHoliday(day: date, name: name, isSubstitute: false))
        }
        add(1, 1, "New Year's Day")
        if nation == .scotland { add(1, 2, "2nd January") }
        if nation == .northernIreland {
            add(3, 17, "St Patrick's Day")
            add(7, 12, "Battle of the Boyne")
        }
        if nation == .scotland { add(11, 30, "St Andrew's Day") }
        add(12, 25, "Christmas Day")
        add(12, 26, "Boxing Day")

        var found = fixed
        func add(_ day: Day?, _ name: String) {
            guard let day else { return }
            found.append(BankHoliday(day: day, name: name, isSubstitute: false))
        }
        if let easter = Self.easterSunday(year) {
            add(easter.adding(days: -2), "Good Friday")
            if nation != .scotland { add(easter.adding(days: 1), "Easter Monday") }
        }
        add(Self.firstMonday(year, 5), "Early May bank holiday")
        add(Self.lastMonday(year, 5), "Spring bank holiday")
        add(
            nation == .scotland ? Self.firstMonday(year, 8) : Self.lastMonday(year, 8), "Summer bank holiday")
        for holiday in proclaimed[nation] ?? [] where holiday.day.year == year { add(holiday.day, holiday.name) }

        var taken = Set(found.map(\.day))
        for holiday in fixed where holiday.day.isWeekend {
            var day = holiday.day
            while day.isWeekend || taken.contains(day) { day = day.adding(days: 1) }
            taken.insert(day)
            found.append(BankHoliday(day: day, name: "\(holiday.name) (substitute)", isSubstitute: true))
        }
        return found.sorted { $0.day < $1.day }
    }

    private static func firstMonday(_ year: Int, _ month: Int) -> Day? {
        (1...7).lazy.compactMap { Day(year: year, month: month, day: $0) }.first { $0.weekday == .monday }
    }

    private static func lastMonday(_ year: Int, _ month: Int) -> Day? {
        let length = Day.length(month: month, year: year)
        return (length - 6...length).lazy.compactMap { Day(year: year, month: month, day: $0) }
            .first { $0.weekday == .monday }
    }

    /// Easter Sunday by the method that Nature printed in 1876 ("Meeus/Jones/Butcher").
    private static func easterSunday(_ year: Int) -> Day? {
        let golden = year % 19
        let century = year / 100
        let yearOfCentury = year % 100
        let correction = (century + 8) / 25
        let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * late + 114
        return Day(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}

/// One bank holiday of one nation.
package struct BankHoliday: Equatable, Sendable {
    package var day: Day
    package var name: String
    /// Whether it stands for a holiday that fell on a Saturday or Sunday.
    package var isSubstitute: Bool
}

extension Day {
    fileprivate var isWeekend: Bool { weekday == .saturday || weekday == .sunday }
}
