package import RecallCore

/// A line of the plan as `plan` prints it.
package enum PlanReport {
    /// The line as JSON.
    package static func json(_ line: PlanLine) -> JSONValue {
        let assessment = line.assessment
        return .object([
            ("practice", .string(line.practice)), ("patient_id", .string(line.patientID)),
            ("recall", .string(line.recallID)), ("type", .string(assessment.type.rawValue)),
            ("due", .moment(assessment.due)), ("overdue_days", .integer(assessment.overdueDays)),
            ("risk", .string(assessment.level.rawValue)), ("score", .integer(assessment.score)),
            ("reasons", .array(assessment.reasons.map { .string($0) })),
            ("legal_class", .text(assessment.legalClass?.rawValue)), ("state", .string(line.state.rawValue)),
            ("gate", gate(line.decision.gate)), ("phone", .text(line.decision.phone?.e164)),
            ("attempts", .integer(line.attempts)), ("next_attempt_at", .moment(line.decision.nextAttemptAt)),
            ("may_leave_message", .bool(line.decision.mayLeaveMessage)), ("order", .integer(line.order)),
            ("rules", .string(assessment.rulesVersion)),
        ])
    }

    private static func gate(_ gate: ShutGate?) -> JSONValue {
        gate.map { .object([("code", .string($0.code.rawValue)), ("until", .moment($0.until))]) } ?? .null
    }

    /// The headings of the table for people.
    package static let headings = [
        "#", "patient", "risk", "due", "overdue", "state", "held by", "next call", "recall", "reasons",
    ]

    /// The line for people.
    package static func cells(_ line: PlanLine, zone: Zone) -> [String] {
        let assessment = line.assessment
        return [
            String(line.order), line.patientID, assessment.level.rawValue, assessment.due?.description ?? "-",
            String(assessment.overdueDays), line.state.rawValue, line.decision.gate?.code.rawValue ?? "-",
            line.decision.nextAttemptAt.map { MomentWords.stamp($0, zone) } ?? "-", line.recallID,
            assessment.reasons.joined(separator: ", "),
        ]
    }
}
