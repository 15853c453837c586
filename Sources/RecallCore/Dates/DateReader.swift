/// Reads the cells of a date column whose order is decided.
package struct DateReader: Sendable {
    private let order: DateOrder?
    private let sense: DateSense
    private let today: Day
    private let zone: Zone
    /// The cells that need no closer look.
    let plain: PlainDates

    /// A reader for one column. `order` is as `DateColumn.decideOrders(of:)` gives it, nil where it is undecided or nothing
    /// had to be decided; `today` is the local date on which the file is read; `zone` is the one whose date counts where
    /// a cell gives a moment with an offset, nil being London.
    package init(order: DateOrder?, sense: DateSense, today: Day, zone: Zone? = nil) {
        self.order = order
        self.sense = sense
        self.today = today
        self.zone = zone ?? .london
        plain = PlainDates(order: order, sense: sense, today: today)
    }

    /// What a cell comes to.
    package func read(_ cell: String) -> DateReading { readMoment(cell).date }

    /// What a cell comes to that may hold a time of day as well.
    ///
    /// - Parameter cell: The cell as it stands in the file.
    /// - Returns: The date, and the time in minutes since midnight by the clock of the zone, an offset in the cell being
    ///   applied; nil where the cell holds none. A time may stand beside a date that means nothing.
    package func readMoment(_ cell: String) -> (date: DateReading, minute: Int?) {
        let written = WrittenDate(cell)
        switch dateAsWritten(written.form) {
        case .date(let day):
            if day.meansNothing(sense) { return (.empty, written.minute) }
            if let toMoment = written.toMoment {
                let local = zone.local(Instant(seconds: Int(day.number) * 86_400 + toMoment))
                return (inWindow(local.day), written.minute == nil ? nil : local.second / 60)
            }
            // 24:00 is the midnight at the end of the day.
            if sense == .diary, written.minute == 1440 { return (inWindow(day.adding(days: 1)), 0) }
            return (inWindow(day), written.minute)
        case let other: return (other, written.minute)
        }
    }

    private func dateAsWritten(_ form: WrittenDate.Form) -> DateReading {
        switch form {
        case .empty: .empty
        case .nonsense(let problem): .problem(problem)
        case .day(let day, _): .date(day)
        case .month(let month, let year): monthOnly(Day(year: year, month: month, day: 1))
        case .named(nil, let month, let shortYear): monthOnly(resolved(shortYear: shortYear, month: month, day: 1))
        case .named(let day?, let month, let shortYear):
            existing(resolved(shortYear: shortYear, month: month, day: day))
        case .yearLast(let first, let second, let year): readYearLast(first, second, year)
        case .short(let first, let second, let third, let mayBeYearLast, let mayBeYearFirst):
            readShort(first, second, third, mayBeYearLast: mayBeYearLast, mayBeYearFirst: mayBeYearFirst)
        }
    }

    private func readYearLast(_ first: Int, _ second: Int, _ year: Int) -> DateReading {
        let dayFirst = Day(year: year, month: second, day: first)
        let monthFirst = Day(year: year, month: first, day: second)
        // Spreadsheets show their day number 0 as 00/01/1900.
        if year == 1900, (first, second) == (0, 1) || (first, second) == (1, 0) { return .empty }
        // An empty date is one in any spelling.
        if let only = dayFirst ?? monthFirst, dayFirst == nil || monthFirst == nil, only.meansNothing(sense) {
            return .empty
        }
        return chosen(dayFirst: dayFirst, monthFirst: monthFirst, yearFirst: nil)
    }

    private func readShort(
        _ first: Int, _ second: Int, _ third: Int, mayBeYearLast: Bool, mayBeYearFirst: Bool
    ) -> DateReading {
        if (first, second, third) == (0, 1, 0) || (first, second, third) == (1, 0, 0) { return .empty }
        let dayFirst = mayBeYearLast ? resolved(shortYear: third, month: second, day: first) : nil
        let monthFirst = mayBeYearLast ? resolved(shortYear: third, month: first, day: second) : nil
        let yearFirst =
            mayBeYearFirst && (order == .ymd || first > 31)
            ? resolved(shortYear: first, month: second, day: third) : nil
        return chosen(dayFirst: dayFirst, monthFirst: monthFirst, yearFirst: yearFirst)
    }

    private func chosen(dayFirst: Day?, monthFirst: Day?, yearFirst: Day?) -> DateReading {
        let misfit = DateReading.problem("this date does not fit the order of the others in its column")
        switch order {
        case .dmy: return dayFirst == nil && (monthFirst ?? yearFirst) != nil ? misfit : existing(dayFirst)
        case .mdy: return monthFirst == nil && (dayFirst ?? yearFirst) != nil ? misfit : existing(monthFirst)
        case .ymd where yearFirst != nil: return existing(yearFirst)
        case .ymd, nil:
            let readings = Set([dayFirst, monthFirst, yearFirst].compactMap { $0 })
            guard readings.count < 2 else {
                return .problem("day and month cannot be told apart in this column")
            }
            return existing(readings.first)
        }
    }

    /// The date with the century of a two-digit year; nil where that date does not exist.
    private func resolved(shortYear: Int, month: Int, day: Int) -> Day? {
        let now = today.parts
        let century = now.year / 100 * 100
        let candidates = [century - 100, century, century + 100].map { $0 + shortYear }
        switch sense {
        case .birth, .past:
            guard let year = candidates.last(where: { ($0, month, day) <= now }) else { return nil }
            return Day(year: year, month: month, day: day)
        case .due, .diary:
            let year = candidates.min { abs($0 - now.year) < abs($1 - now.year) }
            return year.flatMap { Day(year: $0, month: month, day: day) }
        }
    }

    private func monthOnly(_ day: Day?) -> DateReading {
        guard let day else { return existing(nil) }
        if day.meansNothing(sense) { return .empty }
        return sense == .birth ? .problem("a date of birth needs a day") : .date(day)
    }

    private func existing(_ day: Day?) -> DateReading {
        day.map { .date($0) } ?? .problem("this date does not exist")
    }

    /// The date if it makes sense in this column.
    private func inWindow(_ day: Day) -> DateReading {
        switch sense {
        case .birth:
            if day > plain.latest { return .problem("a date of birth in the future") }
            if day < plain.earliest { return .problem("a date of birth more than 120 years ago") }
        case .past:
            if day > plain.latest { return .problem("a date in the future, for something that has happened") }
            if day < plain.earliest { return .problem("a date before 1950") }
        case .due, .diary:
            if day < plain.earliest { return .problem("a date before 1990") }
            if day > plain.latest { return .problem("a date more than ten years ahead") }
        }
        return .date(day)
    }
}
