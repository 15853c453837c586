/// The United Kingdom's plan of numbers: what the digits of a number say about it.
///
/// Sources: Ofcom's National Telephone Numbering Plan, and for the Crown dependencies and the areas with short numbers
/// the metadata of libphonenumber 9.0.43.
enum NumberPlan {
    /// What a run of digits comes to.
    struct Verdict: Equatable {
        var e164: String?
        var kind: PhoneKind?
        var refusal: PhoneRefusal
        /// Whether something had to be put right to read it.
        var isRepaired = false

        /// Whether the digits are as many as a number has, be it dialled or not.
        var isWhole: Bool {
            switch refusal {
            case .tooShort, .tooLong, .emergency: false
            default: true
            }
        }
    }

    /// Reads the digits (ASCII) of one number.
    static func verdict(digits: ArraySlice<UInt8>, plus: Bool) -> Verdict {
        if !plus, digits.first != zero,
            digits.count == 10 || (digits.count == 12 && digits.starts(with: [four, four])),
            digits.suffix(6).allSatisfy({ $0 == zero })
        {
            return Verdict(refusal: .excelDestroyed)
        }
        if !plus, isEmergency(digits) { return Verdict(refusal: .emergency) }
        if isOneDigit(digits) || isRow(digits) { return Verdict(refusal: .placeholder) }

        var rest = digits
        var repaired = false
        var plus = plus
        if plus, rest.first == zero {
            plus = false
            repaired = true
        }
        if plus {
            guard rest.starts(with: [four, four]) else { return foreign(rest, repaired: repaired) }
            rest = withoutTrunkZero(rest.dropFirst(2))
        } else if rest.starts(with: [zero, zero, four, four]) {
            rest = withoutTrunkZero(rest.dropFirst(4))
        } else if rest.starts(with: [zero, zero]), rest.count > 2, rest[rest.startIndex + 2] != zero {
            return foreign(rest.dropFirst(2), repaired: repaired)
        } else if rest.starts(with: [zero, four, four]), rest.count == 13 {
            rest = withoutTrunkZero(rest.dropFirst(3))
            repaired = true
        } else if rest.starts(with: [four, four]),
            rest.count == 12 || (rest.count == 13 && rest[rest.startIndex + 2] == zero)
        {
            rest = withoutTrunkZero(rest.dropFirst(2))
        } else if rest.first == zero {
            rest = rest.dropFirst()
        } else if rest.count == 10, let first = rest.first, [1, 2, 3, 7, 8, 9].contains(first - zero) {
            repaired = true
        } else {
            if hasRow(rest) { return Verdict(refusal: .placeholder) }
            return Verdict(refusal: rest.count < 10 ? .tooShort : .tooLong)
        }
        var verdict = national(rest)
        verdict.isRepaired = repaired && verdict.refusal != .placeholder
        return verdict
    }

    /// Reads the national digits, without the leading zero.
    static func national(_ digits: ArraySlice<UInt8>) -> Verdict {
        if digits.elementsEqual(helpline) { return Verdict(refusal: .emergency) }
        if digits.count >= 9, isOneDigit(digits.suffix(9)) { return Verdict(refusal: .placeholder) }
        if hasRow(digits) { return Verdict(refusal: .placeholder) }
        guard digits.count == 10 || (digits.count == 9 && hasShortNumbers(digits)) else {
            return Verdict(refusal: digits.count < 10 ? .tooShort : .tooLong)
        }
        let (kind, refusal) = range(digits.prefix(5).reduce(0) { $0 * 10 + Int($1 - zero) })
        guard let kind else { return Verdict(refusal: refusal) }
        return Verdict(e164: "+44" + text(digits), kind: kind, refusal: refusal)
    }

    /// What ten national digits, without the leading zero, say where nothing has to be put right; nil where all of the
    /// rules are needed to tell.
    static func plain(_ national: Int) -> (kind: PhoneKind, refusal: PhoneRefusal)? {
        guard national >= 1_000_000_000, national <= 9_999_999_999, !hasSameDigits(national) else { return nil }
        let (kind, refusal) = range(national / 100_000)
        return kind.map { ($0, refusal) }
    }

    /// Whether the last six of ten digits are NULs, or eight or more in a row are alike or run up or down.
    private static func hasSameDigits(_ national: Int) -> Bool {
        let lastSix = national % 1_000_000
        guard lastSix != 0 else { return true }
        // Eight of ten digits in a row hold the fifth, the sixth and the seventh, which tell for nearly every number.
        let middle = lastSix / 1_000
        let step = middle / 100 - middle / 10 % 10
        guard step == middle / 10 % 10 - middle % 10, (-1...1).contains(step) else { return false }
        var rest = national
        var last = -2
        var (rising, falling, alike) = (1, 1, 1)
        while rest > 0 {
            let digit = rest % 10
            rising = digit == last + 1 ? rising + 1 : 1
            falling = digit == last - 1 ? falling + 1 : 1
            alike = digit == last ? alike + 1 : 1
            if rising >= 8 || falling >= 8 || alike >= 8 { return true }
            last = digit
            rest /= 10
        }
        return false
    }

