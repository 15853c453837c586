/// What a date cell says before it is known in which order its column is written.
struct WrittenDate: Equatable, Sendable {
    var form: Form
    /// Seconds from midnight UTC of the date as it is written to the moment that the cell names; nil without an offset.
    var toMoment: Int?

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
        }
    }

    /// `14/03/2024` and `2024-03-14`, by far the most common forms; nil for everything else.
    static func plain(_ cell: Span<UInt8>) -> Form? {
        guard cell.count == 10 else { return nil }
        let isYearFirst = isSeparator(cell[4])
        let separator = isYearFirst ? cell[4] : cell[2]
        guard isSeparator(separator), cell[isYearFirst ? 7 : 5] == separator else { return nil }
        var numbers = (0, 0, 0)
        for index in 0..<10 {
            let byte = cell[index]
            if byte == separator, index == (isYearFirst ? 4 : 2) || index == (isYearFirst ? 7 : 5) { continue }
            guard (48...57).contains(byte) else { return nil }
            let digit = Int(byte - 48)
            if index < (isYearFirst ? 4 : 2) {
                numbers.0 = numbers.0 * 10 + digit
            } else if index < (isYearFirst ? 7 : 5) {
                numbers.1 = numbers.1 * 10 + digit
            } else {
                numbers.2 = numbers.2 * 10 + digit
            }
        }
        guard numbers.0 | numbers.1 | numbers.2 != 0 else { return nil }
        if !isYearFirst { return .yearLast(first: numbers.0, second: numbers.1, year: numbers.2) }
        return Day(year: numbers.0, month: numbers.1, day: numbers.2).map { .day($0, yearFirst: true) } ?? .noSuchDay
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
