/// What sort of value a cell looks like, whatever its column means.
package enum CellShape: Sendable, Equatable {
    case blank
    case number
    case date
    case time
    case phone
    case email
    case postcode
    case link
    /// Letters and digits without blanks, such as a record number.
    case code
    /// A few words.
    case words
    /// Longer text.
    case prose
    /// Nothing that stands in a well-cut table: quotes at the ends, marks only.
    case odd

    /// Whether values of this sort tell a column from its header.
    package var isStrong: Bool {
        switch self {
        case .number, .date, .time, .phone, .email, .postcode, .link: true
        case .blank, .code, .words, .prose, .odd: false
        }
    }

    package init(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    init(utf8 whole: Span<UInt8>) {
        var start = 0
        var end = whole.count
        while start < end, Self.isBlank(whole[start]) { start += 1 }
        while start < end, Self.isBlank(whole[end - 1]) { end -= 1 }
        guard start < end else {
            self = .blank
            return
        }
        let bytes = whole.extracting(start..<end)
        let first = bytes[0]
        let last = bytes[bytes.count - 1]
        var digits = 0
        var letters = 0
        var blanks = 0
        var dashes = 0
        var dots = 0
        var slashes = 0
        var colons = 0
        var ats = 0
        var others = 0
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A, 0x80...: letters += 1
            case 0x20, 0x09: blanks += 1
            case 0x2D: dashes += 1
            case 0x2E: dots += 1
            case 0x2F: slashes += 1
            case 0x3A: colons += 1
            case 0x40: ats += 1
            default: others += 1
            }
        }
        let count = bytes.count
        func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }
        if isQuote(first) || (isQuote(last) && first != 0x28) {
            self = count > 1 && first == last ? .odd : letters + digits > 1 ? .prose : .odd
        } else if letters + digits == 0 {
            self = count <= 2 && (first == 0x2D || first == 0x3F) ? .words : .odd
        } else if letters == 0 {
            self = Self.shapeOfDigits(
                bytes, digits: digits, blanks: blanks, dashes: dashes, dots: dots, slashes: slashes, colons: colons,
                others: others)
        } else if ats == 1, blanks == 0, dots > 0, first != 0x40 {
            self = .email
        } else if colons > 0 && Self.begins(bytes, "http") || Self.begins(bytes, "www.") {
            self = .link
        } else if digits >= 2, Self.isDateWithLetters(bytes, letters: letters, digits: digits) {
            self = .date
        } else if Self.isPostcode(bytes) {
            self = .postcode
        } else if letters <= 2, digits > 0, Self.isTimeOrNumberWithUnit(bytes, colons: colons) {
            self = colons > 0 ? .time : .number
        } else if blanks == 0, others == 0, count <= 24 {
            self = .code
        } else if count <= 48, others <= 2 {
            self = .words
        } else {
            self = .prose
        }
    }

    private static func shapeOfDigits(
        _ bytes: Span<UInt8>, digits: Int, blanks: Int, dashes: Int, dots: Int, slashes: Int, colons: Int,
        others: Int
    ) -> CellShape {
        if others == 0, colons >= 1, colons <= 3, blanks == 0, slashes == 0, digits >= 3 { return .time }
        if others == 0, slashes == 2 || dashes == 2 || (dots == 2 && blanks == 0), (4...24).contains(digits) {
            return .date
        }
        if slashes == 1, dashes + dots + others == 0, (5...6).contains(digits) { return .date }
        let beginsAsPhone = bytes[0] == 0x2B || bytes[0] == 0x28 || bytes[0] == 0x30
        if beginsAsPhone, (9...15).contains(digits), slashes == 0, colons == 0 { return .phone }
        let plain = count(bytes) {
            0x30...0x39 ~= $0 || $0 == 0x2E || $0 == 0x2C || $0 == 0x2D || $0 == 0x2B || $0 == 0x25 || $0 == 0x24
                || $0 == 0x20 || $0 == 0x28 || $0 == 0x29
        }
        if plain == bytes.count, dots <= 1 || blanks == 0, dashes <= 1 || blanks == 0 { return .number }
        return bytes.count <= 24 ? .code : .odd
    }

    private static func isDateWithLetters(_ bytes: Span<UInt8>, letters: Int, digits: Int) -> Bool {
        guard digits <= 17, letters <= 14 else { return false }
        // Parts are what stands between these marks; only how they begin is looked at.
        func isMark(_ small: UInt8) -> Bool {
            switch small {
            case 0x2D, 0x2F, 0x2E, 0x20, 0x2C, 0x3A: true
            case 0x74: letters == 1
            default: false
            }
        }
        var parts = 0
        var hasMonth = false
        var hasDay = false
        var isInPart = false
        for index in bytes.indices {
            if isMark(small(bytes[index])) {
                isInPart = false
                continue
            }
            guard !isInPart else { continue }
            isInPart = true
            parts += 1
            guard index + 2 < bytes.count else { continue }
            let beginning = word(small(bytes[index]), small(bytes[index + 1]), small(bytes[index + 2]))
            hasMonth = hasMonth || months.contains(beginning)
            hasDay = hasDay || days.contains(beginning)
        }
        if hasMonth, digits >= 3 { return parts >= 2 && parts <= 7 }
        if hasDay, digits >= 4, parts >= 3 { return true }
        guard digits >= 8, letters <= 2 else { return false }
        if count(bytes, where: { $0 == 0x2D }) >= 2, count(bytes, where: { $0 == 0x3A }) > 0 { return true }
        // "am" or "pm" at the end; there are eight digits at least.
        let half = small(bytes[bytes.count - 2])
        return letters == 2 && small(bytes[bytes.count - 1]) == 0x6D && (half == 0x61 || half == 0x70)
            && count(bytes, where: { $0 == 0x2F }) > 0
    }

    private static let months = words("jan feb mar apr may jun jul aug sep oct nov dec")
    private static let days = words("mon tue wed thu fri sat sun")

    private static func words(_ list: String) -> [UInt32] {
        list.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    private static func word(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    private static func small(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

    private static func isPostcode(_ bytes: Span<UInt8>) -> Bool {
        guard 5...8 ~= bytes.count else { return false }
        func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte & 0xDF }
        func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
        guard isLetter(bytes[0]) else { return false }
        // From the end: two letters, a digit, and then a digit among the rest.
        var place = 0
        var hasDigit = false
        for index in stride(from: bytes.count - 1, through: 0, by: -1) where bytes[index] != 0x20 {
            switch place {
            case 0, 1: if !isLetter(bytes[index]) { return false }
            case 2: if !isDigit(bytes[index]) { return false }
            default: hasDigit = hasDigit || isDigit(bytes[index])
            }
            place += 1
        }
        return 5...7 ~= place && bytes.count - place <= 1 && hasDigit
    }

    private static func isTimeOrNumberWithUnit(_ bytes: Span<UInt8>, colons: Int) -> Bool {
        if colons > 0 { return bytes[bytes.count - 1] | 0x20 == 0x6D }
        // A pound or euro sign is one letter of two or three bytes here; e and E stand in 4.47E+11.
        return count(bytes) { $0 | 0x20 == 0x65 } == 1
            && count(bytes) { 0x2B...0x39 ~= $0 || $0 | 0x20 == 0x65 } == bytes.count
            || begins(bytes, "£") || bytes[0] == 0xA3
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func count(_ bytes: Span<UInt8>, where test: (UInt8) -> Bool) -> Int {
        var found = 0
        for index in bytes.indices where test(bytes[index]) { found += 1 }
        return found
    }

    private static func begins(_ bytes: Span<UInt8>, _ word: String) -> Bool {
        let word = word.utf8.span
        guard bytes.count >= word.count else { return false }
        for index in word.indices where bytes[index] != word[index] { return false }
        return true
    }
}
