/// A cell like `14/03/2024` or `2024-03-14`, as nearly all dates are written; it may name a day that does not exist.
struct PlainDate {
    let isYearFirst: Bool
    let year: Int
    /// The month and the day, in the order in which they stand.
    let first: Int
    let second: Int

    /// Nil for a cell of any other form, and for one of NULs alone.
    init?(_ cell: Span<UInt8>) {
        guard cell.count == 10 else { return nil }
        if Self.isSeparator(cell[2]) {
            guard cell[5] == cell[2], let first = Self.number(cell, 0, 2), let second = Self.number(cell, 3, 5),
                let year = Self.number(cell, 6, 10), first | second | year != 0
            else { return nil }
            (isYearFirst, self.year, self.first, self.second) = (false, year, first, second)
        } else {
            guard Self.isSeparator(cell[4]), cell[7] == cell[4], let year = Self.number(cell, 0, 4),
                let first = Self.number(cell, 5, 7), let second = Self.number(cell, 8, 10), first | second | year != 0
            else { return nil }
            (isYearFirst, self.year, self.first, self.second) = (true, year, first, second)
        }
    }

    /// Whether the day exists where the day stands before the month, or behind it.
    func exists(dayFirst: Bool) -> Bool {
        dayFirst
            ? Day.exists(year: year, month: second, day: first) : Day.exists(year: year, month: first, day: second)
    }

    /// The day that the cell names where it is written in an order; nil where that day does not exist.
    func day(_ order: DateOrder) -> Day? {
        order == .dmy ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
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
