/// The rules of risk, due dates, gates and order as a whole.
package enum RuleSet {
    /// Stamped on every result; changed whenever a rule changes.
    package static let version = "2026.11"
}
