/// What the cells of one column look like, counted while they stream past; memory does not grow with the file.
struct ColumnProfile {
    private(set) var cells = 0
    private(set) var filled = 0
    /// Words that say "nothing here".
    private(set) var fillers = 0
    private(set) var dates = 0
    private(set) var futureDates = 0
    /// Whole numbers that a spreadsheet may mean as days: dates only where the header says so.
    private(set) var dayNumbers = 0
    private(set) var mobiles = 0
    private(set) var landlines = 0
    private(set) var emails = 0
    private(set) var postcodes = 0
    private(set) var nhsNumbers = 0
    private(set) var answers = 0
    private(set) var titles = 0
    private(set) var times = 0
    private(set) var integers = 0
    private(set) var smallIntegers = 0
    private(set) var riskWords = 0
    private(set) var weekdays = 0
    private(set) var stopStarts = 0
    private(set) var nameLike = 0
    private(set) var commas = 0
    private(set) var letters = 0
    private(set) var length = 0
    private(set) var samples: [String] = []
    private var distinct: Set<Int> = []
    private var observed: [DateSense: DateColumn] = [:]
    private let today: Day

    /// Cells that are looked at closely; a file says what its columns are long before its end.
    private static let close = 2000
    private static let mostDistinct = 20_000

    init(today: Day) { self.today = today }

    mutating func add(_ cell: String) {
        cells += 1
        let text = PhoneText.trimmed(cell)
        guard !text.isEmpty else { return }
        filled += 1
        length += text.utf8.count
        if samples.count < 3, !samples.contains(text) { samples.append(text) }
        if distinct.count < Self.mostDistinct { distinct.insert(text.hashValue) }
        guard filled <= Self.close else { return }
        look(text)
    }

    /// Different cells among the filled ones, 0 to 1.
    var distinctShare: Double { filled == 0 ? 0 : Double(distinct.count) / Double(min(filled, Self.mostDistinct)) }
    var distinctCount: Int { distinct.count }
    var phones: Int { mobiles + landlines }
    /// How many cells were looked at closely.
    var seen: Int { min(filled, Self.close) }
    var averageLength: Double { filled == 0 ? 0 : Double(length) / Double(filled) }

    /// The share of the cells looked at, fillers left out.
    func share(_ count: Int) -> Double {
        let base = seen - fillers
        return base <= 0 ? 0 : min(1, Double(count) / Double(base))
    }

    private mutating func look(_ text: String) {
        let bytes = Array(text.utf8)
        let lowered = text.lowercased()
        if Self.fillerWords.contains(lowered) { fillers += 1 }
        if Self.answerWords.contains(lowered) { answers += 1 }
        if Self.titleWords.contains(lowered) { titles += 1 }
        if Self.risks.contains(lowered) { riskWords += 1 }
        if Self.weekdayWords.contains(lowered) { weekdays += 1 }
        if lowered == "stop" || lowered == "start" { stopStarts += 1 }
        let digits = bytes.count { (48...57).contains($0) }
        let alphabetic = text.unicodeScalars.count { $0.properties.isAlphabetic }
        if alphabetic > 0 { letters += 1 }
        if text.contains(",") { commas += 1 }
        if digits == 0, alphabetic >= 2, bytes.count <= 60, !text.contains("@") { nameLike += 1 }
        if let at = text.firstIndex(of: "@"), text[at...].contains("."), !text.contains(" ") { emails += 1 }
        if bytes.count <= 8, Self.isPostcode(bytes) { postcodes += 1 }
        if digits == bytes.count, let number = Int(text) {
            integers += 1
            if number <= 120 { smallIntegers += 1 }
        }
        if digits == 10, Self.isNHSNumber(bytes) { nhsNumbers += 1 }
        if ClockText.minutes(text) != nil, bytes.count <= 8 { times += 1 }
        if digits >= 9 {
            let reading = PhoneReader.read(text)
            if reading.number != nil {
                if reading.kind == .mobile { mobiles += 1 } else { landlines += 1 }
            }
        }
        if digits == bytes.count, digits == 5 {
            dayNumbers += 1
        } else if digits >= 4, bytes.count <= 40 || Self.monthNamed(lowered) {
            // The sense with the widest window; which dates make sense is asked once the field is known.
            switch DateReader(order: .dmy, sense: .due, today: today).read(text) {
            case .date(let day):
                dates += 1
                if day > today { futureDates += 1 }
            case .empty: break
            case .problem:
                if DateReader(order: .dmy, sense: .birth, today: today).read(text).day != nil
                    || DateReader(order: .mdy, sense: .birth, today: today).read(text).day != nil
                    || DateReader(order: .mdy, sense: .due, today: today).read(text).day != nil
                {
                    dates += 1
                }
            }
        }
    }

    private static let fillerWords: Set<String> = [
        "n/a", "na", "none", "nil", "null", "unknown", "tbc", "n/k", "-", "?", "x", "#n/a",
    ]
    private static let answerWords: Set<String> = [
        "y", "n", "yes", "no", "true", "false", "t", "f", "1", "0", "-1", "x", "on", "off", "checked", "unchecked",
        "unknown", "not asked", "✓", "✔",
    ]
    private static let titleWords: Set<String> = [
        "mr", "mrs", "miss", "ms", "mx", "master", "mstr", "dr", "prof", "rev", "revd", "sir", "dame", "lady", "lord",
        "mr.", "mrs.", "ms.", "dr.",
    ]
    private static let risks: Set<String> = [
        "urgent", "high", "medium", "low", "red", "amber", "green", "routine", "standard", "normal", "diabetic",
        "glaucoma", "glaucoma_suspect", "myopia_child", "other_clinical", "h", "m", "l", "moderate",
    ]
    private static let weekdayWords: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun",
    ]

    private static func monthNamed(_ text: String) -> Bool {
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].contains {
            text.contains($0)
        }
    }

    /// `A9 9AA` to `AA9A 9AA`, with or without the blank.
    static func isPostcode(_ bytes: [UInt8]) -> Bool {
        let plain = bytes.filter { $0 != 32 }.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard (5...7).contains(plain.count) else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        let inward = plain.suffix(3).map { $0 }
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

/// Times of day as diaries write them.
enum ClockText {
    /// Minutes since midnight: `09:30`, `9.30`, `0930`, `9:30 AM`, `09:30:00`, `0.395833`; nil for anything else.
    static func minutes(_ text: String) -> Int? {
        var lowered = text.lowercased().filter { !$0.isWhitespace }
        var half: Int?
        for (ending, hours) in [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)] where lowered.hasSuffix(ending) {
            lowered.removeLast(ending.count)
            half = hours
            break
        }
        let parts = lowered.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        if parts.count == 2, parts[0] == "0", parts[1].utf8.count >= 3, lowered.contains("."),
            let share = Double(lowered)
        {
            // A spreadsheet's share of a day.
            return Int((share * 1440).rounded())
        }
        let hour: Int?
        let minute: Int?
        switch parts.count {
        case 2, 3:
            guard parts[1].utf8.count == 2 || (lowered.contains(".") && parts[1].utf8.count == 1) else { return nil }
            hour = Int(parts[0])
            minute = parts[1].utf8.count == 1 ? Int(parts[1]).map { $0 * 10 } : Int(parts[1])
        case 1 where lowered.utf8.count == 4:
            hour = Int(lowered.prefix(2))
            minute = Int(lowered.suffix(2))
        case 1 where half != nil:
            hour = Int(lowered)
            minute = 0
        default: return nil
        }
        guard var hour, let minute, hour < 24, minute < 60 else { return nil }
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + half
        }
        return hour * 60 + minute
    }
}
