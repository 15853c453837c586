/// Reads wishes about the time of calls out of free text and out of columns of preferred times.
///
/// In free text only what is plainly such a wish counts: words of calling beside a time (`no calls on Mondays`, `please
/// ring after 5`), or a clause of nothing but times with a word such as *only*, *best* or *not*. `Drops mornings only` and
/// `prefers afternoons`, which is about appointments, are no wishes about calls. In a column of preferred times every time counts.
///
/// *Mornings* end at 12, *afternoons* go from 12 to 18, *evenings* begin at 17. An hour from 1 to 7 without more is one of
/// the afternoon.
package enum TimeWishReader {
    /// The wishes of a text; nil where it has none.
    ///
    /// - Parameters:
    ///   - text: The cell.
    ///   - isColumn: Whether the column asks for times.
    /// - Returns: What is left of the week.
    package static func read(_ text: String, isColumn: Bool = false) -> TimeWishes? {
        guard text.utf8.count <= 4000, isColumn || mayHold(text) else { return nil }
        var wishes: TimeWishes?
        for sentence in WishScanner.sentences(of: text) {
            for run in runs(of: sentence, isColumn: isColumn) {
                var groups = WishGroups(isColumn: isColumn)
                groups.take(run)
                guard let found = groups.wishes else { continue }
                wishes = wishes?.narrowed(by: found) ?? found
            }
        }
        return wishes
    }

    /// Whether the text has a word that every wish in free text has: most notes have none.
    private static func mayHold(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.contains { word in
            if WishScanner.calls[String(word)] != nil { return true }
            return switch WishWord.of(String(word)) {
            case .calling, .strong, .negation, .after, .before, .between: true
            default: false
            }
        }
    }

    /// The stretches of a sentence that are wishes: nothing but known words in each.
    private static func runs(of sentence: [WishToken], isColumn: Bool) -> [[WishToken]] {
        var runs: [[WishToken]] = []
        var isOtherwise = false
        var whole: [WishToken] = []
        func close() {
            let isBare = whole.count == sentence.count && isStretch(whole)
            if !whole.isEmpty, isColumn || whole.contains(.calling) || isBare || !isOtherwise && isWish(whole) {
                runs.append(whole)
            }
            whole = []
        }
        for clause in sentence.split(separator: .comma) {
            if !clause.contains(where: \.isUnknown) {
                if !whole.isEmpty { whole.append(.comma) }
                whole += clause
                continue
            }
            close()
            // Words that are not known: a wish only where calls are named.
            for run in clause.split(whereSeparator: \.isUnknown) {
                let run = Array(run)
                if isColumn || run.contains(.calling) { runs.append(run) }
            }
            // Lenses that are worn at weekends only are no wish, whatever stands behind the next comma.
            if clause.contains(.otherDoing) { isOtherwise = true }
        }
        close()
        return runs
    }

    /// Whether a run is nothing but a stretch of the day: `After 5`, `between 10 and 12`.
    private static func isStretch(_ run: [WishToken]) -> Bool {
        guard let first = run.first, [.after, .before, .between].contains(first), run.count <= 5 else { return false }
        return run.contains { token in
            switch token {
            case .time, .number: true
            default: false
            }
        }
    }

    /// Whether the words of a run make it a wish, not only a time.
    private static func isWish(_ run: [WishToken]) -> Bool {
        run.contains(.strong) || run.contains(.negation)
    }

    /// Whether a text is nothing but days and times, and more than a bare number.
    package static func namesTimes(_ text: String) -> Bool {
        let tokens = WishScanner.sentences(of: text).flatMap { $0 }
        guard !tokens.contains(where: \.isUnknown) else { return false }
        return tokens.contains { token in
            switch token {
            case .day, .part, .workingHours, .time, .before, .after, .between, .from: true
            case .upTo: tokens.count > 2
            default: false
            }
        }
    }

    /// What a cell of a column of preferred times comes to.
    package enum Column: Equatable, Sendable {
        case wishes(TimeWishes)
        /// Any time is as good.
        case any
        case unread
    }

    /// Reads a cell of a column that asks for times.
    package static func column(_ text: String) -> Column {
        if let wishes = read(text, isColumn: true) { return .wishes(wishes) }
        let tokens = WishScanner.sentences(of: text).flatMap { $0 }
        let isKnown = !tokens.contains(where: \.isUnknown) && !tokens.contains(.negation)
        return isKnown ? .any : .unread
    }
}

