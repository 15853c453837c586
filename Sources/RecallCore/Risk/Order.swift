/// The order in which recalls are called. Section 10 of the rule set.
package struct Order: Equatable, Sendable {
    /// Months past the due date after which a recall goes last in its level: by then the patient has likely moved.
    static let longGoneMonths = 60

    private let level: RiskLevel
    private let isLongGone: Bool
    private let overdueDays: Int
    private let intervalMonths: Int
    private let age: Int
    private let patientID: String

    /// The place of a recall on `today`, a date in the practice's time zone.
    package init(_ assessment: Assessment, patientID: String, today: Day) {
        level = assessment.level
        isLongGone = assessment.due.map { today > $0.adding(months: Self.longGoneMonths) } ?? false
        overdueDays = assessment.overdueDays
        intervalMonths = max(1, assessment.intervalMonths)
        age = assessment.age ?? -1
        self.patientID = patientID
    }
}

extension Order: Comparable {
    /// Whether `left` is called before `right`.
    package static func < (left: Order, right: Order) -> Bool {
        if left.level != right.level { return left.level > right.level }
        if left.isLongGone != right.isLongGone { return right.isLongGone }
        let share = left.overdueDays * right.intervalMonths
        let other = right.overdueDays * left.intervalMonths
        if share != other { return share > other }
        if left.overdueDays != right.overdueDays { return left.overdueDays > right.overdueDays }
        if left.age != right.age { return left.age > right.age }
        return left.patientID.unicodeScalars.lexicographicallyPrecedes(right.patientID.unicodeScalars)
    }
}
