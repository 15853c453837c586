/// Grades a patient: due date, level, reasons and legal class on one day. Sections 5 to 8 of the rule set.
package enum Assessor {
    /// What the rules make of the patient on `today`, a date in the practice's time zone.
    package static func assess(_ facts: PatientFacts, rules: PracticeRules, today: Day) -> Assessment {
        let conditions = Conditions(facts, nation: rules.nation, risk: rules.risk, today: today)
        let dates = DueDates(facts, conditions: conditions, rules: rules.recall)
        let line = RecallLine(dates, leadDays: rules.recall.leadDays, today: today)
        var grading = Grading(
            facts: facts, conditions: conditions, dates: dates, line: line, risk: rules.risk, today: today)
        grading.run()

        let overdue = line.recall?.overdue(on: today) ?? 0
        if overdue >= 1 { grading.add("overdue by \(overdue) days") }
        let interval = max(1, line.recall?.intervalMonths ?? dates.sightTestMonths)
        let isLongGone = line.recall.map { today > $0.due.adding(months: Order.longGoneMonths) } ?? false
        return Assessment(
            type: line.type, due: line.recall?.due, overdueDays: overdue, intervalMonths: interval,
            level: grading.level,
            score: score(grading.level, overdue: overdue, interval: interval, isLongGone: isLongGone),
            reasons: grading.reasons,
            legalClass: line.recall.map {
                legalClass(due: $0.due, lapsedAfterMonths: rules.recall.lapsedAfterMonths, today: today)
            },
            age: conditions.age, rulesVersion: RuleSet.version(rules.risk))
    }

    private static func legalClass(due: Day, lapsedAfterMonths: Int, today: Day) -> LegalClass {
        if today <= due { return .careRecallOnTime }
        return today > due.adding(months: lapsedAfterMonths) ? .lapsedMarketing : .careRecallOverdue
    }

    /// Falls with the order of the plan: a band for each level, in it by overdue days per month of the interval, and the
    /// lowest tenth for those that are due for more than five years.
    private static func score(_ level: RiskLevel, overdue: Int, interval: Int, isLongGone: Bool) -> Int {
        let base =
            switch level {
            case .urgent: 900
            case .high: 700
            case .medium: 400
            case .low: 100
            }
        let width = level == .urgent ? 99 : 199
        let lowest = width / 10
        // Days overdue per month of interval grow without bound; d / (d + 30 a month) grows towards 1 in the same order.
        func share(of room: Int) -> Int { room * overdue / (overdue + 30 * interval) }
        return isLongGone ? base + share(of: lowest - 1) : base + lowest + share(of: width - lowest)
    }
}

/// The one recall that a patient's two due dates come to.
private struct RecallLine {
    let type: RecallType
    let recall: DueDates.Recall?

    init(_ dates: DueDates, leadDays: Int, today: Day) {
        func isDue(_ recall: DueDates.Recall) -> Bool { today.days(since: recall.due) >= -leadDays }
        switch (dates.sightTest, dates.lensCheck) {
        case (nil, nil):
            type = .sightTest
            recall = nil
        case (let test?, nil):
            type = .sightTest
            recall = test
        case (nil, let check?):
            type = .contactLensCheck
            recall = check
        case (let test?, let check?):
            let earlier = check.due < test.due ? check : test
            switch (isDue(test), isDue(check)) {
            case (true, true):
                type = .both
                recall = earlier
            case (true, false):
                type = .sightTest
                recall = test
            case (false, true):
                type = .contactLensCheck
                recall = check
            case (false, false):
                type = check.due < test.due ? .contactLensCheck : .sightTest
                recall = earlier
            }
        }
    }
}

/// The lines of section 6 and the reasons of section 7.
private struct Grading {
    let facts: PatientFacts
    let conditions: Conditions
    let dates: DueDates
    let line: RecallLine
    let risk: RiskRules
    let today: Day
    private(set) var level = RiskLevel.low
    private(set) var reasons: [String] = []

    init(
        facts: PatientFacts, conditions: Conditions, dates: DueDates, line: RecallLine, risk: RiskRules, today: Day
    ) {
        self.facts = facts
        self.conditions = conditions
        self.dates = dates
        self.line = line
        self.risk = risk
        self.today = today
    }

    mutating func add(_ reason: String) {
        if !reasons.contains(reason) { reasons.append(reason) }
    }

    private mutating func match(_ level: RiskLevel, _ reason: String) {
        self.level = max(self.level, level)
        add(reason)
    }

    mutating func run() {
        gradeUrgent()
        gradeHigh()
        gradeMedium()
        if case .level(let own) = facts.riskWord, own > level {
            level = own
            add("practice risk level \(own.rawValue)")
        }
    }

