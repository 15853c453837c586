extension PhoneNumber {
    /// Whether Ofcom keeps the number for drama: it belongs to nobody, and stands in tests and samples.
    package var isDrama: Bool {
        guard let national = nationalDigits, national.utf8.count == 10 else { return false }
        return Self.dramaRanges.contains { national.hasPrefix($0) }
    }

    /// What sort of line the number is; other where it is foreign or not allocated.
    package var kind: PhoneKind { verdict.kind ?? .other }

    /// Why the number is never dialled, by the plan alone; `none` where it may be.
    package var refusal: PhoneRefusal { verdict.refusal }

    /// The number as files show it: `07700 900123`, `0113 4960485`, `01632 960001`; foreign ones as E.164.
    ///
    /// One blank, behind the area code or the first five digits.
    package var national: String {
        guard let digits = nationalDigits else { return e164 }
        let length = Self.codeLength(digits)
        guard digits.utf8.count > length else { return "0" + digits }
        return "0" + digits.prefix(length) + " " + digits.dropFirst(length)
    }

    /// The digits behind +44; nil for another country.
    private var nationalDigits: Substring? { e164.hasPrefix("+44") ? e164.dropFirst(3) : nil }

    private var verdict: NumberPlan.Verdict {
        NumberPlan.verdict(digits: Array(e164.utf8.dropFirst())[...], plus: true)
    }

    /// The length of the area code without its zero.
    private static func codeLength(_ digits: Substring) -> Int {
        let bytes = Array(digits.utf8.prefix(3))
        guard bytes.count == 3 else { return 4 }
        let one = UInt8(ascii: "1")
        switch bytes[0] {
        case UInt8(ascii: "2"): return 2
        case one where bytes[1] == one || bytes[2] == one: return 3
        case one where longAreas.contains { digits.hasPrefix($0) }: return 5
        case UInt8(ascii: "3"), UInt8(ascii: "8"), UInt8(ascii: "9"): return 3
        case UInt8(ascii: "5"): return 2
        default: return 4
        }
    }

    private static let longAreas = [
        "13873", "15242", "15394", "15395", "15396", "16973", "16974", "16977", "17683", "17684", "17687", "19467",
    ]

    /// Ofcom, "Telephone numbers for use in TV and radio drama programmes"; a thousand numbers each.
    private static let dramaRanges = [
        "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960", "1414960", "1514960",
        "1614960", "1914980", "2079460", "2896496", "2890180", "2920180", "1632960", "7700900", "8081570", "9098790",
        "3069990",
    ]
}
