/// A moment, the same everywhere, in milliseconds since 1970 began in UTC (leap seconds not counted).
///
/// Everything that is stored or compared is an `Instant`; local time exists only where a `Zone` is applied.
package struct Instant: Hashable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int) { self.init(milliseconds: Int64(seconds) * 1000) }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int {
        Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
    }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }
    package func adding(minutes: Int) -> Instant { adding(seconds: minutes * 60) }
    package func adding(hours: Int) -> Instant { adding(seconds: hours * 3600) }

    /// Seconds from `other` to this moment, rounded towards zero; negative where this moment is earlier.
    package func seconds(since other: Instant) -> Int { Int((milliseconds - other.milliseconds) / 1000) }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
    /// The moment in ISO 8601 and UTC, to the second: `2026-11-24T10:30:00Z`.
    package var description: String {
        let whole = seconds
        let day = Int((Double(whole) / 86_400).rounded(.down))
        let rest = whole - day * 86_400
        return "\(Day(number: day))T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
    }

    /// Reads ISO 8601 with `Z` or an offset (`2026-11-24T10:30:00+01:00`); seconds and their fraction may be missing, and
    /// a blank may stand for the `T`. Nil for anything else, a local time without offset too.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let day = Day(iso: String(decoding: bytes[0..<10], as: UTF8.self))
        else { return nil }
        func digits(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard bytes[13] == UInt8(ascii: ":"), let hour = digits(11..<13), let minute = digits(14..<16),
            hour < 24, minute < 60
        else { return nil }
        var position = 16
        var second = 0
        var thousandths = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
            guard let value = digits(17..<19), value < 61 else { return nil }
            second = min(value, 59)
            position = 19
            if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
                position += 1
                var scale = 100
                let start = position
                while position < bytes.count, (48...57).contains(bytes[position]) {
                    thousandths += Int(bytes[position] - 48) * scale
                    scale /= 10
                    position += 1
                }
                guard position > start else { return nil }
            }
        }
        guard position < bytes.count else { return nil }
        var offset = 0
        switch bytes[position] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            position += 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            let sign = bytes[position] == UInt8(ascii: "+") ? 1 : -1
            guard let hours = digits(position + 1..<position + 3), hours < 24 else { return nil }
            position += 3
            if position < bytes.count, bytes[position] == UInt8(ascii: ":") { position += 1 }
            guard let minutes = digits(position..<position + 2), minutes < 60 else { return nil }
            position += 2
            offset = sign * (hours * 3600 + minutes * 60)
        default:
            return nil
        }
        guard position == bytes.count else { return nil }
        let whole = Int(day.number) * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(whole) * 1000 + Int64(thousandths))
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a moment in ISO 8601"))
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
