/// Something that a member of staff has to do because of a call.
package struct TaskProposal: Hashable, Sendable, Codable {
    package enum Priority: String, Sendable, Codable, CaseIterable {
        case urgent
        case today
        case soon

        /// Days after the day on which the task is raised by which it is to be done.
        package var dueInDays: Int {
            switch self {
            case .urgent, .today: 0
            case .soon: 7
            }
        }
    }

    package var priority: Priority
    /// Plain words for staff, without a condition, a name or a number.
    package var reason: String

    package init(_ priority: Priority, _ reason: String) {
        self.priority = priority
        self.reason = reason
    }

    /// The day by which the task is to be done.
    package func dueBy(raisedOn day: Day) -> Day { day.adding(days: priority.dueInDays) }
}
