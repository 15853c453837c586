/// Reads the time at which somebody asked to be called back: `tomorrow after four`, `Thursday at 2pm`, `in an hour`.
package enum CallbackWords {
    /// The time that the words name, seen from `now`; nil where they name none.
    ///
    /// A day without a time means nine in the morning, a part of the day its beginning; a bare hour from one to seven is
    /// in the afternoon. The caller moves what comes out to a time at which the practice calls.
    package static func time(in text: String, now: LocalTime) -> LocalTime? {
        var reader = CallbackReader(text, now: now)
        return reader.read()?.time
    }

    /// As `time`, but only where the words name both a day and an hour.
    static func exactTime(in text: String, now: LocalTime) -> LocalTime? {
        var reader = CallbackReader(text, now: now)
        guard let reading = reader.read(), reading.namesDay, reading.namesHour else { return nil }
        return reading.time
    }
}

/// One pass over the words of a call-back; each rule takes away the words that it has understood.
private struct CallbackReader {
    private struct Token {
        var text: String
        var number: Int?
    }

    private enum DayPart {
        case morning
        case lunch
        case afternoon
        case evening

        var minute: Int {
            switch self {
            case .morning: 9 * 60
            case .lunch: 12 * 60 + 30
            case .afternoon: 14 * 60
            case .evening: 18 * 60
            }
        }
    }

    private var tokens: [Token]
    private let now: LocalTime
    private var day: Day?
    private var minute: Int?
    private var part: DayPart?
    private var isToday = false
    /// Whether a date was named that does not exist.
    private var isImpossible = false

    init(_ text: String, now: LocalTime) {
        tokens = Self.tokens(text)
        self.now = now
    }

    mutating func read() -> (time: LocalTime, namesDay: Bool, namesHour: Bool)? {
        if let later = readInterval() { return (later, true, true) }
        readPart()
        readDate()
        readRelativeDay()
        readWeekday()
        let isLimit = tokens.contains { $0.text == "before" }
        readClock()
        if isLimit, let limit = minute, limit > 9 * 60 { minute = 9 * 60 }
        guard !isImpossible else { return nil }
        let namesDay = day != nil
        let namesHour = minute != nil
        guard namesDay || namesHour || part != nil else { return nil }
        var time = minute ?? part?.minute ?? 9 * 60
        let nowMinute = now.second / 60
        if day == nil || isToday, minute == nil, time <= nowMinute, let part {
            // "This afternoon", said in the afternoon, means a little later.
            if isToday || part == .evening || part == .afternoon && nowMinute < 17 * 60 {
                time = min(nowMinute + 60, 23 * 60 + 59)
                return (LocalTime(day: now.day, second: time * 60), namesDay, namesHour)
            }
        }
        let date = day ?? (time > nowMinute ? now.day : now.day.adding(days: 1))
        // No call-back is that far away: whatever reads so was misread, or is a date that has just passed.
        guard date >= now.day, date.days(since: now.day) <= 120 else { return nil }
        return (LocalTime(day: date, second: time * 60), namesDay, namesHour)
    }

    // MARK: Words

    private static let units: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
        "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
        "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    ]
    private static let tens: [String: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "twentieth": 20, "thirtieth": 30,
    ]

