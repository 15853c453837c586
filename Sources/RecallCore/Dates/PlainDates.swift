/// The dates that make sense in a column, and which cells are surely one of them.
struct PlainDates: Sendable {
    private let order: DateOrder?
    /// The first and the last day that make sense.
    let earliest: Day
    let latest: Day
    /// The years of which every day makes sense.
    private let wholeYears: Range<Int>

    init(order: DateOrder?, sense: DateSense, today: Day) {
        self.order = order
        switch sense {
        case .birth: (earliest, latest) = (today.adding(months: -120 * 12), today)
        case .past: (earliest, latest) = (Self.newYear(1950), today)
        case .due, .diary: (earliest, latest) = (Self.newYear(1990), today.adding(months: 120))
        }
        wholeYears = earliest.year + 1..<max(earliest.year + 1, latest.year)
    }

    /// Whether a cell is surely a date that makes sense, written like `14/03/2024` or `2024-03-14`; false where only a
    /// `DateReader` can tell.
    func hold(_ cell: Span<UInt8>) -> Bool {
        guard let date = PlainDate(cell), let order = date.isYearFirst ? .ymd : order,
            date.isYearFirst || order != .ymd
        else { return false }
        if wholeYears ~= date.year { return date.exists(dayFirst: order == .dmy) }
        return date.day(order).map { earliest <= $0 && $0 <= latest } ?? false
    }

    private static func newYear(_ year: Int) -> Day {
        // Whole years since 1970, and the leap days of 1952 to 1968 and of 1972 to 1988.
        Day(number: (year - 1970) * 365 + (year < 1970 ? -5 : 5))
    }
}
