/// Takes a cleaned date cell apart by the forms that exports use.
struct DateParser {
    private let bytes: [UInt8]
    private var position = 0
    /// Seconds from midnight UTC of the date to the moment that the cell names; nil without an offset.
    private(set) var toMoment: Int?
    /// The time of day as the cell writes it, in minutes since midnight, up to 1,440; nil without one.
    private(set) var minute: Int?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private static let notADate = WrittenDate.Form.nonsense("this is no date")
    private static let words = WrittenDate.Form.nonsense(
        "there are words beside the date, so it may mean something else")
    private static let twoDates = WrittenDate.Form.nonsense("there is more than one date in the cell")

    /// One part of a date.
    private enum Part {
        case number(Int, digits: Int, isOrdinal: Bool)
        case month(Int)
    }

    mutating func parse() -> WrittenDate.Form {
        skipFront()
        let start = position
        guard let first = part() else { return startsWithWord ? Self.words : Self.notADate }
        if case .number(let number, let digits, false) = first {
            if digits == 8 { return finish(eightDigits(number)) }
            if digits == 5 { return dayNumber(number) }
        }
        position = start
        return threeParts()
    }

    // MARK: Forms

    private func eightDigits(_ number: Int) -> WrittenDate.Form {
        let year = number / 10_000
        if (1900...2100).contains(year), let day = Day(year: year, month: number / 100 % 100, day: number % 100) {
            return .day(day, yearFirst: true)
        }
        let last = number % 10_000
        let first = number / 1_000_000
        let second = number / 10_000 % 100
        if Day(year: last, month: second, day: first) == nil, Day(year: last, month: first, day: second) == nil,
            let empty = Day(year: year, month: number / 100 % 100, day: number % 100), empty.meansNothing(.due)
        {
            return .day(empty, yearFirst: true)
        }
        return .yearLast(first: first, second: second, year: last)
    }

    private mutating func dayNumber(_ number: Int) -> WrittenDate.Form {
        // Decimals are a time of day.
        if next == UInt8(ascii: "."), isDigit(at: position + 1) {
            let start = position
            position += 1
            while isDigit(at: position) { position += 1 }
            minute = Double("0" + String(decoding: bytes[start..<position], as: UTF8.self)).map {
                Int(($0 * 1440).rounded())
            }
        }
        guard (10_000...73_050).contains(number) else { return Self.notADate }
        // Day 25,569 of spreadsheets is 1 January 1970.
        return finish(.day(Day(number: number - 25_569), yearFirst: false))
    }

    private mutating func threeParts() -> WrittenDate.Form {
        guard let first = part() else { return Self.notADate }
        let afterFirst = position
        let gapOne = gap()
        guard let second = partOfDate() else {
            position = afterFirst
            return lonePart(first)
        }
        let afterSecond = position
        let gapTwo = gap()
        guard let third = partOfDate() else {
            position = afterSecond
            return finish(pair(first, second, gap: gapOne))
        }
        return finish(triple(first, second, third, gaps: (gapOne, gapTwo)))
    }

    private mutating func lonePart(_ first: Part) -> WrittenDate.Form {
        if next == UInt8(ascii: ":") { return .nonsense("this is a time without a date") }
        if case .number(_, let digits, _) = first, digits == 4, position == bytes.count {
            return .nonsense("this is a year without a day")
        }
        skipBlanks()
        if next.map({ (97...122).contains($0) || $0 >= 128 }) == true { return Self.words }
        return Self.notADate
    }

    private func pair(_ first: Part, _ second: Part, gap: Gap) -> WrittenDate.Form {
        let noYear = WrittenDate.Form.nonsense("this is a day and month without a year")
        switch (first, second) {
        case (.number(let month, let digits, false), .number(let year, 4, false)) where digits <= 2:
            guard gap.isNumeric else { return Self.notADate }
            return (1...12).contains(month) ? .month(month, year: year) : .noSuchDay
        case (.number(let year, 4, false), .number(let month, let digits, false)) where digits <= 2:
            guard gap.isNumeric else { return Self.notADate }
            return (1...12).contains(month) ? .month(month, year: year) : .noSuchDay
        case (.month(let month), .number(let year, 4, false)), (.number(let year, 4, false), .month(let month)):
            return .month(month, year: year)
        case (.month(let month), .number(let year, 2, false)):
            return .named(day: nil, month: month, shortYear: year)
        case (.month, .number), (.number, .month):
            return noYear
        case (.number(_, let one, false), .number(_, let two, false)) where one <= 2 && two <= 2:
            return noYear
        default:
            return Self.notADate
        }
    }

