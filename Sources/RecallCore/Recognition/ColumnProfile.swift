/// What the cells of one column look like, counted while they stream past; memory does not grow with the file.
struct ColumnProfile {
    /// Cells of the rows looked at, blank ones too.
    private(set) var cells = 0
    private(set) var filled = 0
    /// Words that say "nothing here".
    private(set) var fillers = 0
    private(set) var dates = 0
    private(set) var futureDates = 0
    /// Those of them whose year has two digits, and may be of the last century.
    private(set) var shortFutureDates = 0
    /// Whole numbers that a spreadsheet may mean as days: dates only where the header says so.
    private(set) var dayNumbers = 0
    private(set) var mobiles = 0
    private(set) var landlines = 0
    /// Telephones that begin as such: with a nought, a plus or the country's code.
    private(set) var plainPhones = 0
    private(set) var emails = 0
    private(set) var postcodes = 0
    /// Ten digits; and those whose last is the check digit.
    private(set) var tenDigits = 0
    private(set) var nhsNumbers = 0
    private(set) var times = 0
    private(set) var integers = 0
    private(set) var smallIntegers = 0
    /// `12`, `24 months`, `2 years`.
    private(set) var spans = 0
    private(set) var nameLike = 0
    private(set) var severalWords = 0
    private(set) var commas = 0
    private(set) var letters = 0
    private(set) var surgeries = 0
    private(set) var length = 0
    private(set) var samples: [String] = []
    /// Cells by the words that they are.
    private var wordCounts: [CellWords: Int] = [:]
    /// The different short cells and how often each stands, while they are few.
    private(set) var values: [String: Int]? = [:]
    /// The days of date cells, with the rows in which they stand.
    private(set) var days: [(row: Int, day: Int)] = []
    private var distinct: Set<Int> = []
    private var births = 0
    private(set) var dateColumn = DateColumn(sense: .due)
    private let today: Day

    private static let mostValues = 16
    private static let mostDays = 400

    init(today: Day) { self.today = today }

    /// Looks at one cell closely.
    mutating func add(_ cell: String, row: Int) {
        cells += 1
        let text = PhoneText.trimmed(cell)
        guard !text.isEmpty else { return }
        filled += 1
        distinct.insert(text.hashValue)
        if samples.count < 3, !samples.contains(text) { samples.append(text) }
        look(text, row: row)
    }

    /// Counts only what says in which order dates are written, in a row that is not looked at closely.
    mutating func addDate(_ cell: String) {
        dateColumn.observe(cell)
    }

    /// Whether every cell of the column matters, for the order of its dates.
    var needsEveryCell: Bool { filled == 0 || dates > 0 }

    /// Different cells among the filled ones, 0 to 1.
    var distinctShare: Double { filled == 0 ? 0 : Double(distinct.count) / Double(filled) }
    var distinctCount: Int { distinct.count }
    var phones: Int { mobiles + landlines }
    var averageLength: Double { filled == 0 ? 0 : Double(length) / Double(filled) }
    /// The filled cells that say something.
    var telling: Int { filled - fillers }
    /// Cells that say yes or no.
    var answers: Int { words([.yes, .no]) }

    /// The cells that are any of these words.
    func words(_ kinds: CellWords) -> Int {
        wordCounts.reduce(0) { $1.key.isDisjoint(with: kinds) ? $0 : $0 + $1.value }
    }

    /// The share of the cells that say something.
    func share(_ count: Int) -> Double { telling <= 0 ? 0 : min(1, Double(count) / Double(telling)) }

    func share(_ kinds: CellWords) -> Double { share(words(kinds)) }

    /// How far the dates are those of births: spread over a life, none of them to come.
    var birthLike: Double {
        guard dates > 0, futureDates == 0 else { return 0 }
        return Double(births) / Double(dates)
    }

