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
        if isSeparator(cell[2]) {
            guard cell[5] == cell[2], let first = number(cell, 0, 2), let second = number(cell, 3, 5),
                let year = number(cell, 6, 10), first | second | year != 0
            else { return nil }
            return .yearLast(first: first, second: second, year: year)
        }
        guard isSeparator(cell[4]), cell[7] == cell[4], let year = number(cell, 0, 4), let month = number(cell, 5, 7),
            let day = number(cell, 8, 10), year | month | day != 0
        else { return nil }
        return Day(year: year, month: month, day: day).map { .day($0, yearFirst: true) } ?? .noSuchDay
    }

    /// The number that digits make; nil where one of the bytes is none.
    private static func number(_ cell: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var number = 0
        var areDigits = true
        for index in start..<end {
            let digit = cell[index] &- UInt8(ascii: "0")
            areDigits = areDigits && digit <= 9
            number = number &* 10 &+ Int(digit)
        }
        return areDigits ? number : nil
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