    private func triple(_ first: Part, _ second: Part, _ third: Part, gaps: (Gap, Gap)) -> WrittenDate.Form {
        switch (first, second, third) {
        case (.number(let day, let dayDigits, _), .month(let month), .number(let year, let yearDigits, false)):
            if dayDigits == 4, yearDigits <= 2 { return named(day: year, month: month, year: day, digits: 4) }
            guard dayDigits <= 2 else { return Self.notADate }
            return named(day: day, month: month, year: year, digits: yearDigits)
        case (.number(let year, 4, false), .month(let month), .number(let day, let digits, true)) where digits <= 2:
            return named(day: day, month: month, year: year, digits: 4)
        case (.month(let month), .number(let day, let dayDigits, _), .number(let year, let yearDigits, false))
        where dayDigits <= 2:
            return named(day: day, month: month, year: year, digits: yearDigits)
        case (
            .number(let one, let oneDigits, false), .number(let two, let twoDigits, false),
            .number(let three, let threeDigits, false)
        ):
            guard gaps.0.isNumeric, gaps.0 == gaps.1, twoDigits <= 2 else { return Self.notADate }
            if oneDigits == 4, threeDigits <= 2 {
                return Day(year: one, month: two, day: three).map { .day($0, yearFirst: true) }
                    ?? .noSuchDay
            }
            guard oneDigits <= 2 else { return Self.notADate }
            if threeDigits == 4 { return .yearLast(first: one, second: two, year: three) }
            guard threeDigits <= 2, threeDigits == 2 || oneDigits == 2 else { return Self.notADate }
            return .short(
                first: one, second: two, third: three, mayBeYearLast: threeDigits == 2,
                mayBeYearFirst: oneDigits == 2)
        default:
            return Self.notADate
        }
    }

    private func named(day: Int, month: Int, year: Int, digits: Int) -> WrittenDate.Form {
        switch digits {
        case 4:
            // Spreadsheets show their day number 0 as 00-Jan-1900.
            if day == 0, month == 1, year == 1900 { return .empty }
            return Day(year: year, month: month, day: day).map { .day($0, yearFirst: false) } ?? .noSuchDay
        case 2:
            if day == 0, month == 1, year == 0 { return .empty }
            return .named(day: day, month: month, shortYear: year)
        default:
            return Self.notADate
        }
    }

    // MARK: What stands behind

    /// Reads the time and what does not matter behind a date, and gives the date back if nothing else is left.
    private mutating func finish(_ date: WrittenDate.Form) -> WrittenDate.Form {
        if case .nonsense = date { return date }
        let end = position
        if let minutes = time() {
            minute = minutes
            toMoment = offset().map { (minutes - $0) * 60 }
        } else {
            position = end
            // ISO 8601 allows an offset behind the bare date; only there it cannot be taken for something else.
            if case .day(_, yearFirst: true) = date { toMoment = fullOffset().map { -$0 * 60 } }
        }
        let restStart = position
        skipBehind()
        guard position == bytes.count else {
            position = restStart
            return leftOver()
        }
        return date
    }

    private mutating func fullOffset() -> Int? {
        let start = position
        if let offset = offset(), position - start == 1 || position - start == 6 { return offset }
        position = start
        return nil
    }

    private mutating func leftOver() -> WrittenDate.Form {
        let rest = bytes[position...]
        if rest.contains(where: { (97...122).contains($0) || $0 >= 128 }) {
            return rest.filter({ (48...57).contains($0) }).count >= 4 ? Self.twoOrWords(rest) : Self.words
        }
        return rest.filter({ (48...57).contains($0) }).count >= 3 ? Self.twoDates : Self.notADate
    }

    private static func twoOrWords(_ rest: ArraySlice<UInt8>) -> WrittenDate.Form {
        rest.count >= 6 ? twoDates : words
    }

