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

    init(_ cell: String) {
        if let fast = Self.plain(cell.utf8) {
            form = fast
            return
        }
        let text = DateText(cell)
        if text.isFiller {
            form = .empty
        } else {
            var parser = DateParser(text.bytes)
            form = parser.parse()
            toMoment = parser.toMoment
        }
    }

    /// `14/03/2024` and `2024-03-14`, by far the most common forms; nil for everything else.
    private static func plain(_ utf8: String.UTF8View) -> Form? {
        guard utf8.count == 10 else { return nil }
        var position = 0
        var numbers = (0, 0, 0)
        var separators: (UInt8, UInt8) = (0, 0)
        var firstLength = 0
        var part = 0
        for byte in utf8 {
            switch byte {
            case 48...57:
                let digit = Int(byte - 48)
                switch part {
                case 0: numbers.0 = numbers.0 * 10 + digit
                case 1: numbers.1 = numbers.1 * 10 + digit
                default: numbers.2 = numbers.2 * 10 + digit
                }
            case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if part == 0 {
                    guard position == 2 || position == 4 else { return nil }
                    firstLength = position
                    separators.0 = byte
                } else if part == 1 {
                    guard position == firstLength + 3 else { return nil }
                    separators.1 = byte
                } else {
                    return nil
                }
                part += 1
            default:
                return nil
            }
            position += 1
        }
        guard part == 2, separators.0 == separators.1, numbers.0 | numbers.1 | numbers.2 != 0 else { return nil }
        if firstLength == 2 { return .yearLast(first: numbers.0, second: numbers.1, year: numbers.2) }
        return Day(year: numbers.0, month: numbers.1, day: numbers.2).map { .day($0, yearFirst: true) } ?? .noSuchDay
    }
}
