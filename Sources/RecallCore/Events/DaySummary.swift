/// What a practice's day came to: counts alone, in words for staff.
package struct DaySummary: Equatable, Sendable {
    package var practice: String
    package var day: Day
    package var outcomes: [Outcome: Int]
    /// Calls of which nobody knows yet what came of them.
    package var unsettled: Int
    /// Patients who were not called, by what holds them.
    package var waiting: [GateCause: Int]
    package var openTasks: [TaskProposal.Priority: Int]
    package var bookingsToEnter: Int
    package var filesToCollect: Int
    package var filesToCheck: Int

    package init(
        practice: String, day: Day, outcomes: [Outcome: Int], unsettled: Int, waiting: [GateCause: Int],
        openTasks: [TaskProposal.Priority: Int], bookingsToEnter: Int, filesToCollect: Int, filesToCheck: Int
    ) {
        self.practice = practice
        self.day = day
        self.outcomes = outcomes
        self.unsettled = unsettled
        self.waiting = waiting
        self.openTasks = openTasks
        self.bookingsToEnter = bookingsToEnter
        self.filesToCollect = filesToCollect
        self.filesToCheck = filesToCheck
    }

    /// The name of its file.
    ///
    /// It is no `.csv` and has no number: those count the files of rows that a system imports, and this one is for people.
    package static func fileName(practice: String, day: Day) -> String {
        "summary-\(practice)-\(MomentWords.compact(day)).txt"
    }

    /// The text of the file, lines ending as Notepad likes them.
    package var text: String {
        let called = outcomes.values.reduce(unsettled, +)
        let reached = outcomes.filter { $0.key.isConversation }
        let missed = outcomes.filter { !$0.key.isConversation }
        var lines = ["\(practice): \(MomentWords.date(day))", ""]
        lines.append("Called: \(called)")
        lines.append("Reached: \(reached.values.reduce(0, +))")
        lines += Self.list(reached)
        lines.append("Not reached: \(missed.values.reduce(0, +))")
        lines += Self.list(missed)
        if unsettled > 0 { lines.append("Not known yet: \(unsettled)") }
        lines.append("")
        let held = waiting.filter { $0.key != .notDue && $0.value > 0 }
        if !held.isEmpty {
            lines.append("Not called, and why:")
            for (cause, count) in held.sorted(by: { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }) {
                lines.append("  \(count): \(cause.words.text)")
            }
            lines.append("")
        }
        lines.append("Tasks open: \(openTasks.values.reduce(0, +))")
        for priority in TaskProposal.Priority.allCases {
            if let count = openTasks[priority], count > 0 {
                lines.append("  \(priority.label): \(count)")
            }
        }
        lines.append("Bookings to enter in the diary: \(bookingsToEnter)")
        lines.append("Files to collect from the outbox: \(filesToCollect)")
        lines.append("Files to check in the review folder: \(filesToCheck)")
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// The outcomes one below the other, the most frequent first.
    private static func list(_ outcomes: [Outcome: Int]) -> [String] {
        outcomes.filter { $0.value > 0 }.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { "  \($0.key.words.short): \($0.value)" }
    }
}