    /// A time of day in minutes since midnight; nil where none follows.
    private mutating func time() -> Int? {
        var isMarked = false
        if next == UInt8(ascii: "t"), isDigit(at: position + 1) {
            position += 1
            isMarked = true
        } else {
            while let byte = next, byte == 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-") {
                // A hyphen only with a blank before it, so that an offset is left alone.
                if byte == UInt8(ascii: "-"), bytes[position - 1] != 32 { return nil }
                position += 1
            }
            if next == UInt8(ascii: "t"), isDigit(at: position + 1) { position += 1 }
            if has("at "), isDigit(at: position + 3) { position += 3 }
        }
        let start = position
        guard var hour = digits(upTo: isMarked ? 6 : 2) else { return nil }
        var minute = 0
        var second = 0
        let length = position - start
        var isTime = false
        if isMarked, length == 4 || length == 6 {
            let compact = hour
            hour = length == 4 ? compact / 100 : compact / 10_000
            minute = length == 4 ? compact % 100 : compact / 100 % 100
            second = length == 4 ? 0 : compact % 100
            isTime = true
            skipFraction()
        } else if length <= 2, next == UInt8(ascii: ":") || next == UInt8(ascii: "."), isDigit(at: position + 1) {
            let mark = next
            position += 1
            let minuteStart = position
            guard let read = digits(upTo: 2), position - minuteStart == 2 else { return nil }
            minute = read
            isTime = true
            if next == mark, isDigit(at: position + 1) {
                position += 1
                guard let read = digits(upTo: 2) else { return nil }
                second = read
                skipFraction()
            }
        }
        if isDigit(at: position) { return nil }
        if let half = half() {
            guard (1...12).contains(hour) || isTime else { return nil }
            if half == 1, hour < 12 { hour += 12 }
            if half == 0, hour == 12 { hour = 0 }
            isTime = true
        }
        guard isTime || isMarked, length <= 2 || isMarked, hour <= 24, minute < 60, second <= 60,
            hour < 24 || minute + second == 0
        else { return nil }
        return hour * 60 + minute
    }

    private mutating func skipFraction() {
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: ","), isDigit(at: position + 1) else { return }
        position += 1
        while isDigit(at: position) { position += 1 }
    }

    /// 0 for the morning, 1 for the afternoon.
    private mutating func half() -> Int? {
        let start = position
        skipBlanks()
        guard next == UInt8(ascii: "a") || next == UInt8(ascii: "p") else {
            position = start
            return nil
        }
        for (words, value) in [(["a.m.", "a.m", "am"], 0), (["p.m.", "p.m", "pm"], 1)] {
            for word in words where has(word) {
                let end = position + word.utf8.count
                if end < bytes.count, (97...122).contains(bytes[end]) { continue }
                position = end
                return value
            }
        }
        position = start
        return nil
    }

    /// Minutes east of UTC.
    private mutating func offset() -> Int? {
        let start = position
        skipBlanks()
        if next == UInt8(ascii: "z"), !isLetter(at: position + 1) {
            position += 1
            return 0
        }
        let sign = next == UInt8(ascii: "+") ? 1 : -1
        guard next == UInt8(ascii: "+") || next == UInt8(ascii: "-") else {
            position = start
            return nil
        }
        position += 1
        let hourStart = position
        guard let number = digits(upTo: 4) else {
            position = start
            return nil
        }
        var hours = number
        var minutes = 0
        if position - hourStart == 4 {
            hours = number / 100
            minutes = number % 100
        } else if next == UInt8(ascii: ":"), let read = minutesAfterColon() {
            minutes = read
        }
        guard position - hourStart >= 2, hours < 24, minutes < 60 else {
            position = start
            return nil
        }
        return sign * (hours * 60 + minutes)
    }

    private mutating func minutesAfterColon() -> Int? {
        guard isDigit(at: position + 1), isDigit(at: position + 2) else { return nil }
        position += 1
        return digits(upTo: 2)
    }

    // MARK: Parts and what stands between

    /// What stands between two parts of a date.
    private enum Gap: Equatable {
        case nothing
        case sign(UInt8)
        case other

        var isNumeric: Bool {
            if case .sign = self { true } else { false }
        }
    }

    private mutating func gap() -> Gap {
        var sign: UInt8?
        var blanks = false
        var isMixed = false
        while let byte = next {
            switch byte {
            case 32:
                blanks = true
            case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: ","):
                if sign != nil { isMixed = true }
                sign = byte
            case UInt8(ascii: "'"):
                isMixed = true
            default:
                if has("of"), !isLetter(at: position + 2) {
                    isMixed = true
                    position += 1
                } else {
                    if isMixed { return .other }
                    if let sign { return .sign(sign) }
                    return blanks ? .sign(32) : .nothing
                }
            }
            position += 1
        }
        return isMixed ? .other : sign.map { .sign($0) } ?? (blanks ? .sign(32) : .nothing)
    }

    /// A further part of a date; nil where a time begins instead, and where none follows.
    private mutating func partOfDate() -> Part? {
        let start = position
        guard let part = part() else {
            position = start
            return nil
        }
        if case .number(_, let digits, let isOrdinal) = part, !isOrdinal, digits <= 2 {
            let isTime = next == UInt8(ascii: ":")
            let end = position
            let isHalf = half() != nil
            position = end
            if isTime || isHalf {
                position = start
                return nil
            }
        }
        return part
    }

    private mutating func part() -> Part? {
        let start = position
        if let number = digits(upTo: 9) {
            let length = position - start
            guard length <= 2, isLetter(at: position) else {
                return .number(number, digits: length, isOrdinal: false)
            }
            for ending in ["st", "nd", "rd", "th"] where has(ending) {
                // 14th and 14thMarch, but not the words 1start or 3thin.
                let after = position + 2
                if !isLetter(at: after) || Self.month(in: bytes, at: after) != nil || isOf(at: after) {
                    position = after
                    return .number(number, digits: length, isOrdinal: true)
                }
            }
            return .number(number, digits: length, isOrdinal: false)
        }
        guard let (month, length) = Self.month(in: bytes, at: position) else { return nil }
        position += length
        return .month(month)
    }

    private func isOf(at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == UInt8(ascii: "o") && bytes[index + 1] == UInt8(ascii: "f")
            && !isLetter(at: index + 2)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// The month whose name is the word at a position, and the length of that word.
    private static func month(in bytes: [UInt8], at start: Int) -> (month: Int, length: Int)? {
        var end = start
        while end < bytes.count, (97...122).contains(bytes[end]) || bytes[end] >= 128 { end += 1 }
        guard 3...9 ~= end - start else { return nil }
        let word = String(decoding: bytes[start..<end], as: UTF8.self)
        if word == "sept" { return (9, 4) }
        for (index, name) in months.enumerated() where word == name || word == name.prefix(3) {
            return (index + 1, end - start)
        }
        return nil
    }

    // MARK: What does not matter

    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
        "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
    ]
    private static let vague: Set<String> = ["approx", "about", "circa", "c"]

    /// Passes a weekday and the words for *roughly* in front, with full stops, commas and brackets.
    private mutating func skipFront() {
        while let byte = next {
            if byte == 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "(") {
                position += 1
            } else if let word = word(), Self.weekdays.contains(word) || Self.vague.contains(word) {
                position += word.utf8.count
            } else {
                return
            }
        }
    }

    private mutating func skipBehind() {
        while let byte = next {
            if byte == 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "*")
                || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
            {
                position += 1
            } else if let word = word(), Self.vague.contains(word) {
                position += word.utf8.count
            } else {
                return
            }
        }
    }

    // MARK: Bytes

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var startsWithWord: Bool { isLetter(at: position) }

    private func isDigit(at index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }

    private func isLetter(at index: Int) -> Bool {
        index < bytes.count && ((97...122).contains(bytes[index]) || bytes[index] >= 128)
    }

    private func has(_ text: String) -> Bool {
        var index = position
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private func word() -> String? {
        var end = position
        while isLetter(at: end) { end += 1 }
        return end > position ? String(decoding: bytes[position..<end], as: UTF8.self) : nil
    }

    private mutating func skipBlanks() {
        while next == 32 { position += 1 }
    }

    private mutating func digits(upTo limit: Int) -> Int? {
        let start = position
        var value = 0
        while isDigit(at: position), position - start < limit {
            value = value * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return position > start ? value : nil
    }
}

extension Day {
    /// Whether systems write this date where there is none. 1 January 1970 may be a date of birth.
    func meansNothing(_ sense: DateSense) -> Bool {
        switch parts {
        case (1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (2079, 6, 6), (2099, 1, 1),
            (2099, 12, 31), (9999, 1, 1), (9999, 12, 31):
            true
        case (1970, 1, 1): sense != .birth
        default: false
        }
    }
}