    /// Words, numbers and the marks that stand between figures. Number words become numbers.
    private static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        func close() {
            guard !word.isEmpty else { return }
            defer { word = "" }
            if let number = Int(word) {
                tokens.append(Token(text: word, number: number))
            } else if let unit = units[word] {
                if unit < 10, let last = tokens.last, let ten = tens[last.text], last.number == ten {
                    tokens[tokens.count - 1] = Token(text: "\(last.text) \(word)", number: ten + unit)
                } else {
                    tokens.append(Token(text: word, number: unit))
                }
            } else {
                tokens.append(Token(text: word, number: tens[word]))
            }
        }
        var wordIsFigures = false
        let lowered = text.prefix(500).lowercased().replacing("p.m.", with: "pm").replacing("a.m.", with: "am")
            .replacing("p.m", with: "pm").replacing("a.m", with: "am")
        for character in lowered {
            switch character {
            case "'", "’": continue
            case "0"..."9":
                if !wordIsFigures { close() }
                wordIsFigures = true
                word.append(character)
            case _ where character.isLetter:
                if wordIsFigures { close() }
                wordIsFigures = false
                word.append(character)
            default:
                let followsFigures = wordIsFigures && !word.isEmpty
                close()
                if followsFigures, ":./-".contains(character) {
                    tokens.append(Token(text: String(character), number: nil))
                }
            }
        }
        close()
        // The ending of an ordinal says nothing more.
        return tokens.enumerated().filter { index, token in
            !(["st", "nd", "rd", "th"].contains(token.text) && index > 0 && tokens[index - 1].number != nil)
        }.map(\.element)
    }

    private func text(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].text : nil }
    private func number(_ index: Int) -> Int? { tokens.indices.contains(index) ? tokens[index].number : nil }

    private mutating func take(_ range: Range<Int>) {
        // A mark stands in, so that words which were apart do not come together.
        tokens.replaceSubrange(range.clamped(to: tokens.indices), with: [Token(text: "|", number: nil)])
    }

    private mutating func take(phrase: String) -> Bool {
        let words = phrase.split(separator: " ").map(String.init)
        for start in tokens.indices where start + words.count <= tokens.count {
            if (0..<words.count).allSatisfy({ tokens[start + $0].text == words[$0] }) {
                take(start..<start + words.count)
                return true
            }
        }
        return false
    }

    // MARK: Rules

    /// `in an hour`, `in half an hour`, `in twenty minutes`, `in two days' time`.
    private mutating func readInterval() -> LocalTime? {
        for start in tokens.indices where ["in", "within", "after", "about", "another"].contains(tokens[start].text) {
            var index = start + 1
            while ["about", "around", "another", "maybe", "perhaps"].contains(text(index) ?? "") { index += 1 }
            var minutes: Int?
            if text(index) == "half", text(index + 1) == "an", text(index + 2) == "hour" {
                minutes = 30
            } else if text(index) == "half", text(index + 1) == "hour" {
                minutes = 30
            } else {
                var amount = number(index)
                if ["a", "an"].contains(text(index) ?? "") {
                    amount = 1
                    if text(index + 1) == "couple" {
                        amount = 2
                        index += text(index + 2) == "of" ? 2 : 1
                    } else if text(index + 1) == "few" {
                        amount = 3
                        index += 1
                    }
                }
                guard let amount, amount <= 600 else { continue }
                switch text(index + 1) {
                case "minute", "minutes", "min", "mins": minutes = amount
                case "hour", "hours", "hr", "hrs":
                    let half = text(index + 2) == "and" && text(index + 3) == "a" && text(index + 4) == "half"
                    minutes = amount * 60 + (half ? 30 : 0)
                case "day", "days":
                    day = now.day.adding(days: amount)
                    take(start..<index + 2)
                    return nil
                case "week", "weeks":
                    day = now.day.adding(days: 7 * amount)
                    take(start..<index + 2)
                    return nil
                case "month", "months":
                    day = now.day.adding(months: amount)
                    take(start..<index + 2)
                    return nil
                default: continue
                }
            }
            if let minutes {
                let total = now.second + minutes * 60
                return LocalTime(day: now.day.adding(days: total / 86_400), second: total % 86_400)
            }
        }
        if take(phrase: "later today") {
            let total = now.second + 2 * 3600
            return LocalTime(day: now.day, second: min(total, 86_399))
        }
        return nil
    }

    private mutating func readPart() {
        for (phrase, found) in [
            ("this morning", DayPart.morning), ("this afternoon", .afternoon), ("this evening", .evening),
            ("tonight", .evening), ("this lunchtime", .lunch),
        ] where take(phrase: phrase) {
            part = found
            day = now.day
            isToday = true
            return
        }
        for (phrase, found) in [
            ("morning", DayPart.morning), ("mornings", .morning), ("lunchtime", .lunch), ("lunch time", .lunch),
            ("lunch", .lunch), ("afternoon", .afternoon), ("afternoons", .afternoon), ("evening", .evening),
            ("evenings", .evening), ("night", .evening), ("after work", .evening),
        ] where take(phrase: phrase) {
            part = found
            return
        }
    }

    private static let months = MonthName.all.map { $0.lowercased() }

    private static func month(_ word: String?) -> Int? {
        guard let word, word.count >= 3 else { return nil }
        if word == "sept" { return 9 }
        return months.firstIndex { $0 == word || word.count == 3 && $0.hasPrefix(word) }.map { $0 + 1 }
    }

    private func date(year: Int?, month: Int, day: Int) -> Day? {
        if let year { return Day(year: year < 100 ? 2000 + year : year, month: month, day: day) }
        guard let date = Day(year: now.day.year, month: month, day: day) else {
            return Day(year: now.day.year + 1, month: month, day: day)
        }
        return date >= now.day ? date : Day(year: now.day.year + 1, month: month, day: day)
    }

    private mutating func readDate() {
        guard day == nil else { return }
        if takeNamedDate() {
            isImpossible = day == nil
        } else {
            readDayOfMonth()
        }
    }

    /// Whether a date with its month was named; `day` stays nil where there is no such date.
    private mutating func takeNamedDate() -> Bool {
        for start in tokens.indices {
            if let year = number(start), tokens[start].text.count == 4, text(start + 1) == "-",
                let month = number(start + 2), text(start + 3) == "-", let date = number(start + 4)
            {
                day = Day(year: year, month: month, day: date)
                take(start..<start + (text(start + 5) == "t" ? 6 : 5))
                return true
            }
            if let date = number(start), text(start + 1) == "/", let month = number(start + 2) {
                let hasYear = text(start + 3) == "/" && number(start + 4) != nil
                day = self.date(year: hasYear ? number(start + 4) : nil, month: month, day: date)
                take(start..<start + (hasYear ? 5 : 3))
                return true
            }
            if let date = number(start) {
                let next = text(start + 1) == "of" ? start + 2 : start + 1
                if let month = Self.month(text(next)) {
                    let hasYear = (number(next + 1) ?? 0) > 2000
                    day = self.date(year: hasYear ? number(next + 1) : nil, month: month, day: date)
                    take(start..<next + (hasYear ? 2 : 1))
                    return true
                }
            }
            if let month = Self.month(text(start)) {
                let next = text(start + 1) == "the" ? start + 2 : start + 1
                // "May" is a verb too: a month before its date needs the date.
                if let date = number(next), (1...31).contains(date) {
                    day = self.date(year: nil, month: month, day: date)
                    take(start..<next + 1)
                    return true
                }
            }
        }
        return false
    }

    /// "The 26th": the next day of that number.
    private mutating func readDayOfMonth() {
        for start in tokens.indices
        where text(start) == "the" && text(start + 2) != ":" && text(start + 2) != "oclock" {
            guard let date = number(start + 1), (1...31).contains(date) else { continue }
            let (year, month, _) = now.day.parts
            for step in 0...12 {
                let index = month - 1 + step
                if let found = Day(year: year + index / 12, month: index % 12 + 1, day: date), found >= now.day {
                    day = found
                    break
                }
            }
            take(start..<start + 2)
            // The weekday that goes with a date says nothing new.
            for weekday in Weekday.allCases { _ = take(phrase: weekday.rawValue.lowercased()) }
            return
        }
    }

    private mutating func readRelativeDay() {
        guard day == nil else { return }
        if take(phrase: "day after tomorrow") {
            day = now.day.adding(days: 2)
        } else if take(phrase: "tomorrow") || take(phrase: "tomorrows") {
            day = now.day.adding(days: 1)
        } else if take(phrase: "today") {
            day = now.day
            isToday = true
        }
    }

    private mutating func readWeekday() {
        guard day == nil else { return }
        let today = Weekday.allCases.firstIndex(of: now.day.weekday) ?? 0
        for index in tokens.indices {
            let word = tokens[index].text
            guard word.count >= 3,
                let wanted = Weekday.allCases.firstIndex(where: {
                    let name = $0.rawValue.lowercased()
                    return name == word || name + "s" == word || word == name.prefix(3)
                        || ["tues", "weds", "thur", "thurs"].contains(word) && name.hasPrefix(word.prefix(3))
                })
            else { continue }
            var ahead = (wanted - today + 7) % 7
            if ahead == 0 { ahead = 7 }
            let isNext = text(index - 1) == "next" || text(index + 1) == "next" || text(index + 1) == "week"
            // "Next Thursday", said on a Tuesday, is not the day after tomorrow.
            if isNext, wanted > today { ahead += 7 }
            day = now.day.adding(days: ahead)
            let start = text(index - 1) == "next" || text(index - 1) == "this" ? index - 1 : index
            take(start..<index + (text(index + 1) == "next" || text(index + 1) == "week" ? 2 : 1))
            return
        }
        if take(phrase: "next week") || take(phrase: "the week after") {
            day = now.day.adding(days: 7 - today)
        } else if take(phrase: "weekend") {
            day = now.day.adding(days: today < 5 ? 5 - today : (today == 5 ? 7 : 6))
        }
    }

    private mutating func readClock() {
        for (phrase, value) in [("midday", 720), ("noon", 720), ("midnight", 1439)] where take(phrase: phrase) {
            minute = value
            return
        }
        for start in tokens.indices {
            let isPast = text(start + 1) == "past"
            guard isPast || text(start + 1) == "to", let hour = number(start + 2), (1...12).contains(hour) else {
                continue
            }
            let minutes: Int
            switch text(start) {
            case "half" where isPast: minutes = 30
            case "quarter": minutes = 15
            default:
                guard let number = number(start), [5, 10, 20, 25].contains(number) else { continue }
                minutes = number
            }
            let base = clock(hour: hour, meridiem: text(start + 3))
            minute = isPast ? base + minutes : base - minutes
            return
        }
        for start in tokens.indices where text(start) == "half" {
            // "Half four" is half past four in British speech.
            guard let hour = number(start + 1), (1...12).contains(hour) else { continue }
            minute = clock(hour: hour, meridiem: text(start + 2)) + 30
            return
        }
        for start in tokens.indices {
            guard let hour = number(start), hour < 24, text(start + 1) == ":" || text(start + 1) == ".",
                let minutes = number(start + 2), minutes < 60, tokens[start + 2].text.count == 2
            else { continue }
            set(hour: hour, minutes: minutes, meridiem: text(start + 3), isFigures: tokens[start].text.count == 2)
            return
        }
        for start in tokens.indices {
            guard let hour = number(start), (1...12).contains(hour) else { continue }
            if ["am", "pm", "oclock"].contains(text(start + 1) ?? "") {
                let meridiem = text(start + 1) == "oclock" ? text(start + 2) : text(start + 1)
                set(hour: hour, minutes: 0, meridiem: meridiem, isFigures: false)
                return
            }
            if let minutes = number(start + 1), ["am", "pm"].contains(text(start + 2) ?? ""), minutes < 60 {
                set(hour: hour, minutes: minutes, meridiem: text(start + 2), isFigures: false)
                return
            }
        }
        let leads: Set<String> = [
            "at", "after", "from", "around", "about", "past", "by", "between", "say", "before", "until", "till", "for",
        ]
        for start in tokens.indices {
            guard let value = number(start) else { continue }
            let lead = text(start - 1) ?? ""
            guard leads.contains(lead) || day != nil || part != nil else { continue }
            let figures = tokens[start].text
            if figures.count == 4, figures.utf8.allSatisfy({ (48...57).contains($0) }), value / 100 < 24,
                value % 100 < 60
            {
                minute = value / 100 * 60 + value % 100
            } else if (1...23).contains(value) {
                let minutes = number(start + 1).flatMap { (1..<60).contains($0) && $0 >= 5 ? $0 : nil } ?? 0
                set(hour: value, minutes: minutes, meridiem: nil, isFigures: false)
            } else {
                continue
            }
            return
        }
    }

    private mutating func set(hour: Int, minutes: Int, meridiem: String?, isFigures: Bool) {
        if hour == 0 || hour > 12 || isFigures && meridiem != "am" && meridiem != "pm" && (hour >= 8 || hour == 0) {
            minute = hour * 60 + minutes
        } else {
            minute = clock(hour: hour, meridiem: meridiem) + minutes
        }
    }

    /// Minutes since midnight of an hour from one to twelve, on the half of the day that was meant.
    private func clock(hour: Int, meridiem: String?) -> Int {
        let twelve = hour % 12
        let isAfternoon =
            switch (meridiem, part) {
            case ("am", _): false
            case ("pm", _): true
            case (_, .morning): false
            case (_, .evening): hour >= 4 && hour < 12
            case (_, .afternoon), (_, .lunch): hour < 10 || hour == 12
            case (_, nil): hour <= 7 || hour == 12
            }
        return (twelve + (isAfternoon ? 12 : 0)) * 60
    }
}
