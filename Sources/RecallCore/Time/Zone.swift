/// A time zone: what clocks on the wall show at a moment.
///
/// Read from a TZif file (RFC 9636), so that a statically linked binary needs no library for it.
package struct Zone: Equatable, Sendable {
    /// The zone's name, `Europe/London`.
    package let name: String
    /// The moments at which the offset changes, in seconds since 1970, ascending.
    private let changes: [Int]
    /// The offset from each change on, in seconds east of UTC.
    private let offsets: [Int]
    /// The offset before the first change.
    private let earliest: Int
    /// The rule after the last change; nil where the last offset stays.
    private let rule: ClockRule?

    private init(name: String, rule: ClockRule) {
        self.name = name
        changes = []
        offsets = []
        earliest = rule.standard
        self.rule = rule
    }

    /// Great Britain and Northern Ireland by the rule in force since 1996: the clocks change at 01:00 UTC on the last
    /// Sundays of March and October.
    package static let london = Zone(
        name: "Europe/London",
        rule: ClockRule(
            standard: 0,
            summer: ClockRule.Summer(
                offset: 3600,
                begins: ClockRule.Change(date: .weekday(month: 3, week: 5, weekday: 0), second: 3600),
                ends: ClockRule.Change(date: .weekday(month: 10, week: 5, weekday: 0), second: 7200))))

    /// Reads a TZif file of any version; from version 2 on its 64-bit block and its rule count.
    package init(tzif bytes: [UInt8], name: String) throws(ZoneError) {
        var reader = TZifReader(bytes: bytes)
        var header = try reader.header()
        var width = 4
        if header.version >= UInt8(ascii: "2") {
            try reader.skip(header.bodyLength(width: 4))
            header = try reader.header()
            width = 8
        }
        let body = try reader.body(header, width: width)
        var rule: ClockRule?
        if width == 8 {
            let text = try reader.footer()
            if !text.isEmpty {
                guard let read = ClockRule(posix: text) else {
                    throw .unreadableRule(String(decoding: text, as: UTF8.self))
                }
                rule = read
            }
        }
        self.name = name
        changes = body.changes
        offsets = body.offsets
        earliest = body.earliest
        self.rule = rule
    }

    /// Seconds east of UTC at a moment.
    package func offset(at instant: Instant) -> Int { offset(atSecond: instant.seconds) }

    private func offset(atSecond second: Int) -> Int {
        if let rule, second >= changes.last ?? .min { return rule.offset(at: second) }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? earliest : offsets[low - 1]
    }

    /// What the clock on the wall shows at a moment, to the second.
    package func local(_ instant: Instant) -> LocalTime {
        let wall = instant.seconds + offset(at: instant)
        let day = ClockRule.floored(wall, by: 86_400)
        return LocalTime(day: Day(number: day), second: wall - day * 86_400)
    }

    /// The local date at a moment.
    package func day(of instant: Instant) -> Day { local(instant).day }

    /// The moment at which the clock on the wall shows a time: the first of two where the clocks go back; where they
    /// jump over it, as much later as they jump.
    package func instant(_ local: LocalTime) -> Instant {
        let wall = Int(local.day.number) * 86_400 + local.second
        let before = offset(atSecond: wall - 86_400)
        let after = offset(atSecond: wall + 86_400)
        // The larger offset gives the earlier moment.
        for offset in [max(before, after), min(before, after)] where self.offset(atSecond: wall - offset) == offset {
            return Instant(seconds: wall - offset)
        }
        return Instant(seconds: wall - before)
    }

    /// The moment at which a local date begins.
    package func start(of day: Day) -> Instant { instant(LocalTime(day: day, second: 0)) }
}