/// A word or a time of a wish.
enum WishToken: Equatable {
    case day(Set<Weekday>, isPlural: Bool)
    /// A part of the day, or every time.
    case part(Range<Int>)
    /// A time of day in minutes, before it is known whether the afternoon is meant where `isOpen`.
    case time(Int, isOpen: Bool)
    /// A number that is a time only where a word says so.
    case number(Int)
    /// Hours of work on weekdays.
    case workingHours
    case calling
    /// *Only*, *best*, *prefers*.
    case strong
    case negation
    case before, after, between, from
    /// *To* and the dash of a stretch.
    case upTo
    case onwards, earlier
    case at
    case comma
    case filler
    /// What somebody does at such a time beside being called.
    case otherDoing
    case unknown

    var isUnknown: Bool { self == .unknown || self == .otherDoing }
}

/// The words of wishes.
enum WishWord {
    static func of(_ word: String) -> WishToken {
        table[word.replacing("’", with: "'")] ?? .unknown
    }

    private static let table: [String: WishToken] = {
        var table: [String: WishToken] = [:]
        func add(_ token: WishToken, _ words: String) {
            for word in words.split(separator: " ") { table[String(word)] = token }
        }
        let days: [(Weekday, String, String)] = [
            (.monday, "mon monday", "mons mondays"), (.tuesday, "tue tues tuesday", "tuesdays"),
            (.wednesday, "wed weds wednesday", "wednesdays"), (.thursday, "thu thur thurs thursday", "thursdays"),
            (.friday, "fri friday", "fris fridays"), (.saturday, "sat saturday", "sats saturdays"),
            (.sunday, "sun sunday", "suns sundays"),
        ]
        for (day, single, plural) in days {
            add(.day([day], isPlural: false), single)
            add(.day([day], isPlural: true), plural)
        }
        add(.day(week, isPlural: true), "weekday weekdays")
        add(.day([.saturday, .sunday], isPlural: true), "weekend weekends")
        add(.part(0..<720), "morning mornings am")
        add(.part(720..<1080), "afternoon afternoons")
        add(.part(720..<1440), "pm")
        add(.part(1020..<1440), "evening evenings eve eves")
        add(.part(1080..<1440), "night nights")
        add(.part(720..<840), "lunch lunchtime lunchtimes lunches dinnertime")
        add(.part(960..<1080), "teatime teatimes")
        add(.part(540..<1020), "daytime")
        add(.part(0..<1440), "anytime always")
        add(.workingHours, "workinghours")
        add(.time(720, isOpen: false), "noon midday")
        add(.calling, "call calls ring phone telephone contact calling ringing phoning tel")
        add(
            .strong,
            """
            only best better ideally suits convenient available free
            """)
        add(
            .negation,
            """
            no not never don't dont doesn't doesnt avoid except isn't can't cant cannot unavailable excluding won't unable
            """)
        add(.before, "before until till til by")
        add(.after, "after past")
        add(.between, "between")
        add(.from, "from")
        add(.upTo, "to")
        add(.onwards, "onwards onward later")
        add(.earlier, "earlier")
        add(.at, "at around about approx circa")
        add(
            .filler,
            """
            please pls plz the a an on in is are of or and & any time times day days o'clock oclock hrs hours hour \
            prefer prefers preferred preferably preference patient pt px her him them me she he they do does be for during every each early late mid if possible wishes \
            would likes like wants asks ok okay fine good most very can either both all also back then home mobile \
            landline mob
            """)
        add(
            .otherDoing,
            """
            wear wears wearing wearer worn lens lenses cl cls rgp rgps drops drop gtt uses use using used glasses specs \
            spectacles reads reading drives driving drive takes taking tablets latanoprost travoprost \
            bimatoprost timolol appointment appointments appt appts visit visits visiting collect collection delivery \
            deliver test tests booked book
            """)
        return table
    }()

    static let week: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
}

