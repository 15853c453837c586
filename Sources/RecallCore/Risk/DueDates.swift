/// When a patient's sight test and contact-lens check fall due, and by which interval.
struct DueDates {
    struct Recall {
        var due: Day
        var intervalMonths: Int

        func overdue(on today: Day) -> Int { max(0, today.days(since: due)) }
        func isDue(on today: Day) -> Bool { today >= due }
    }

    let sightTest: Recall?
    /// Whether the interval comes from a clinician: a recall date with a test date, or the export's own interval.
    let isClinicianSet: Bool
    let lensCheck: Recall?
    /// Months of the sight test's interval, also where nothing is due.
    let sightTestMonths: Int

    init(_ facts: PatientFacts, conditions: Conditions, rules: RecallRules) {
        let table = conditions.interval(rules.intervals)
        let usual = facts.interval?.inMonths ?? table
        var isClinicianSet = facts.interval != nil
        var months = usual

        var recallDate = facts.nextRecall
        if let date = recallDate, let test = facts.lastTest, date <= test { recallDate = nil }
        if let date = recallDate {
            if let test = facts.lastTest {
                months = Self.months(from: test, reaching: date)
                isClinicianSet = true
            }
            sightTest = Recall(due: date, intervalMonths: months)
        } else if let test = facts.lastTest {
            let due = facts.interval?.after(test) ?? test.adding(months: table)
            sightTest = Recall(due: due, intervalMonths: months)
        } else {
            sightTest = nil
        }
        self.isClinicianSet = isClinicianSet
        sightTestMonths = months
        lensCheck = conditions.isLensWearer ? Self.lensCheck(facts, usual: rules.intervals.contactLens) : nil
    }

    private static func lensCheck(_ facts: PatientFacts, usual: Int) -> Recall? {
        var nextCheck = facts.nextLensCheck
        if let date = nextCheck, let last = facts.lastLensCheck, date <= last { nextCheck = nil }
        var check: Recall?
        if let date = nextCheck {
            let months = facts.lastLensCheck.map { Self.months(from: $0, reaching: date) } ?? usual
            check = Recall(due: date, intervalMonths: months)
        } else if let last = facts.lastLensCheck {
            check = Recall(due: last.adding(months: usual), intervalMonths: usual)
        }
        if let expiry = facts.lensSpecificationExpiry {
            if let known = check, known.due <= expiry { return known }
            return Recall(due: expiry, intervalMonths: usual)
        }
        return check
    }

    /// The fewest whole months that reach from one date to a later one, at least 1.
    static func months(from start: Day, reaching end: Day) -> Int {
        let first = start.parts
        let last = end.parts
        var months = max(1, (last.year - first.year) * 12 + last.month - first.month - 1)
        while start.adding(months: months) < end { months += 1 }
        return months
    }
}
