import Foundation

/// How Bland writes and reads moments: two forms of ISO 8601, in UTC.
enum Timestamp {
    /// `2026-11-23T10:15:02.118Z`.
    static func zulu(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// `2026-11-23T10:15:02.118+00:00`.
    static func offset(_ date: Date) -> String { String(zulu(date).dropLast()) + "+00:00" }

    /// Reads a day or a moment; a day alone is its first moment, in UTC.
    static func parse(_ text: String) -> (date: Date, isDay: Bool)? {
        // A plus sign in a query may arrive as a space.
        let text = text.trimmingCharacters(in: .whitespaces)
        if text.count == 10, let day = try? Date(text + "T00:00:00Z", strategy: .iso8601) { return (day, true) }
        var stamp = text
        if let space = stamp.lastIndex(of: " "), stamp.distance(from: stamp.startIndex, to: space) > 10 {
            stamp.replaceSubrange(space...space, with: "+")
        }
        if let space = stamp.firstIndex(of: " ") { stamp.replaceSubrange(space...space, with: "T") }
        let time = stamp.dropFirst(11)
        if !time.contains("Z") && !time.contains("+") && !time.contains("-") { stamp += "Z" }
        for fractional in [true, false] {
            let style = Date.ISO8601FormatStyle(
                timeZoneSeparator: stamp.hasSuffix("00") && !stamp.suffix(3).contains(":") ? .omitted : .colon,
                includingFractionalSeconds: fractional
            )
            if let date = try? style.parse(stamp) { return (date, false) }
        }
        return nil
    }
}