/// Cuts a text into sentences of words and times.
enum WishScanner {
    static func sentences(of text: String) -> [[WishToken]] {
        var sentences: [[WishToken]] = []
        var tokens: [WishToken] = []
        let characters = Array(together(text.lowercased()))
        var position = 0
        var last = ""
        func isDigit(_ place: Int) -> Bool {
            place < characters.count && characters[place].isASCII && characters[place].isNumber
        }
        while position < characters.count {
            let character = characters[position]
            if isDigit(position) {
                position = number(characters, at: position, &tokens)
                continue
            }
            if character.isLetter {
                var end = position
                while end < characters.count,
                    characters[end].isLetter || characters[end] == "'" || characters[end] == "’"
                {
                    end += 1
                }
                var word = String(characters[position..<end])
                position = end
                // Who wishes to be called; that somebody was called is no wish.
                if last == "be" || last == "being", let call = calls[word] { word = call }
                last = word
                // The stops of `p.m.`
                if (word == "a" || word == "p"), end + 1 < characters.count, characters[end] == ".",
                    characters[end + 1] == "m"
                {
                    word == "a" ? meridiem(false, &tokens) : meridiem(true, &tokens)
                    position = end + 2
                    if position < characters.count, characters[position] == "." { position += 1 }
                    continue
                }
                take(word, &tokens)
                continue
            }
            switch character {
            case "-", "–", "—": tokens.append(.upTo)
            case "+": tokens.append(.onwards)
            case ",", "/": tokens.append(character == "/" ? .filler : .comma)
            case ".", ";", "(", ")", "|", "!", "\n", "\r", "\r\n":
                sentences.append(tokens)
                tokens = []
            case "?": tokens.append(.unknown)
            default: break
            }
            position += 1
        }
        sentences.append(tokens)
        return sentences.filter { !$0.isEmpty }
    }

    /// What is wished for where *be* stands in front of it.
    static let calls = ["called": "call", "phoned": "phone", "rung": "ring", "contacted": "contact"]

    /// Hours of work as one word.
    private static func together(_ text: String) -> String {
        guard text.contains("hours") || text.contains("hrs") else { return text }
        var text = text.replacing(" hrs", with: " hours")
        for word in ["working", "work", "office", "business"] {
            text = text.replacing("\(word) hours", with: "workinghours")
        }
        return text
    }

    private static func take(_ word: String, _ tokens: inout [WishToken]) {
        if word == "am" || word == "pm" { return meridiem(word == "pm", &tokens) }
        if word == "but" || word == "however" { return tokens.append(.comma) }
        tokens.append(WishWord.of(word))
    }

    /// *Am* and *pm* behind a number make it a time; alone they are the morning and what follows it.
    private static func meridiem(_ isAfternoon: Bool, _ tokens: inout [WishToken]) {
        let hours: Int
        switch tokens.last {
        case .number(let number) where (1...12).contains(number): hours = number * 60
        case .time(let minutes, true) where minutes < 780: hours = minutes
        default:
            tokens.append(WishWord.of(isAfternoon ? "pm" : "am"))
            return
        }
        let start = hours % 720
        tokens[tokens.count - 1] = .time(isAfternoon ? start + 720 : start, isOpen: false)
    }

    /// Reads a number, with minutes where they stand behind it; returns where it ends.
    private static func number(_ characters: [Character], at start: Int, _ tokens: inout [WishToken]) -> Int {
        func digits(from place: Int) -> Int {
            var end = place
            while end < characters.count, characters[end].isASCII, characters[end].isNumber { end += 1 }
            return end
        }
        func value(_ range: Range<Int>) -> Int { Int(String(characters[range])) ?? 0 }
        let end = digits(from: start)
        let count = end - start
        let next = end < characters.count ? characters[end] : " "
        if count <= 2, [":", "."].contains(next), digits(from: end + 1) == end + 3 {
            let hour = value(start..<end)
            let minute = value(end + 1..<end + 3)
            guard hour < 24, minute < 60 else {
                tokens.append(.unknown)
                return end + 3
            }
            tokens.append(.time(hour * 60 + minute, isOpen: hour <= 12 && count == 1 || (10...12).contains(hour)))
            return end + 3
        }
        // What counts something else than hours, or is part of a date.
        let suffix = String(characters[end..<min(characters.count, end + 2)])
        if ["st", "nd", "rd", "th"].contains(suffix) || next == "x" || next == "%" {
            tokens.append(.unknown)
            return min(characters.count, end + 1)
        }
        if next == "/", end + 1 < characters.count, characters[end + 1].isNumber {
            tokens.append(.unknown)
            var position = end
            while position < characters.count, characters[position] == "/" || characters[position].isNumber {
                position += 1
            }
            return position
        }
        if isCount(characters, behind: end) {
            tokens.append(.unknown)
            return end
        }
        let number = value(start..<min(end, start + 6))
        switch count {
        case 1...2: tokens.append(number < 24 ? .number(number) : .unknown)
        case 4 where (600...1930).contains(number) && [0, 15, 30, 45].contains(number % 100):
            tokens.append(.time(number / 100 * 60 + number % 100, isOpen: false))
        default: tokens.append(.unknown)
        }
        return end
    }

    /// Whether a unit follows that is not of the day: `5 days`, `2 calls`.
    private static func isCount(_ characters: [Character], behind end: Int) -> Bool {
        var start = end
        while start < characters.count, characters[start] == " " { start += 1 }
        var stop = start
        while stop < characters.count, characters[stop].isLetter { stop += 1 }
        return units.contains(String(characters[start..<stop]))
    }

