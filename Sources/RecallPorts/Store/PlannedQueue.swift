package import RecallCore

/// What dialling needs of a plan: the order of the recalls, when each may be tried, and the lines of which staff may have to
/// be told. It takes far less room than the plan.
package struct PlannedQueue: Sendable {
    /// Where a recall stands.
    package struct Place: Sendable {
        package var recall: String
        package var order: Int
        package var next: Instant?
    }

    package private(set) var places: [Place] = []
    /// The lines that may bring a task.
    package private(set) var concerns: [PlanLine] = []

    package init() {}

    package init(_ lines: [PlanLine]) {
        for line in lines { add(line) }
    }

    /// Takes the next line of the plan.
    package mutating func add(_ line: PlanLine) {
        places.append(Place(recall: line.recallID, order: line.order, next: line.decision.nextAttemptAt))
        if StaffTask.mayConcern(line) { concerns.append(line) }
    }
}
