/// When a patient wishes to be called: for each day of the week the minutes by the clock on the wall that are left.
package struct TimeWishes: Equatable, Sendable {
    /// The minutes since midnight of each weekday, Monday first, as stretches that do not touch, in their order.
    private var days: [[Range<Int>]]

    private static let wholeDay = 0..<1440

    /// No wish: every minute of every day.
    package static let none = TimeWishes(days: Array(repeating: [wholeDay], count: 7))

    private init(days: [[Range<Int>]]) { self.days = days }

    /// Some minutes of some days and no others.
    package init(on weekdays: Set<Weekday>, at times: [Range<Int>]) {
        days = Weekday.allCases.map { weekdays.contains($0) ? Self.joined(times) : [] }
    }

    /// Whether no time is left at all.
    package var isEmpty: Bool { days.allSatisfy(\.isEmpty) }

    /// Whether a call may start at a moment of the clock on the wall.
    package func allow(_ weekday: Weekday, minute: Int) -> Bool {
        minutes(of: weekday).contains { $0.contains(minute) }
    }

    /// The stretches of minutes of a weekday.
    package func minutes(of weekday: Weekday) -> [Range<Int>] {
        zip(Weekday.allCases, days).first { $0.0 == weekday }?.1 ?? []
    }

    /// What both wish.
    package func narrowed(by other: TimeWishes) -> TimeWishes {
        TimeWishes(
            days: zip(days, other.days).map { mine, theirs in
                Self.joined(mine.flatMap { one in theirs.map { one.clamped(to: $0) } })
            })
    }

    /// What one of the two wishes.
    package func widened(by other: TimeWishes) -> TimeWishes {
        TimeWishes(days: zip(days, other.days).map { Self.joined($0 + $1) })
    }

    /// Every time but these.
    package var inverted: TimeWishes {
        TimeWishes(
            days: days.map { stretches in
                var left: [Range<Int>] = []
                var from = 0
                for stretch in stretches {
                    left.append(from..<stretch.lowerBound)
                    from = stretch.upperBound
                }
                return Self.joined(left + [from..<1440])
            })
    }

    /// Stretches in their order, with those that touch made one and empty ones left out.
    private static func joined(_ stretches: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for stretch in stretches.map({ $0.clamped(to: wholeDay) }).sorted(by: { $0.lowerBound < $1.lowerBound })
        where !stretch.isEmpty {
            if let last = joined.last, stretch.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
            } else {
                joined.append(stretch)
            }
        }
        return joined
    }
}

extension TimeWishes {
    /// The wishes as one text, `1020-1440;;540-720+840-960;…`: the stretches of each weekday, Monday first.
    package var code: String {
        days.map { day in day.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: "+") }
            .joined(separator: ";")
    }

    /// The wishes of such a text; nil for any other.
    package init?(code: String) {
        let parts = code.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == 7 else { return nil }
        var days: [[Range<Int>]] = []
        for part in parts {
            var day: [Range<Int>] = []
            for stretch in part.split(separator: "+") {
                let ends = stretch.split(separator: "-").compactMap { Int($0) }
                guard ends.count == 2, 0 <= ends[0], ends[0] < ends[1], ends[1] <= 1440 else { return nil }
                day.append(ends[0]..<ends[1])
            }
            days.append(Self.joined(day))
        }
        self.init(days: days)
    }
}

extension TimeWishes: CustomStringConvertible {
    package var description: String { "‹wishes about times›" }
}

extension PatientFacts {
    /// What all sources of the record wish together; nil where none has a wish.
    package var timeWishes: TimeWishes? {
        var wishes: TimeWishes?
        for finding in findings where finding.subject == .callTimes {
            guard let found = TimeWishes(code: finding.words) else { continue }
            wishes = wishes?.narrowed(by: found) ?? found
        }
        return wishes
    }
}
