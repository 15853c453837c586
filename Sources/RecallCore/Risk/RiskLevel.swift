/// How urgently a patient should be seen, from the least.
package enum RiskLevel: String, Sendable, Codable, CaseIterable, Comparable {
    case low
    case medium
    case high
    case urgent

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .urgent: 3
        }
    }

    package static func < (left: RiskLevel, right: RiskLevel) -> Bool { left.rank < right.rank }
}

/// What a patient is recalled for.
package enum RecallType: String, Sendable, Codable {
    case sightTest = "sight_test"
    case contactLensCheck = "contact_lens_check"
    case both
}

/// How far a recall call is care and how far it is marketing, under the Privacy and Electronic Communications
/// Regulations 2003, regulation 19.
package enum LegalClass: String, Sendable, Codable {
    case careRecallOnTime = "care_recall_on_time"
    case careRecallOverdue = "care_recall_overdue"
    case lapsedMarketing = "lapsed_marketing"
}
