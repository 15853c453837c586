/// What the rules make of a patient on one day.
package struct Assessment: Equatable, Sendable {
    package var type: RecallType
    /// When the patient is due; nil where neither a test nor a recall date is known.
    package var due: Day?
    /// Days since the due date, 0 before it.
    package var overdueDays: Int
    /// Months between visits that the recall goes by, at least 1.
    package var intervalMonths: Int
    package var level: RiskLevel
    /// 0 to 999, larger is more urgent; falls with the order of the plan and is for people to look at.
    package var score: Int
    package var reasons: [String]
    package var legalClass: LegalClass?
    /// Age in whole years, nil where the date of birth is unknown.
    package var age: Int?
    /// The version of the rules that decided.
    package var rulesVersion: String

    package init(
        type: RecallType, due: Day?, overdueDays: Int, intervalMonths: Int, level: RiskLevel, score: Int,
        reasons: [String], legalClass: LegalClass?, age: Int?, rulesVersion: String
    ) {
        self.type = type
        self.due = due
        self.overdueDays = overdueDays
        self.intervalMonths = intervalMonths
        self.level = level
        self.score = score
        self.reasons = reasons
        self.legalClass = legalClass
        self.age = age
        self.rulesVersion = rulesVersion
    }
}

extension Assessment: CustomStringConvertible {
    package var description: String { "‹assessment, \(level.rawValue)›" }
}
