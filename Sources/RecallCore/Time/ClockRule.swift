/// A zone's rule for years without listed changes, as POSIX writes it: `GMT0BST,M3.5.0/1,M10.5.0`.
struct ClockRule: Equatable, Sendable {
    /// Seconds east of UTC outside summer time.
    var standard: Int
    /// Nil where the clocks never change.
    var summer: Summer?

    /// Summer time: its offset, and when it begins and ends.
    struct Summer: Equatable, Sendable {
        /// Seconds east of UTC.
        var offset: Int
        /// By the clock of standard time.
        var begins: Change
        /// By the clock of summer time.
        var ends: Change
    }

    /// One change of the clocks in every year.
    struct Change: Equatable, Sendable {
        var date: YearlyDate
        /// Seconds since midnight of that date; RFC 9636 allows -167 to 167 hours.
        var second: Int

        /// The change by the clock on the wall, as if that were UTC.
        func wallSeconds(in year: Int) -> Int? {
            date.day(in: year).map { Int($0.number) * 86_400 + second }
        }
    }

    /// A date that recurs every year.
    enum YearlyDate: Equatable, Sendable {
        /// Written `Jn`: 1 to 365, 29 February never counted.
        case withoutLeapDay(Int)
        /// Written `n`: 0 to 365.
        case fromNewYear(Int)
        /// `Mm.w.d`: weekday 0 is Sunday, week 5 the last one.
        case weekday(month: Int, week: Int, weekday: Int)

        func day(in year: Int) -> Day? {
            guard let newYear = Day(year: year, month: 1, day: 1) else { return nil }
            switch self {
            case .withoutLeapDay(let number):
                let isLeap = Day.length(month: 2, year: year) == 29
                return newYear.adding(days: number - 1 + (isLeap && number >= 60 ? 1 : 0))
            case .fromNewYear(let number):
                return newYear.adding(days: number)
            case .weekday(let month, let week, let weekday):
                guard let first = Day(year: year, month: month, day: 1) else { return nil }
                // 1 January 1970 was a Thursday, weekday 4.
                let ofFirst = ((Int(first.number) + 4) % 7 + 7) % 7
                var date = 1 + (weekday - ofFirst + 7) % 7 + (week - 1) * 7
                if date > Day.length(month: month, year: year) { date -= 7 }
                return Day(year: year, month: month, day: date)
            }
        }
    }

    /// Seconds east of UTC at a moment, in seconds since 1970.
    func offset(at second: Int) -> Int {
        guard let summer else { return standard }
        let year = Day(number: Self.floored(second + standard, by: 86_400)).year
        var latest: (at: Int, offset: Int)?
        for candidate in (year - 1)...(year + 1) {
            if let begins = summer.begins.wallSeconds(in: candidate).map({ $0 - standard }),
                begins <= second, begins >= latest?.at ?? .min
            {
                latest = (begins, summer.offset)
            }
            if let ends = summer.ends.wallSeconds(in: candidate).map({ $0 - summer.offset }),
                ends <= second, ends > latest?.at ?? .min
            {
                latest = (ends, standard)
            }
        }
        return latest?.offset ?? standard
    }

    static func floored(_ number: Int, by divisor: Int) -> Int {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }
}

extension ClockRule {
    /// Reads a rule; nil where it is none.
    init?(posix text: [UInt8]) {
        var reader = PosixReader(bytes: text)
        guard reader.skipName(), let west = reader.time() else { return nil }
        standard = -west
        guard !reader.isAtEnd else { return }
        guard reader.skipName() else { return nil }
        var offset = standard + 3600
        if let next = reader.next, next != UInt8(ascii: ",") {
            guard let summerWest = reader.time() else { return nil }
            offset = -summerWest
        }
        guard reader.skip(","), let begins = reader.change(), reader.skip(","), let ends = reader.change(),
            reader.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, begins: begins, ends: ends)
    }

    private struct PosixReader {
        let bytes: [UInt8]
        var position = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { position >= bytes.count }
        var next: UInt8? { isAtEnd ? nil : bytes[position] }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard next == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func skipName() -> Bool {
            if skip("<") {
                while let byte = next, byte != UInt8(ascii: ">") {
                    _ = byte
                    position += 1
                }
                return skip(">")
            }
            let start = position
            while let byte = next, (65...90).contains(byte) || (97...122).contains(byte) { position += 1 }
            return position - start >= 3
        }

        mutating func number(upTo limit: Int) -> Int? {
            let start = position
            var value = 0
            while let byte = next, (48...57).contains(byte), position - start < 4 {
                value = value * 10 + Int(byte - 48)
                position += 1
            }
            return position > start && value <= limit ? value : nil
        }

        mutating func time() -> Int? {
            var sign = 1
            if skip("-") { sign = -1 } else { _ = skip("+") }
            guard let hours = number(upTo: 167) else { return nil }
            var seconds = hours * 3600
            if skip(":") {
                guard let minutes = number(upTo: 59) else { return nil }
                seconds += minutes * 60
                if skip(":") {
                    guard let rest = number(upTo: 59) else { return nil }
                    seconds += rest
                }
            }
            return sign * seconds
        }

        mutating func change() -> Change? {
            let date: YearlyDate
            if skip("M") {
                guard let month = number(upTo: 12), month > 0, skip("."), let week = number(upTo: 5), week > 0,
                    skip("."), let weekday = number(upTo: 6)
                else { return nil }
                date = .weekday(month: month, week: week, weekday: weekday)
            } else if skip("J") {
                guard let number = number(upTo: 365), number > 0 else { return nil }
                date = .withoutLeapDay(number)
            } else {
                guard let number = number(upTo: 365) else { return nil }
                date = .fromNewYear(number)
            }
            guard skip("/") else { return Change(date: date, second: 7200) }
            return time().map { Change(date: date, second: $0) }
        }
    }
}
