/// A row of a settings export: one practitioner's hours on one weekday.
package struct OpeningRow: Equatable, Sendable {
    package var weekday: Weekday
    /// Nil where the day is closed.
    package var hours: Hours?
    package var practitioner: String
    package var code: String
}

/// Reads the rows of settings exports. Their columns have no canonical fields, so they are found by header words.
package struct SettingsReader: Sendable {
    private let weekday: Int?
    private let opens: Int?
    private let closes: Int?
    private let practitioner: Int?
    private let code: Int?

    package init(_ recognition: Recognition) {
        func column(_ words: [String]) -> Int? {
            recognition.columns.first { column in
                let header = Set(HeaderVocabulary.words(of: column.header))
                return words.contains { header.contains($0) }
            }?.column
        }
        weekday = column(["weekday", "day", "dow"])
        opens = column(["open", "opens", "opening", "start", "from"])
        closes = column(["close", "closes", "closing", "end", "finish", "until", "to"])
        code = column(["initials", "code"])
        practitioner = recognition.columns.first { [code] in $0.field == .practitioner && $0.column != code }?.column
    }

    /// The row's hours; nil for a row that names no weekday.
    package func read(_ cells: [String]) -> OpeningRow? {
        func text(_ column: Int?) -> String {
            guard let column, column < cells.count else { return "" }
            return PhoneText.trimmed(cells[column])
        }
        let day = text(weekday).lowercased()
        guard day.count >= 3,
            let weekday = Weekday.allCases.first(where: { $0.rawValue.lowercased().hasPrefix(day.prefix(3)) })
        else { return nil }
        let open = ClockText.minutes(text(opens))
        let close = ClockText.minutes(text(closes))
        let hours = open.flatMap { open in close.flatMap { Hours(opens: open, closes: $0 == 0 ? 1440 : $0) } }
        return OpeningRow(weekday: weekday, hours: hours, practitioner: text(practitioner), code: text(code))
    }
}
