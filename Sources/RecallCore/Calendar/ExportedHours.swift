/// The opening hours that a settings export gives, which narrow those of the practice's file.
package enum ExportedHours {
    /// The hours of each weekday of which the export speaks.
    ///
    /// A weekday on which several people work is open from the first opening to the last closing. One on which nobody has
    /// hours that can be is closed.
    ///
    /// - Returns: Nil where the export gives no hours at all.
    package static func byWeekday(_ openings: [ImportedOpening]) -> [Weekday: DayHours]? {
        guard !openings.isEmpty else { return nil }
        return Dictionary(grouping: openings, by: \.weekday).mapValues { openings in
            let hours = openings.compactMap { Hours(opens: $0.opens, closes: $0.closes) }
            guard let opens = hours.map(\.opens).min(), let closes = hours.map(\.closes).max() else { return .closed }
            return DayHours(Hours(opens: opens, closes: closes))
        }
    }
}
