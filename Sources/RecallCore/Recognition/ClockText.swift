/// Times of day as diaries write them.
enum ClockText {
    /// Whether a text may be a time: false only where one of its characters stands in no time of day.
    static func mayBeTime(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            case 48...57, UInt8(ascii: ":"), UInt8(ascii: "."), 0x09...0x0D, 0x20, 0x80...: continue
            case UInt8(ascii: "a"), UInt8(ascii: "p"), UInt8(ascii: "m"): continue
            case UInt8(ascii: "A"), UInt8(ascii: "P"), UInt8(ascii: "M"): continue
            default: return false
            }
        }
        return true
    }

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
