/// A bank holiday that follows no rule: proclaimed for one nation and one date.
package struct ProclaimedHoliday: Equatable, Sendable {
    package var nation: Nation
    package var day: Day
    package var name: String

    package init(nation: Nation, day: Day, name: String) {
        self.nation = nation
        self.day = day
        self.name = name
    }

    /// Reads a table `nation`, `date`, `name` with tabs between; lines that begin with `#`, blank lines and the header
    /// say nothing. Further columns are left alone.
    package static func parse(table: String) throws(ProclaimedHolidayError) -> [ProclaimedHoliday] {
        var holidays: [ProclaimedHoliday] = []
        var lineNumber = 0
        for raw in table.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            lineNumber += 1
            var line = raw
            if line.first == "\u{FEFF}" { line = line.dropFirst() }
            guard line.contains(where: { !$0.isWhitespace }), line.first != "#" else { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
                String(cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            }
            if cells.first == "nation" { continue }
            guard cells.count >= 3 else {
                throw ProclaimedHolidayError(line: lineNumber, problem: "write nation, date and name with tabs between")
            }
            guard let nation = Nation(rawValue: cells[0]) else {
                let known = Nation.allCases.map(\.rawValue).joined(separator: ", ")
                throw ProclaimedHolidayError(line: lineNumber, problem: "no such nation; write one of \(known)")
            }
            guard let day = Day(iso: cells[1]) else {
                throw ProclaimedHolidayError(line: lineNumber, problem: "no such date; write it as 2026-06-15")
            }
            holidays.append(ProclaimedHoliday(nation: nation, day: day, name: cells[2]))
        }
        return holidays
    }
}

/// What is wrong with a line of the table of proclaimed holidays.
package struct ProclaimedHolidayError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    package var line: Int
    package var problem: String

    package var description: String { "line \(line): \(problem)" }
}