    private var testOverdue: Int { dates.sightTest?.overdue(on: today) ?? 0 }
    private var checkOverdue: Int { dates.lensCheck?.overdue(on: today) ?? 0 }
    private var isTestDue: Bool { dates.sightTest?.isDue(on: today) ?? false }
    private var isCheckDue: Bool { dates.lensCheck?.isDue(on: today) ?? false }
    private var isShortRecall: Bool { dates.isClinicianSet && dates.sightTestMonths <= risk.shortRecallMonths }
    private var isSpecificationExpired: Bool {
        conditions.isLensWearer && facts.lensSpecificationExpiry.map { today > $0 } ?? false
    }

    /// Whether the last test is longer ago; a test that is not known counts as longer.
    private func isTestOlder(thanMonths months: Int) -> Bool {
        facts.lastTest.map { today > $0.adding(months: months) } ?? true
    }

    private mutating func gradeUrgent() {
        if isShortRecall, testOverdue > risk.shortRecallOverdueDays { match(.urgent, "short recall") }
        if !conditions.hospital, testOverdue > risk.glaucomaOverdueDays {
            if conditions.glaucoma { match(.urgent, "glaucoma") }
            if conditions.treatedOcularHypertension { match(.urgent, "treated ocular hypertension") }
        }
        let knowsCheck = facts.lastLensCheck != nil || facts.nextLensCheck != nil
        let lensDays = risk.contactLensOverdueDays
        if conditions.isLensWearer, checkOverdue > lensDays || (!knowsCheck && testOverdue > lensDays) {
            if isSpecificationExpired { match(.urgent, "contact lens specification expired") }
            if conditions.extendedWear { match(.urgent, "extended wear contact lenses") }
            if conditions.orthoK { match(.urgent, "ortho-k contact lenses") }
        }
        let childDays = risk.treatedChildOverdueDays
        if conditions.isTreatedChild, testOverdue > childDays || checkOverdue > childDays {
            match(.urgent, "myopia management")
        }
        if conditions.referral { match(.urgent, "referral pending or not attended") }
    }

    private mutating func gradeHigh() {
        if conditions.glaucoma { match(.high, "glaucoma") }
        if conditions.glaucomaSuspect, !conditions.glaucoma { match(.high, "glaucoma suspect") }
        if conditions.treatedOcularHypertension {
            match(.high, "treated ocular hypertension")
        } else if conditions.ocularHypertension {
            match(.high, "ocular hypertension")
        }
        if isDiabetesHigh {
            match(
                .high,
                "diabetes, more than \(risk.diabetesMonths) months since the test and not known to attend screening")
        }
        if conditions.familyHistory, isTestDue { match(.high, "family history of glaucoma") }
        if conditions.macularDegeneration { match(.high, "macular degeneration") }
        if conditions.keratoconus { match(.high, "keratoconus") }
        if conditions.highMyopia { match(.high, "high myopia") }
        if conditions.sightImpairment { match(.high, "sight impairment") }
        if conditions.myopiaManagement, isTestOlder(thanMonths: risk.childMonths) { match(.high, "myopia management") }
        if conditions.binocularVision, isTestOlder(thanMonths: risk.childMonths) { match(.high, "binocular vision") }
        if isSpecificationExpired { match(.high, "contact lens specification expired") }
    }

    private var isDiabetesHigh: Bool {
        conditions.diabetes && !conditions.isKnownScreened && isTestOlder(thanMonths: risk.diabetesMonths)
    }

    private mutating func gradeMedium() {
        if conditions.isSenior { match(.medium, "age \(conditions.seniorAge) or over") }
        if conditions.isChild { match(.medium, "under 16") }
        if conditions.diabetes, !isDiabetesHigh { match(.medium, "diabetes") }
        if isShortRecall, isTestDue { match(.medium, "short recall") }
        if conditions.cataract { match(.medium, "cataract") }
        if conditions.isLensWearer, isCheckDue || isTestDue { match(.medium, "contact lens wearer due") }
        if isWellOverdue(dates.sightTest) || isWellOverdue(dates.lensCheck) { match(.medium, "well overdue") }
        if facts.isClinicalStatusUnknown { match(.medium, "clinical status unknown") }
        if conditions.age == nil { match(.medium, "age unknown") }
        if facts.riskWord == .unknown { match(.medium, "unknown risk word") }
        if line.recall == nil { match(.medium, "no due date") }
    }

    /// Half the interval past the due date, to the day.
    private func isWellOverdue(_ recall: DueDates.Recall?) -> Bool {
        recall.map { today >= $0.due.adding(months: ($0.intervalMonths + 1) / 2) } ?? false
    }
}
