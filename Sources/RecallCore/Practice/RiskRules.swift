/// The numbers of the rules of risk that a practice's clinician may set otherwise; what the rules look for, and the order of
/// the levels, is code.
package struct RiskRules: Equatable, Sendable {
    /// A clinician's interval of at most this many months is a short recall (lines U1 and M4).
    package var shortRecallMonths = 6
    /// A short recall is urgent when overdue by more than this (U1).
    package var shortRecallOverdueDays = 28
    /// Glaucoma and treated ocular hypertension, not with the hospital, are urgent when overdue by more than this (U2).
    package var glaucomaOverdueDays = 90
    /// A check of contact lenses that cannot wait is urgent when overdue by more than this (U3).
    package var contactLensOverdueDays = 28
    /// A treated child is urgent when overdue by more than this (U4).
    package var treatedChildOverdueDays = 28
    /// Diabetes outside the screening is high when the test is longer ago than this (H2).
    package var diabetesMonths = 12
    /// Myopia management and binocular vision of children are high when the test is longer ago than this (H5, H6).
    package var childMonths = 6
    /// The age from which somebody is a senior (M1).
    package var seniorAge = 70
    /// The same in Scotland.
    package var seniorAgeScotland = 60
    /// The age from which glaucoma in the family counts (H3).
    package var familyHistoryAge = 40
    /// Months between tests with macular degeneration, keratoconus, high myopia, sight impairment or cataract.
    package var sightRiskInterval = 12
    /// Months between tests of children with binocular vision or myopia management.
    package var childInterval = 6

    package init() {}
}
