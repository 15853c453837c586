import Tabular

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
    /// Dates with a time of day behind them, midnight left out, which systems write behind any date.
    private(set) var moments = 0
    /// Whole numbers that a spreadsheet may mean as days: dates only where the header says so.
    private(set) var dayNumbers = 0
    private(set) var mobiles = 0
    private(set) var landlines = 0
    /// Telephones that begin as such: with a zero, a plus or the country's code.
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
    private var wordCounts: [(words: CellWords, count: Int)] = []
    /// The different short cells, while they are few.
    private var fewValues: [Value]? = []
    /// The days of date cells, with the rows in which they stand.
    private(set) var days: [(row: Int, day: Int)] = []
    /// The different cells, by a hash of their bytes.
    private var distinct: Set<UInt64> = []
    private var births = 0
    private(set) var dateColumn = DateColumn(sense: .due)
    private let today: Day

    private static let mostValues = 16
    /// A verdict may be a short sentence.
    private static let longestValue = 64
    private static let mostDays = 400

    /// A short cell in small letters.
    private struct Value {
        var hash: UInt64
        var text: String
        var words: CellWords
        var count: Int
    }

    init(today: Day) { self.today = today }

    /// Looks closely at one cell, given in UTF-8.
    mutating func add(_ cell: Span<UInt8>, row: Int) {
        cells += 1
        var first = 0
        var end = cell.count
        while first < end, CellText.isBlank(cell[first]) { first += 1 }
        while first < end, CellText.isBlank(cell[end - 1]) { end -= 1 }
        guard first < end else { return }
        if cell[first] >= 0x80 || cell[end - 1] >= 0x80 {
            // There are blanks beyond ASCII.
            let text = PhoneText.trimmed(CellText.string(cell))
            if !text.isEmpty { look(text.utf8.span, row: row) }
        } else {
            look(cell.extracting(first..<end), row: row)
        }
    }

    /// Counts a cell that a row lacks.
    mutating func addMissing() { cells += 1 }

    /// Counts only what says in which order dates are written, in a row that is not looked at closely.
    mutating func addDate(_ cell: Span<UInt8>) {
        if !dateColumn.observePlainly(cell) { dateColumn.observe(WrittenDate(utf8: cell)) }
    }

    /// `addDate` for the cell of a row at which a reader stands.
    mutating func addDate(_ cells: RecordReader, _ column: Int) {
        // As it stands in the file first, where nearly every date is the same as in UTF-8.
        if !cells.withBytes(column, { dateColumn.observePlainly($0) }) {
            cells.withText(column) { dateColumn.observe(WrittenDate(utf8: $0)) }
        }
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

    /// The different short cells, in small letters, and how often each stands; nil where they are many or long.
    var values: [String: Int]? {
        fewValues.map { Dictionary($0.map { ($0.text, $0.count) }, uniquingKeysWith: +) }
    }

    /// The cells that are any of these words.
    func words(_ kinds: CellWords) -> Int {
        wordCounts.reduce(0) { $1.words.isDisjoint(with: kinds) ? $0 : $0 + $1.count }
    }

    /// The share of the cells that say something.
    func share(_ count: Int) -> Double { telling <= 0 ? 0 : min(1, Double(count) / Double(telling)) }

    func share(_ kinds: CellWords) -> Double { share(words(kinds)) }

    /// How far the dates are those of births: spread over a life, none of them to come.
    var birthLike: Double {
        guard dates > 0, futureDates == 0 else { return 0 }
        return Double(births) / Double(dates)
    }

    /// Counts what one cell is, by its bytes: a string is made only of a cell that may be what only strings are tried for.
    private mutating func look(_ bytes: Span<UInt8>, row: Int) {
        filled += 1
        length += bytes.count
        var digits = 0
        var alphabetic = 0
        var blanks = 0
        var hasComma = false
        var at = -1
        var isASCII = true
        // FNV-1a, of the bytes and of the bytes in small letters.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var smallHash = hash
        for index in bytes.indices {
            let byte = bytes[index]
            var small = byte
            switch byte {
            case 48...57: digits += 1
            case 65...90:
                alphabetic += 1
                small = byte | 0x20
            case 97...122: alphabetic += 1
            case 128...255:
                alphabetic += 1
                isASCII = false
            case 32: blanks += 1
            case UInt8(ascii: ","), 10, 13: hasComma = true
            case UInt8(ascii: "@"): at = index
            default: break
            }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            smallHash = (smallHash ^ UInt64(small)) &* 0x100_0000_01B3
        }
        if distinct.insert(hash).inserted, samples.count < 3 {
            let text = CellText.string(bytes)
            if !samples.contains(text) { samples.append(text) }
        }
        if bytes.count <= 24 || fewValues != nil && bytes.count <= Self.longestValue {
            noteWords(bytes, smallHash, isASCII: isASCII)
        } else {
            fewValues = nil
        }
        if alphabetic > 0 { letters += 1 }
        if hasComma { commas += 1 }
        if blanks > 0, alphabetic > 0 { severalWords += 1 }
        if digits == 0, alphabetic >= 2, bytes.count <= 60, at < 0 {
            nameLike += 1
            if bytes.count > 8, Self.surgeryWords.stand(in: bytes) { surgeries += 1 }
        }
        if at > 0, blanks == 0, CellText.contains(UInt8(ascii: "."), in: bytes, from: at) { emails += 1 }
        if digits > 0, alphabetic >= 3, bytes.count <= 8, Self.isPostcode(bytes) { postcodes += 1 }
        let isWhole = digits == bytes.count
        if isWhole, let number = Int(CellText.string(bytes)) {
            integers += 1
            if number <= 120 { smallIntegers += 1 }
        }
        if digits >= 1, digits <= 3, bytes.count <= 12, at < 0, isWhole || alphabetic > 0, bytes[0] >= 48,
            bytes[0] <= 57, isWhole || Self.spanLetters.stand(in: bytes)
        {
            spans += 1
        }
        if digits == 10, alphabetic == 0 {
            tenDigits += 1
            if Self.isNHSNumber(bytes) { nhsNumbers += 1 }
        }
        if digits >= 1, digits <= 6, bytes.count <= 11, !isWhole, ClockText.mayBeTime(bytes),
            ClockText.minutes(CellText.string(bytes)) != nil
        {
            times += 1
        }
        // A plain number is no date, and to find that out takes longest of all.
        if digits >= 9, at < 0, lookForPhone(bytes) { return }
        if bytes.count <= 40, digits >= 3 || digits >= 1 && Self.months.stand(in: bytes) {
            lookForDate(bytes, digits: digits, isWhole: isWhole, row: row)
        }
    }

    /// Counts a short cell by the words that it is, and among the different cells while they are few.
    private mutating func noteWords(_ bytes: Span<UInt8>, _ smallHash: UInt64, isASCII: Bool) {
        let words: CellWords
        if let place = fewValues?.firstIndex(where: { $0.hash == smallHash }) {
            words = fewValues?[place].words ?? []
            fewValues?[place].count += 1
        } else if fewValues != nil {
            let text = CellText.string(bytes).lowercased()
            words = CellWords.of(text)
            fewValues?.append(Value(hash: smallHash, text: text, words: words, count: 1))
            if let count = fewValues?.count, count > Self.mostValues { fewValues = nil }
        } else if !isASCII || CellWords.mayKnow(bytes) {
            words = CellWords.of(CellText.string(bytes).lowercased())
        } else {
            return
        }
        guard !words.isEmpty else { return }
        if words.contains(.filler) { fillers += 1 }
        if let place = wordCounts.firstIndex(where: { $0.words == words }) {
            wordCounts[place].count += 1
        } else {
            wordCounts.append((words, 1))
        }
    }

    /// Counts a cell that is a telephone number; true for one of digits and blanks alone.
    private mutating func lookForPhone(_ bytes: Span<UInt8>) -> Bool {
        let plain = PhoneReader.plainKind(bytes)
        let kind: PhoneKind
        if let plain {
            kind = plain
        } else {
            let reading = PhoneReader.read(CellText.string(bytes))
            guard reading.number != nil else { return false }
            kind = reading.kind ?? .other
        }
        if kind == .mobile { mobiles += 1 } else { landlines += 1 }
        var start: UInt8?
        for index in bytes.indices where start == nil {
            if (48...57).contains(bytes[index]) || bytes[index] == UInt8(ascii: "+") { start = bytes[index] }
        }
        if start == UInt8(ascii: "0") || start == UInt8(ascii: "+")
            || bytes.count >= 2 && bytes[0] == UInt8(ascii: "4") && bytes[1] == UInt8(ascii: "4")
        {
            plainPhones += 1
        }
        return plain != nil
    }

    private mutating func lookForDate(_ bytes: Span<UInt8>, digits: Int, isWhole: Bool, row: Int) {
        // 1927 to 2099, as spreadsheets count days.
        if isWhole, digits == 5, let number = Int(CellText.string(bytes)), (10_000...73_050).contains(number) {
            dayNumbers += 1
        }
        // Of numbers alone only those of eight digits may say anything of the order of dates.
        guard !isWhole || digits == 8 else { return }
        let written = WrittenDate(utf8: bytes)
        dateColumn.observe(written)
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
        if let minute = written.minute, minute != 0 { moments += 1 }
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

    private static let surgeryWords = CellText.Words(["surgery", "medical", "health", "practice"])
    /// Months and years begin with them.
    private static let spanLetters = CellText.Words(["m", "y"])
    private static let months = CellText.Words([
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])

    /// `A9 9AA` to `AA9A 9AA`, with or without the blank.
    static func isPostcode(_ bytes: Span<UInt8>) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        // The last characters, the last one first.
        var place = 0
        var first: UInt8 = 0
        var hasDigit = false
        for index in stride(from: bytes.count - 1, through: 0, by: -1) where bytes[index] != 32 {
            let byte = bytes[index]
            switch place {
            case 0, 1: if !isLetter(byte) { return false }
            case 2: if !isDigit(byte) { return false }
            default: if isDigit(byte) { hasDigit = true }
            }
            place += 1
            first = byte
        }
        return (5...7).contains(place) && hasDigit && isLetter(first)
    }

    /// Ten digits, the last the check digit: NHS Data Model and Dictionary, "NHS Number".
    static func isNHSNumber(_ bytes: Span<UInt8>) -> Bool {
        var count = 0
        var sum = 0
        var last = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 32 || byte == 45 { continue }
            guard (48...57).contains(byte) else { return false }
            last = Int(byte) - 48
            if count < 9 { sum += last * (10 - count) }
            count += 1
        }
        return count == 10 && (11 - sum % 11) % 11 == last
    }
}