    /// The kind and the refusal by the first five national digits; no kind where nothing is allocated.
    private static func range(_ five: Int) -> (PhoneKind?, PhoneRefusal) {
        let four = five / 10
        switch five / 10_000 {
        case 7:
            switch four {
            case 7624, 7524, 7797, 7829, 7937, 7509, 7781, 7839: return (.mobile, .crownDependency)
            default: break
            }
            switch five {
            case 74_576, 77_003, 77_007, 77_008, 79_111, 79_117: return (.mobile, .crownDependency)
            default: break
            }
            switch five / 1000 {
            case 70: return (.other, .personalNumber)
            case 76: return (.other, .pager)
            default: return (.mobile, .none)
            }
        case 9: return (.other, .premium)
        case 3: return (.other, .none)
        case 1:
            switch (five / 1000, four, five / 100) {
            case (10, _, _): return (nil, .unallocated)
            case (_, 1481, _), (_, 1534, _), (_, 1624, _): return (.landline, .crownDependency)
            // 0171 and 0181 were London's until 2000.
            case (_, _, 171), (_, _, 181): return (nil, .unallocated)
            default: return (.landline, .none)
            }
        default:
            switch five / 1000 {
            case 80: return (.other, .freephone)
            case 84, 87: return (.other, .service)
            case 55, 56: return (.other, .none)
            case 20, 23, 24, 28, 29: return (.landline, .none)
            default: return (nil, .unallocated)
            }
        }
    }

    private static func foreign(_ digits: ArraySlice<UInt8>, repaired: Bool) -> Verdict {
        guard (8...15).contains(digits.count) else {
            return Verdict(refusal: digits.count < 8 ? .tooShort : .tooLong)
        }
        if isOneDigit(digits) { return Verdict(refusal: .placeholder) }
        return Verdict(e164: "+" + text(digits), kind: .other, refusal: .foreign, isRepaired: repaired)
    }

    private static func isEmergency(_ digits: ArraySlice<UInt8>) -> Bool {
        switch digits.count {
        case 3: digits.first == zero + 1 || digits.elementsEqual([zero + 9, zero + 9, zero + 9])
        case 6: digits.starts(with: Array("116".utf8)) || digits.starts(with: Array("118".utf8))
        case 7: digits.elementsEqual(helpline)
        default: false
        }
    }

    private static func withoutTrunkZero(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        digits.first == zero ? digits.dropFirst() : digits
    }

    private static func isOneDigit(_ digits: ArraySlice<UInt8>) -> Bool {
        guard let first = digits.first else { return false }
        return digits.allSatisfy { $0 == first }
    }

    /// Whether each digit is one more than that before it, or each one less.
    private static func isRow(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count >= 2 && longestRow(digits) == digits.count
    }

    private static func hasRow(_ digits: ArraySlice<UInt8>) -> Bool { longestRow(digits) >= 8 }

    private static func longestRow(_ digits: ArraySlice<UInt8>) -> Int {
        var longest = digits.isEmpty ? 0 : 1
        var rising = 1
        var falling = 1
        var last: UInt8?
        for digit in digits {
            if let last {
                rising = digit == last + 1 ? rising + 1 : 1
                falling = digit + 1 == last ? falling + 1 : 1
                longest = max(longest, rising, falling)
            }
            last = digit
        }
        return longest
    }

    private static func hasShortNumbers(_ digits: ArraySlice<UInt8>) -> Bool {
        if digits.starts(with: Array("800".utf8)) { return true }
        return shortAreas.contains(digits.prefix(4).reduce(0) { $0 * 10 + Int($1 - zero) })
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }

    private static let zero = UInt8(ascii: "0")
    private static let four = UInt8(ascii: "4")
    /// Childline, 0800 1111.
    private static let helpline = Array("8001111".utf8)

    /// Areas in which some numbers have nine national digits.
    private static let shortAreas: Set<Int> = [
        1204, 1208, 1254, 1276, 1297, 1298, 1363, 1364, 1384, 1386, 1404, 1420, 1460, 1461, 1480, 1488, 1524, 1527,
        1562, 1566, 1606, 1629, 1635, 1647, 1659, 1695, 1697, 1726, 1744, 1750, 1768, 1827, 1837, 1884, 1900, 1905,
        1935, 1946, 1949, 1963, 1995,
    ]
}
