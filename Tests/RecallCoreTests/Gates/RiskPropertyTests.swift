import RecallCore
import RecallTestSupport
import Testing

@Suite struct RiskPropertyTests {
    private static let dates = [
        "01/10/2018", "24/11/2020", "01/10/2024", "23/11/2025", "24/11/2025", "26/05/2026", "26/10/2026", "20/11/2026",
    ]
    private static let births = ["15/06/1981", "02/02/1950", "04/05/2014", "01/01/2010", "24/11/1986", ""]

    /// Cells that add a risk, and cells that add a suppression, by header and text.
    private static let risks: [(String, String)] = [
        ("Diabetic", "Y"), ("Glaucoma", "Y"), ("FH Glaucoma", "Y"), ("OHT", "Y"), ("AMD", "Y"), ("Keratoconus", "Y"),
        ("Cataract", "Y"), ("Myopia Management", "Y"), ("Amblyopia", "Y"), ("Risk Level", "high"),
        ("Risk Level", "urgent"),
        ("Risk Level", "medium"), ("Notes", "POAG"), ("Notes", "?glaucoma"), ("Notes", "referral pending"),
        ("Notes", "high myopia; uniocular"), ("Notes", "latanoprost"), ("CL Wearer", "Extended wear"),
        ("Notes", "MiSight"),
    ]
    private static let suppressions: [(String, String)] = [
        ("Deceased", "Y"), ("Do Not Contact", "Yes"), ("No Recall", "Y"), ("Phone Consent", "N"),
        ("AI Call Consent", "N"),
        ("Patient Status", "Archived"), ("Patient Status", "Deceased"), ("Notes", "do not call"),
        ("Notes", "complaint"),
        ("Notes", "RIP"), ("Notes", "moved away"), ("Notes", "lacks capacity"), ("Next Appointment", "24/11/2026"),
        ("TPS", "Y"), ("No Calls", "Y"), ("On Recall", "N"),
    ]

    private func cells(_ random: inout SeededGenerator) -> [String: String] {
        var cells: [String: String] = [:]
        cells["DOB"] = Self.births.randomElement(using: &random) ?? ""
        cells["Last Sight Test"] = Self.dates.randomElement(using: &random) ?? ""
        if Int.random(in: 0..<3, using: &random) == 0 {
            cells["Recall Date"] = Self.dates.randomElement(using: &random) ?? ""
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            cells["Last CL Check"] = Self.dates.randomElement(using: &random) ?? ""
        }
        if Int.random(in: 0..<4, using: &random) == 0 { cells["Recall Months"] = "6" }
        for header in ["Diabetic", "Glaucoma", "FH Glaucoma"] {
            cells[header] = ["N", "Y", "", "?"].randomElement(using: &random) ?? "N"
        }
        if Int.random(in: 0..<5, using: &random) == 0, let risk = Self.risks.randomElement(using: &random) {
            add(risk, to: &cells)
        }
        if Int.random(in: 0..<5, using: &random) == 0, let stop = Self.suppressions.randomElement(using: &random) {
            add(stop, to: &cells)
        }
        if Int.random(in: 0..<5, using: &random) == 0 { cells["AI Call Consent"] = "Y" }
        return cells
    }

    /// Notes are added behind those that are there.
    private func add(_ cell: (String, String), to cells: inout [String: String]) {
        if cell.0 == "Notes", let notes = cells["Notes"] {
            cells["Notes"] = notes + "; " + cell.1
        } else {
            cells[cell.0] = cell.1
        }
    }

    @Test(arguments: [1, 2026, 771_100]) func `a further risk never lowers the level`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rank: [RiskLevel: Int] = [.low: 0, .medium: 1, .high: 2, .urgent: 3]
        let rules = PlanFixture.rules()
        let today = PlanFixture.context().today
        for round in 0..<1_500 {
            let before = cells(&random)
            var after = before
            let risk = try #require(Self.risks.randomElement(using: &random))
            if risk.0 == "Risk Level", before["Risk Level"] != nil { continue }
            add(risk, to: &after)
            let first = Assessor.assess(RowBuilder.facts(before), rules: rules, today: today)
            let second = Assessor.assess(RowBuilder.facts(after), rules: rules, today: today)
            // A cell that was unknown may have been all that raised the patient; it is known now, and that may lower.
            let lost =
                first.reasons.contains("clinical status unknown") && !second.reasons.contains("clinical status unknown")
            let isLower = (rank[second.level] ?? 0) < (rank[first.level] ?? 0)
            #expect(!isLower || lost, "seed \(seed), round \(round): \(before) and \(risk)")
        }
    }

    @Test(arguments: [7, 1789, 55_555]) func `a further suppression never opens a gate`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let context = PlanFixture.context()
        for round in 0..<1_500 {
            let before = cells(&random)
            var after = before
            let stop = try #require(Self.suppressions.randomElement(using: &random))
            add(stop, to: &after)
            let first = Planner.plan([PlanFixture.patient(before, context: context)], context: context)[0].decision
            let second = Planner.plan([PlanFixture.patient(after, context: context)], context: context)[0].decision
            let isSpecialCell = stop.0 == "Patient Status" && before["Patient Status"] != nil
            if isSpecialCell { continue }
            #expect(!second.isOpen || first.isOpen, "seed \(seed), round \(round): \(before) and \(stop)")
            if stop.0 != "TPS" { #expect(!second.isOpen, "seed \(seed), round \(round): \(stop)") }
        }
    }

    @Test(arguments: [3, 42, 90_210]) func `the order is total and the same however the patients come`(seed: UInt64)
        throws
    {
        var random = SeededGenerator(seed: seed)
        let context = PlanFixture.context()
        var patients = (0..<300).map { index in
            PlanFixture.patient(
                cells(&random), id: "\(index)", context: context, mobile: "07700 900\(padded(index % 120, 3))")
        }
        let lines = Planner.plan(patients, context: context)
        patients.shuffle(using: &random)
        let again = Planner.plan(patients, context: context)
        #expect(lines.map(\.patientID) == again.map(\.patientID), "seed \(seed)")
        #expect(lines.map(\.decision) == again.map(\.decision), "seed \(seed)")
        #expect(Set(lines.map(\.order)) == Set(1...300), "seed \(seed)")
        for (first, second) in zip(lines, lines.dropFirst()) {
            #expect(first.assessment.level >= second.assessment.level, "seed \(seed)")
            #expect(first.assessment.score >= second.assessment.score, "seed \(seed)")
        }
        // No number is free twice.
        let free = lines.filter { $0.decision.isOpen }.compactMap(\.decision.phone)
        #expect(free.count == Set(free).count, "seed \(seed)")
    }
}