    private mutating func look(_ text: String, row: Int) {
        let bytes = Array(text.utf8)
        length += bytes.count
        var digits = 0
        var alphabetic = 0
        var blanks = 0
        var hasComma = false
        var at = -1
        var others = 0
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 48...57: digits += 1
            case 65...90, 97...122, 128...255: alphabetic += 1
            case 32: blanks += 1
            case UInt8(ascii: ","), 10, 13: hasComma = true
            case UInt8(ascii: "@"): at = index
            default: others += 1
            }
        }
        if bytes.count <= 24 {
            let lowered = text.lowercased()
            let words = CellWords.of(lowered)
            if !words.isEmpty { wordCounts[words, default: 0] += 1 }
            if words.contains(.filler) { fillers += 1 }
            if values != nil {
                values?[lowered, default: 0] += 1
                if let count = values?.count, count > Self.mostValues { values = nil }
            }
        } else {
            values = nil
        }
        if alphabetic > 0 { letters += 1 }
        if hasComma { commas += 1 }
        if blanks > 0, alphabetic > 0 { severalWords += 1 }
        if digits == 0, alphabetic >= 2, bytes.count <= 60, at < 0 {
            nameLike += 1
            if bytes.count > 8, Self.isSurgery(text) { surgeries += 1 }
        }
        if at > 0, blanks == 0, bytes[at...].contains(UInt8(ascii: ".")) { emails += 1 }
        if digits > 0, alphabetic >= 3, bytes.count <= 8, Self.isPostcode(bytes) { postcodes += 1 }
        let isWhole = digits == bytes.count
        if isWhole, let number = Int(text) {
            integers += 1
            if number <= 120 { smallIntegers += 1 }
        }
        if digits >= 1, digits <= 3, bytes.count <= 12, at < 0, isWhole || alphabetic > 0, bytes[0] >= 48,
            bytes[0] <= 57,
            isWhole || text.lowercased().contains(where: { $0 == "m" || $0 == "y" })
        {
            spans += 1
        }
        if digits == 10, alphabetic == 0 {
            tenDigits += 1
            if Self.isNHSNumber(bytes) { nhsNumbers += 1 }
        }
        if digits >= 1, digits <= 6, bytes.count <= 11, !isWhole, ClockText.minutes(text) != nil { times += 1 }
        if digits >= 9, at < 0 { lookForPhone(text, bytes) }
        lookForDate(text, bytes, digits: digits, isWhole: isWhole, row: row)
    }

    private mutating func lookForPhone(_ text: String, _ bytes: [UInt8]) {
        let reading = PhoneReader.read(text)
        guard reading.number != nil else { return }
        if reading.kind == .mobile { mobiles += 1 } else { landlines += 1 }
        let start = bytes.first { (48...57).contains($0) || $0 == UInt8(ascii: "+") }
        if start == UInt8(ascii: "0") || start == UInt8(ascii: "+") || bytes.starts(with: Array("44".utf8)) {
            plainPhones += 1
        }
    }

    private mutating func lookForDate(_ text: String, _ bytes: [UInt8], digits: Int, isWhole: Bool, row: Int) {
        guard digits >= 3 || digits >= 1 && Self.namesMonth(text), bytes.count <= 40 else { return }
        // 1927 to 2099, as spreadsheets count days.
        if isWhole, digits == 5, let number = Int(text), (10_000...73_050).contains(number) { dayNumbers += 1 }
        let written = WrittenDate(text)
        dateColumn.observe(written)
        // Numbers alone are days only where the header says so.
        guard !isWhole || digits == 8 else { return }
        let day: Day?
        switch written.form {
        case .day(let exact, _): day = exact
        case .yearLast(let first, let second, let year):
            day = Day(year: year, month: second, day: first) ?? Day(year: year, month: first, day: second)
        case .short(let first, let second, let third, let mayBeYearLast, let mayBeYearFirst):
            day =
                mayBeYearLast
                ? Self.near(today, third, second, first) ?? Self.near(today, third, first, second)
                : mayBeYearFirst ? Self.near(today, first, second, third) : nil
        case .named(let named, let month, let year): day = Self.near(today, year, month, named ?? 1)
        case .month(let month, let year): day = Day(year: year, month: month, day: 1)
        case .empty, .nonsense: return
        }
        guard let day else { return }
        dates += 1
        if day > today {
            futureDates += 1
            if written.hasShortYear { shortFutureDates += 1 }
        }
        if day <= today, day < today.adding(months: -12 * 12) { births += 1 }
        if days.count < Self.mostDays { days.append((row, Int(day.number))) }
    }

    /// The day with the century that puts it nearest to today, a little into the future at most.
    private static func near(_ today: Day, _ shortYear: Int, _ month: Int, _ day: Int) -> Day? {
        let now = today.parts.year
        let year = now / 100 * 100 + shortYear
        return Day(year: year > now + 10 ? year - 100 : year, month: month, day: day)
    }

    private static func isSurgery(_ text: String) -> Bool {
        let lowered = text.lowercased()
        return ["surgery", "medical", "health", "practice"].contains { lowered.contains($0) }
    }

    private static func namesMonth(_ text: String) -> Bool {
        let lowered = text.lowercased()
        return ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].contains {
            lowered.contains($0)
        }
    }

    /// `A9 9AA` to `AA9A 9AA`, with or without the blank.
    static func isPostcode(_ bytes: [UInt8]) -> Bool {
        let plain = bytes.filter { $0 != 32 }.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard (5...7).contains(plain.count) else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        let inward = Array(plain.suffix(3))
        return isDigit(inward[0]) && isLetter(inward[1]) && isLetter(inward[2]) && isLetter(plain[0])
            && plain.dropLast(3).contains(where: isDigit)
    }

    /// Ten digits, the last the check digit: NHS Data Model and Dictionary, "NHS Number".
    static func isNHSNumber(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ (48...57).contains($0) || $0 == 32 || $0 == 45 }) else { return false }
        let digits = bytes.filter { (48...57).contains($0) }.map { Int($0) - 48 }
        guard digits.count == 10 else { return false }
        let sum = (0..<9).reduce(0) { $0 + digits[$1] * (10 - $1) }
        let check = (11 - sum % 11) % 11
        return check == digits[9]
    }
}
