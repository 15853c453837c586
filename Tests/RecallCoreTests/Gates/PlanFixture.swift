import RecallCore

/// A practice with the usual configuration, and patients for its plan.
enum PlanFixture {
    static let now = Instant(iso: "2026-11-24T10:30:00Z") ?? Instant(seconds: 0)

    static func rules(_ nation: Nation = .england) -> PracticeRules {
        PracticeRules(id: "harbour-lane", name: "Harbour Lane", nation: nation, phone: number("+441632960001"))
    }

    static func number(_ text: String) -> PhoneNumber {
        guard let number = PhoneNumber(e164: text) else { preconditionFailure("not a number of a test: \(text)") }
        return number
    }

    static func context(
        now: Instant = now, nation: Nation = .england, isDryRun: Bool = false,
        change: (inout PracticeRules) -> Void = { _ in }
    ) -> GateContext {
        var rules = rules(nation)
        change(&rules)
        let hours = OpeningHours(rules: rules, zone: .london, holidays: BankHolidays(), maxCallMinutes: 6)
        return GateContext(rules: rules, hours: hours, zone: .london, now: now, isDryRun: isDryRun)
    }

    static func patient(
        _ cells: [String: String], id: String = "p", context: GateContext, mobile: String = "07700 900123"
    ) -> PlanPatient {
        PlanPatient(
            patientID: id, recallID: "r_" + id, facts: RowBuilder.facts(cells, mobile: mobile),
            exportSeenAt: context.now.adding(minutes: -5))
    }
}
