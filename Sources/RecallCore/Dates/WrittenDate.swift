/// What a date cell says before it is known in which order its column is written.
struct WrittenDate: Equatable, Sendable {
    var form: Form
    /// Seconds from midnight UTC of the date as it is written to the moment that the cell names; nil without an offset.
    var toMoment: Int?
    /// The time of day as it is written, in minutes since midnight, up to 1,440; nil where there is none, and where the cell
    /// as a whole is no date.
    var minute: Int?

    /// The forms of dates.
    enum Form: Equatable, Sendable {
        case empty
        /// A date that reads one way only; `yearFirst` where it is all numbers.
        case day(Day, yearFirst: Bool)
        /// Three numbers, the last of four digits (or eight digits with the year last).
        case yearLast(first: Int, second: Int, year: Int)
        /// Three numbers of one or two digits each.
        case short(first: Int, second: Int, third: Int, mayBeYearLast: Bool, mayBeYearFirst: Bool)
        /// A month by name and a year of two digits; `day` is nil where only the month is given.
        case named(day: Int?, month: Int, shortYear: Int)
        /// A month of a year, without a day.
        case month(Int, year: Int)
        /// No date, and why.
        case nonsense(String)

        static let noSuchDay = Form.nonsense("this date does not exist")
    }

    /// Whether the year was written with two digits.
    var hasShortYear: Bool {
        switch form {
        case .short, .named: true
        default: false
        }
    }

    init(_ cell: String) { self.init(utf8: cell.utf8.span) }

    /// A cell given in UTF-8.
    init(utf8 cell: Span<UInt8>) {
        if let fast = Self.plain(cell) {
            form = fast
            return
        }
        let text = DateText(utf8: cell)
        if text.isFiller {
            form = .empty
        } else {
            var parser = DateParser(text.bytes)
            form = parser.parse()
            toMoment = parser.toMoment
            if case .nonsense = form { return }
            minute = parser.minute
        }
    }

    /// `14/03/2024` and `2024-03-14`, by far the most common forms; nil for everything else.
    private static func plain(_ cell: Span<UInt8>) -> Form? {
        guard let plain = PlainDate(cell) else { return nil }
        if plain.isYearFirst {
            return plain.day(.ymd).map { .day($0, yearFirst: true) } ?? .noSuchDay
        }
        return .yearLast(first: plain.first, second: plain.second, year: plain.year)
    }
}