    private static let units: Set<String> = [
        "day", "days", "week", "weeks", "wk", "wks", "month", "months", "mth", "mths", "year", "years", "yr", "yrs",
        "minute", "minutes", "min", "mins", "time", "times", "calls", "mm", "weekly", "monthly", "yearly", "x",
    ]
}

/// The times of one stretch of words, gathered into what is wished and what is not.
struct WishGroups {
    private struct Group {
        var days: Set<Weekday> = []
        var times: [Range<Int>] = []
        var endsInTime = false
        var isNegated = false

        var isEmpty: Bool { days.isEmpty && times.isEmpty }
        var isWhole: Bool { !days.isEmpty && !times.isEmpty }
        /// The times that it names; all days or the whole day where it names none.
        var meant: TimeWishes {
            TimeWishes(on: days.isEmpty ? Set(Weekday.allCases) : days, at: times.isEmpty ? [0..<1440] : times)
        }
    }

    private let isColumn: Bool
    private var groups: [Group] = []
    private var current = Group()
    /// Whether the words name a day where only a time of day makes sense: `do not call until Monday`.
    private var hasFailed = false

    init(isColumn: Bool) { self.isColumn = isColumn }

    /// What is left of the week; nil where nothing is wished.
    var wishes: TimeWishes? {
        guard !hasFailed, !groups.isEmpty else { return nil }
        var wishes = TimeWishes.none
        let positive = groups.filter { !$0.isNegated }
        let ofDays = positive.filter { !$0.days.isEmpty }
        let ofTimes = positive.filter(\.days.isEmpty)
        for kind in [ofDays, ofTimes] {
            let meant = kind.map(\.meant)
            guard let first = meant.first else { continue }
            wishes = wishes.narrowed(by: meant.dropFirst().reduce(first) { $0.widened(by: $1) })
        }
        for group in groups where group.isNegated { wishes = wishes.narrowed(by: group.meant.inverted) }
        return wishes == .none ? nil : wishes
    }

    // MARK: Gathering

    mutating func take(_ run: [WishToken]) {
        let countsDays = isColumn || run.contains(.strong)
        var index = 0
        while index < run.count {
            defer { index += 1 }
            switch run[index] {
            case .negation:
                let rest = run[(index + 1)...].prefix { $0 != .comma }
                if !current.isEmpty, !rest.contains(where: Self.isTime) {
                    // `Mondays no good`
                    current.isNegated = true
                    close(isNegated: false)
                } else {
                    close(isNegated: true)
                }
            case .comma:
                let rest = run[(index + 1)...].prefix { $0 != .comma }
                let isFresh = !rest.contains(.negation) && (rest.contains(.strong) || rest.contains(.calling))
                if current.isNegated, isFresh { close(isNegated: false) }
                if current.isWhole { close(isNegated: current.isNegated) }
            case .day(let days, let isPlural):
                var days = days
                var counts = isPlural || countsDays || current.isNegated
                if let (last, end) = dayBehind(run, index), let range = Self.stretch(from: days, to: last) {
                    days = range
                    counts = true
                    index = end
                }
                if counts { add(days) }
            case .part(let range): add(range)
            case .workingHours:
                add(540..<1020)
                current.days.formUnion(WishWord.week)
            case .before:
                guard let (value, end) = value(run, behind: index) else {
                    hasFailed = hasFailed || isDay(run, behind: index)
                    continue
                }
                index = end
                add(0..<value.start(current.isNegated ? .notBefore : .before))
            case .after:
                guard let (value, end) = value(run, behind: index) else {
                    hasFailed = hasFailed || isDay(run, behind: index)
                    continue
                }
                index = end
                add(value.end(current.isNegated ? .notAfter : .after)..<1440)
            case .from, .between:
                guard let (first, middle) = value(run, behind: index) else { continue }
                index = middle
                if let (last, end) = value(run, behind: middle, mayJoin: run[index] != .onwards) {
                    index = end
                    add(Self.stretch(from: first, to: last))
                } else {
                    add(first.start(.notBefore)..<1440)
                }
            case .time, .number: takeTime(run, &index)
            case .calling, .strong, .upTo, .onwards, .earlier, .at, .filler, .otherDoing, .unknown: break
            }
        }
        close(isNegated: false)
    }

