extension ContactChange.Kind {
    /// What a caller has told us.
    package var label: String {
        switch self {
        case .phoneNew: "Gave a new telephone number"
        case .phoneWrong: "The number is not theirs"
        case .optedOutAICalls: "Wants no calls from a machine"
        case .optedOutPhone: "Wants no telephone calls"
        case .optedOutRecalls: "Wants no more recalls"
        case .deceasedReported: "We were told that the patient has died"
        case .movedAway: "Has moved away"
        }
    }
}

extension RiskLevel {
    package var label: String {
        switch self {
        case .urgent: "Urgent"
        case .high: "High"
        case .medium: "Medium"
        case .low: "Low"
        }
    }
}

extension TaskProposal.Priority {
    package var label: String {
        switch self {
        case .urgent: "Urgent"
        case .today: "Today"
        case .soon: "Soon"
        }
    }
}

/// Numbers of things: `1 file`, `3 files`.
package func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
}
