/// What the cells of one date column show about the order in which it is written. A few counters, however long the file.
package struct DateColumn: Equatable, Sendable {
    package let sense: DateSense
    /// Cells that are a date only day first, and only month first.
    private var onlyDayFirst = 0
    private var onlyMonthFirst = 0
    /// Cells in numbers, with the year last or of two digits, that are a date at all.
    private var numeric = 0
    /// Cells with a year of four digits in front.
    private var yearFirst = 0
    /// Cells with a year of four digits at the end.
    private var longYearLast = 0
    /// Cells of two-digit parts: all; those whose first part is over 31 and that are a date year first; those that are a
    /// date, but none year first.
    private var short = 0
    private var onlyShortYearFirst = 0
    private var notShortYearFirst = 0

    package init(sense: DateSense) {
        self.sense = sense
    }

    /// Counts one cell.
    package mutating func observe(_ cell: String) { observe(WrittenDate(cell)) }

    /// Counts a cell that is empty or a date as nearly all are written; false where the cell has to be parsed first.
    mutating func observePlainly(_ cell: Span<UInt8>) -> Bool {
        guard !cell.isEmpty else { return true }
        guard let date = PlainDate(cell) else { return false }
        if date.isYearFirst {
            if date.exists(dayFirst: false) { yearFirst += 1 }
        } else {
            count(longYearLast: date.exists(dayFirst: true), date.exists(dayFirst: false))
        }
        return true
    }

    /// Counts one cell that has been parsed.
    mutating func observe(_ written: WrittenDate) {
        switch written.form {
        case .day(_, yearFirst: true):
            yearFirst += 1
        case .yearLast(let first, let second, let year):
            let dayFirst = Day.exists(year: year, month: second, day: first)
            let monthFirst = Day.exists(year: year, month: first, day: second)
            count(longYearLast: dayFirst, monthFirst)
        case .short(let first, let second, let third, let mayBeYearLast, let mayBeYearFirst):
            // The century is not known yet, and matters only on 29 February of 1900.
            let dayFirst = mayBeYearLast && Day.exists(year: 2000 + third, month: second, day: first)
            let monthFirst = mayBeYearLast && Day.exists(year: 2000 + third, month: first, day: second)
            let shortYearFirst = mayBeYearFirst && Day.exists(year: 2000 + first, month: second, day: third)
            guard dayFirst || monthFirst || shortYearFirst else { return }
            numeric += 1
            short += 1
            if shortYearFirst, first > 31 { onlyShortYearFirst += 1 }
            if !shortYearFirst { notShortYearFirst += 1 }
            count(dayFirst: dayFirst, monthFirst: monthFirst)
        case .empty, .day, .named, .month, .nonsense:
            break
        }
    }

    private mutating func count(longYearLast dayFirst: Bool, _ monthFirst: Bool) {
        guard dayFirst || monthFirst else { return }
        numeric += 1
        longYearLast += 1
        count(dayFirst: dayFirst, monthFirst: monthFirst)
    }

    private mutating func count(dayFirst: Bool, monthFirst: Bool) {
        if dayFirst, !monthFirst { onlyDayFirst += 1 }
        if monthFirst, !dayFirst { onlyMonthFirst += 1 }
    }

    /// The order of each column of one file, in the order given. `otherwise` is that of columns that nothing proves.
    package static func decideOrders(of columns: [DateColumn], otherwise: DateOrder = .dmy) -> [DateDecision] {
        let evidence = columns.map(\.evidence)
        return columns.indices.map { index in
            let column = columns[index]
            switch evidence[index] {
            case .proven(let order):
                // Dates of birth prove years of two digits in front; later dates seldom can by themselves.
                if order == .dmy, column.mayBeShortYearFirst, column.othersProve(.ymd, evidence, except: index) {
                    return .decided(.ymd)
                }
                return .decided(order)
            case .contradictory:
                return .undecided
            case .nothingToDecide:
                return column.yearFirst > 0 ? .decided(.ymd) : .nothingToDecide
            case .none:
                let proven = Set(
                    evidence.indices.filter { $0 != index }.compactMap { evidence[$0].proven }
                        .filter { $0 != .ymd || column.mayBeShortYearFirst })
                if proven.count == 1, let order = proven.first { return .decided(order) }
                return .decided(otherwise)
            }
        }
    }

    private enum Evidence: Equatable {
        case nothingToDecide
        case none
        case proven(DateOrder)
        case contradictory

        var proven: DateOrder? {
            if case .proven(let order) = self { order } else { nil }
        }
    }

    /// Whether two-digit parts stand all through, and each cell may be one with the year first.
    private var mayBeShortYearFirst: Bool { short > 0 && longYearLast == 0 && notShortYearFirst == 0 }

    private func othersProve(_ order: DateOrder, _ evidence: [Evidence], except index: Int) -> Bool {
        let proven = Set(evidence.indices.filter { $0 != index }.compactMap { evidence[$0].proven })
        return proven == [order]
    }

    private var evidence: Evidence {
        guard numeric > 0 else { return .nothingToDecide }
        // A first part over 31 in fewer than a tenth of the cells is a slip of the pen, not a year.
        if longYearLast == 0, onlyShortYearFirst * 10 >= short, onlyShortYearFirst > 0 {
            let all = onlyShortYearFirst + notShortYearFirst
            if onlyShortYearFirst * 10 >= all * 9 { return .proven(.ymd) }
            if notShortYearFirst * 10 < all * 9 { return .contradictory }
        }
        let all = onlyDayFirst + onlyMonthFirst
        if all == 0 { return .none }
        if onlyDayFirst * 10 >= all * 9 { return .proven(.dmy) }
        if onlyMonthFirst * 10 >= all * 9 { return .proven(.mdy) }
        return .contradictory
    }
}

/// What was decided about the order of a date column.
package enum DateDecision: Equatable, Sendable {
    case decided(DateOrder)
    /// Month names, day numbers or nothing: every cell reads one way.
    case nothingToDecide
    /// The cells contradict each other: the file goes to review, and cells with two readings are left out.
    case undecided

    /// The order; nil where none was decided or none had to be.
    package var order: DateOrder? {
        if case .decided(let order) = self { order } else { nil }
    }

    package var isUndecided: Bool { self == .undecided }
}