    /// A time of day without a word in front of it: a stretch, or one that a word behind it opens.
    private mutating func takeTime(_ run: [WishToken], _ index: inout Int) {
        guard let first = Value(run[index]) else { return }
        let next = index + 1 < run.count ? run[index + 1] : .comma
        let isNamed = index > 0 && run[index - 1] == .at
        switch next {
        case .upTo:
            if let (last, end) = value(run, behind: index + 1) {
                index = end
                add(Self.stretch(from: first, to: last))
            } else {
                index += 1
                add(first.end(.after)..<1440)
            }
        case .onwards:
            index += 1
            add(first.end(.after)..<1440)
        case .earlier:
            index += 1
            add(0..<first.start(.before))
        default:
            // `Or later`, with a word between.
            if index + 2 < run.count, run[index + 2] == .onwards, next == .filler {
                index += 2
                add(first.end(.after)..<1440)
            } else if isColumn || isNamed {
                let start = first.start(.bare)
                add(start..<start + 60)
            }
        }
    }

    private mutating func add(_ days: Set<Weekday>) {
        if current.isWhole, current.endsInTime { close(isNegated: current.isNegated) }
        current.days.formUnion(days)
        current.endsInTime = false
    }

    private mutating func add(_ times: Range<Int>?) {
        guard let times else { return }
        if current.isWhole, !current.endsInTime { close(isNegated: current.isNegated) }
        current.times.append(times)
        current.endsInTime = true
    }

    private mutating func close(isNegated: Bool) {
        if !current.isEmpty { groups.append(current) }
        current = Group(isNegated: isNegated)
    }

    // MARK: Looking ahead

    private static func isTime(_ token: WishToken) -> Bool {
        switch token {
        case .day, .part, .time, .number, .workingHours: true
        default: false
        }
    }

    /// The time behind a place, past words that say nothing; a part of the day counts as its beginning or its end.
    private func value(_ run: [WishToken], behind index: Int, mayJoin: Bool = true) -> (Value, Int)? {
        guard mayJoin else { return nil }
        var place = index + 1
        while place < run.count, [.filler, .at, .upTo].contains(run[place]) { place += 1 }
        guard place < run.count, let value = Value(run[place]) else { return nil }
        return (value, place)
    }

    private func isDay(_ run: [WishToken], behind index: Int) -> Bool {
        guard let next = run[(index + 1)...].first(where: { $0 != .filler }) else { return false }
        if case .day = next { return true }
        return false
    }

    /// The last day of `Mon-Fri`, and where it stands.
    private func dayBehind(_ run: [WishToken], _ index: Int) -> (Set<Weekday>, Int)? {
        guard index + 2 < run.count, run[index + 1] == .upTo, case .day(let days, _) = run[index + 2] else {
            return nil
        }
        return (days, index + 2)
    }

    private static func stretch(from first: Set<Weekday>, to last: Set<Weekday>) -> Set<Weekday>? {
        let week = Weekday.allCases
        guard first.count == 1, last.count == 1, let from = week.firstIndex(where: first.contains),
            let to = week.firstIndex(where: last.contains), from != to
        else { return nil }
        return Set(from < to ? week[from...to] : week[from...] + week[...to])
    }

    private static func stretch(from first: Value, to last: Value) -> Range<Int>? {
        var start = first.start(.bare)
        var end = last.end(.bare)
        if last.isOpen, end <= start { end += 720 }
        // `9-11pm`: what is said of the end is meant of both.
        if !last.isOpen, end > 720, first.isOpen, start < 720, start + 720 < end { start += 720 }
        return start < end && end <= 1440 ? start..<end : nil
    }

    /// A time of day that may be of the morning or the afternoon.
    private struct Value {
        var first: Int
        var last: Int
        var isOpen: Bool

        init?(_ token: WishToken) {
            switch token {
            case .time(let minutes, let isOpen): (first, last, self.isOpen) = (minutes, minutes, isOpen)
            case .number(let hour) where (1..<24).contains(hour):
                (first, last, isOpen) = (hour * 60, hour * 60, hour <= 12)
            case .part(let range): (first, last, isOpen) = (range.lowerBound, range.upperBound, false)
            default: return nil
            }
        }

        /// What stands in front of the time.
        enum Sense {
            case bare, before, after, notBefore, notAfter
        }

        func start(_ sense: Sense) -> Int { isOpen ? Self.meant(first, sense) : first }
        func end(_ sense: Sense) -> Int { isOpen ? Self.meant(last, sense) : last }

        private static func meant(_ minutes: Int, _ sense: Sense) -> Int {
            switch minutes / 60 {
            case 1...7: minutes + 720
            case 8: sense == .notBefore || sense == .bare ? minutes : minutes + 720
            case 9...11: sense == .notAfter ? minutes + 720 : minutes
            default: minutes
            }
        }
    }
}
