import Foundation
import RecallCore
import Testing

@Suite struct AssessorTests {
    private static let none = ["DOB": "15/06/1981", "Diabetic": "N", "Glaucoma": "N", "FH Glaucoma": "N"]

    private func assess(
        _ more: [String: String], nation: Nation = .england, today: String = "24/11/2026",
        change: (inout PracticeRules) -> Void = { _ in }
    ) throws -> Assessment {
        var rules = PlanFixture.rules(nation)
        change(&rules)
        let facts = RowBuilder.facts(Self.none.merging(more) { $1 })
        return Assessor.assess(facts, rules: rules, today: try #require(RowBuilder.day(today)))
    }

    @Test func `each line of the levels begins on its day and not before`() throws {
        let test = "Last Sight Test"
        let cases: [([String: String], RiskLevel, String?)] = [
            // U1 and M4: a clinician's short recall.
            ([test: "27/04/2026", "Recall Date": "27/10/2026"], .medium, "short recall"),
            ([test: "26/04/2026", "Recall Date": "26/10/2026"], .urgent, "short recall"),
            ([test: "25/04/2026", "Recall Date": "26/10/2026"], .low, nil),
            (["Recall Date": "26/10/2026"], .low, nil),
            (["Recall Date": "26/10/2026", "Recall Months": "6"], .urgent, "short recall"),
            ([test: "26/10/2026", "Recall Months": "2/52"], .medium, "short recall"),
            ([test: "12/10/2026", "Recall Months": "2/52"], .urgent, "short recall"),
            ([test: "24/05/2026", "Recall Months": "6"], .medium, "short recall"),
            ([test: "25/05/2026", "Recall Months": "6"], .low, nil),
            // U2.
            ([test: "25/08/2025", "Recall Date": "25/08/2026", "Notes": "POAG"], .urgent, "glaucoma"),
            ([test: "25/08/2025", "Recall Date": "25/08/2026", "Notes": "POAG", "HES": "Y"], .high, "glaucoma"),
            (
                [test: "25/08/2025", "Recall Date": "25/08/2026", "OHT": "Y", "Notes": "on latanoprost"], .urgent,
                "ocular hypertension"
            ),
            ([test: "25/08/2025", "Recall Date": "25/08/2026", "Glaucoma": "suspect"], .high, "glaucoma suspect"),
            // U3 and H7.
            ([test: "01/11/2026", "Last CL Check": "26/10/2025", "Notes": "extended wear"], .urgent, "extended wear"),
            ([test: "01/11/2026", "Last CL Check": "27/10/2025", "Notes": "extended wear"], .medium, "contact lens"),
            ([test: "01/11/2026", "Last CL Check": "26/10/2025", "Notes": "ortho-k"], .urgent, "ortho-k"),
            ([test: "26/10/2024", "Notes": "extended wear"], .urgent, "extended wear"),
            ([test: "01/11/2026", "CL Spec Expiry": "24/11/2026"], .medium, "contact lens"),
            ([test: "01/11/2026", "CL Spec Expiry": "23/11/2026"], .high, "specification expired"),
            ([test: "01/11/2026", "CL Spec Expiry": "23/11/2026", "CL Wearer": "N"], .low, nil),
            // U4, H5, H6.
            (["DOB": "01/01/2012", test: "26/04/2026", "Notes": "atropine"], .urgent, "myopia management"),
            (["DOB": "01/01/2012", test: "24/05/2026", "Notes": "MiSight"], .medium, "under 16"),
            (["DOB": "01/01/2012", test: "23/05/2026", "Myopia Management": "Y"], .high, "myopia management"),
            (["DOB": "25/11/2008", test: "23/05/2026", "Notes": "Stellest"], .high, "myopia management"),
            (["DOB": "24/11/2008", test: "23/05/2026", "Notes": "Stellest"], .low, nil),
            (["DOB": "01/01/2012", test: "23/05/2026", "Amblyopia": "Y"], .high, "binocular vision"),
            (["DOB": "24/11/2010", test: "23/05/2026", "Amblyopia": "Y"], .low, nil),
            // H2 and M3.
            ([test: "24/11/2025", "Diabetic": "Type 2"], .medium, "diabetes"),
            ([test: "23/11/2025", "Diabetic": "T1DM"], .high, "diabetes"),
            ([test: "23/11/2025", "Diabetic": "Y", "Diabetic Screening": "Y"], .medium, "diabetes"),
            ([test: "23/11/2025", "Diabetic": "Y", "Diabetic Screening": "N"], .high, "diabetes"),
            ([test: "23/11/2025", "Notes": "retinal screening"], .medium, "diabetes"),
            ([test: "23/11/2025", "Diabetic": "Y", "Notes": "attends DESP. Missed DESP 2025"], .high, "diabetes"),
            (["Recall Date": "01/12/2026", "Diabetic": "Y"], .high, "diabetes"),
            // H3.
            (["DOB": "24/11/1986", test: "24/11/2025", "FH Glaucoma": "Father"], .high, "family history of glaucoma"),
            (["DOB": "25/11/1986", test: "24/11/2024", "FH Glaucoma": "Y"], .low, nil),
            (["DOB": "24/11/1986", test: "25/11/2025", "FH Glaucoma": "Y"], .low, nil),
            ([test: "25/10/2025", "FH Glaucoma": "Grandmother"], .low, nil),
            // H4.
            ([test: "01/11/2026", "AMD": "Y"], .high, "macular degeneration"),
            ([test: "01/11/2026", "Keratoconus": "Y"], .high, "keratoconus"),
            ([test: "01/11/2026", "Notes": "high myopia"], .high, "high myopia"),
            ([test: "01/11/2026", "Notes": "registered blind"], .high, "sight impair"),
            // M1, M2, M5, M6.
            (["DOB": "24/11/1956", test: "01/11/2026"], .medium, "age 70 or over"),
            (["DOB": "25/11/1956", test: "01/11/2026"], .low, nil),
            (["DOB": "25/11/2010", test: "01/11/2026"], .medium, "under 16"),
            ([test: "01/11/2026", "Cataract": "Y"], .medium, "cataract"),
            ([test: "24/11/2024", "CL Wearer": "Monthly"], .medium, "contact lens"),
            ([test: "25/11/2024", "CL Wearer": "Y"], .low, nil),
            // M7.
            ([test: "24/11/2023"], .medium, "well overdue"), ([test: "25/11/2023"], .low, nil),
            // M8 to M11.
            ([test: "01/11/2026", "Diabetic": "?"], .medium, "clinical status unknown"),
            (
                [test: "01/11/2026", "Diabetic": "", "Glaucoma": "", "FH Glaucoma": ""], .medium,
                "clinical status unknown"
            ),
            (
                [test: "01/11/2026", "Diabetic": "", "Glaucoma": "", "FH Glaucoma": "", "Notes": "n/a"], .medium,
                "clinical status unknown"
            ),
            ([test: "01/11/2026", "Diabetic": "", "Glaucoma": "", "FH Glaucoma": "", "OHT": "N"], .low, nil),
            ([test: "01/11/2026", "OHT": "?"], .low, nil),
            (["DOB": "", test: "01/11/2026"], .medium, "age unknown"),
            ([test: "01/11/2026", "Risk Level": "2"], .medium, "unknown risk word"),
            ([test: "01/11/2026", "Risk Level": "very high"], .urgent, "practice risk level"),
            ([test: "01/11/2026", "Risk Level": "glaucoma_suspect"], .high, "glaucoma suspect"),
            ([test: "01/11/2026", "Risk Level": "Standard"], .low, nil),
            ([:], .medium, "no due date"),
        ]
        for (more, level, reason) in cases {
            let made = try assess(more)
            #expect(made.level == level, "\(more)")
            if let reason { #expect(made.reasons.contains { $0.contains(reason) }, "\(more): \(made.reasons)") }
            if level == .low {
                #expect(made.reasons.allSatisfy { $0.hasPrefix("overdue by ") }, "\(more): \(made.reasons)")
            }
        }
    }

    @Test func `the due date follows the recall date, the interval and the lenses`() throws {
        let test = "Last Sight Test"
        let cases: [([String: String], String?, RecallType, Int)] = [
            ([test: "29/02/2024"], "2026-02-28", .sightTest, 24),
            ([test: "31/08/2025", "Recall Months": "6/12"], "2026-02-28", .sightTest, 6),
            ([test: "01/10/2024", "Recall Date": "01/10/2024"], "2026-10-01", .sightTest, 24),
            ([test: "01/10/2024", "Recall Date": "02/11/2024"], "2024-11-02", .sightTest, 2),
            ([test: "01/10/2025", "Recall Months": "1 year"], "2026-10-01", .sightTest, 12),
            ([test: "01/10/2026", "Recall Months": "6 weeks"], "2026-11-12", .sightTest, 2),
            ([test: "01/10/2024", "Recall Months": "61"], "2026-10-01", .sightTest, 24),
            ([test: "01/10/2024", "Recall Months": "0"], "2026-10-01", .sightTest, 24),
            ([test: "01/10/2025", "Recall Months": "12", "Period": "Months"], "2026-10-01", .sightTest, 12),
            (["Recall Date": "10/10/2026", "Recall Months": "18"], "2026-10-10", .sightTest, 18),
            ([test: "01/10/2024", "Last CL Check": "01/11/2025"], "2026-10-01", .both, 24),
            ([test: "01/10/2026", "Last CL Check": "01/11/2025"], "2026-11-01", .contactLensCheck, 12),
            ([test: "01/10/2026", "Last CL Check": "01/12/2025"], "2026-12-01", .contactLensCheck, 12),
            (
                [test: "01/10/2026", "Last CL Check": "01/12/2025", "CL Spec Expiry": "15/11/2026"], "2026-11-15",
                .contactLensCheck, 12
            ),
            (
                [test: "01/10/2026", "CL Recall": "01/11/2026", "Last CL Check": "01/11/2026"], "2027-11-01",
                .contactLensCheck, 12
            ),
            (["CL Recall": "20/11/2026"], "2026-11-20", .contactLensCheck, 12),
            (["Last CL Check": "01/11/2025", "CL Wearer": "N"], nil, .sightTest, 24),
            ([test: "24/11/2025", "Notes": "Early cataract"], "2026-11-24", .sightTest, 12),
            (["DOB": "01/01/2015", test: "24/05/2026", "Notes": "squint"], "2026-11-24", .sightTest, 6),
        ]
        for (more, due, type, months) in cases {
            let made = try assess(more)
            #expect(made.due?.description == due, "\(more)")
            #expect(made.type == type, "\(more)")
            #expect(made.intervalMonths == months, "\(more)")
        }
    }

    @Test func `lead days make one recall of two that are due soon`() throws {
        let cells = ["Last Sight Test": "01/12/2024", "Last CL Check": "01/11/2025"]
        #expect(try assess(cells).type == .contactLensCheck)
        let made = try assess(cells) { $0.recall.leadDays = 14 }
        #expect(made.type == .both)
        #expect(made.overdueDays == 23)
    }

    @Test func `a record lapses after its months and no sooner`() throws {
        #expect(try assess(["Recall Date": "24/11/2026"]).legalClass == .careRecallOnTime)
        #expect(try assess(["Recall Date": "23/11/2026"]).legalClass == .careRecallOverdue)
        #expect(try assess(["Recall Date": "24/11/2022"]).legalClass == .careRecallOverdue)
        #expect(try assess(["Recall Date": "23/11/2022"]).legalClass == .lapsedMarketing)
        #expect(
            try assess(["Recall Date": "23/11/2022"]) { $0.recall.lapsedAfterMonths = 60 }.legalClass
                == .careRecallOverdue)
        #expect(try assess([:]).legalClass == nil)
    }

    @Test func `facts have no name in their description`() {
        let facts = RowBuilder.facts(
            Self.none.merging([
                "Surname": "Waterhouse", "Notes": "POAG, Stellest; mother-in-law AMD", "Recall Months": "2/52",
                "Risk Level": "Band C", "AI Call Consent": "Y", "Last Sight Test": "01/10/2024",
            ]) { $1 })
        #expect(!"\(facts)".contains("Waterhouse"))
        #expect(!String(reflecting: facts).contains("Waterhouse"))
    }
}
