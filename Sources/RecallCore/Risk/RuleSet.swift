/// The rules of risk, due dates, gates and order as a whole.
package enum RuleSet {
    /// Stamped on every result; changed whenever a rule changes.
    package static let version = "2026.11"

    /// The version that a practice goes by: another one where its clinician has set a number otherwise.
    package static func version(_ rules: RiskRules) -> String {
        rules == RiskRules() ? version : version + "+practice"
    }
}
