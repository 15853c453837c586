import Foundation
import RecallCore
import Testing

@testable import RecallService

/// The numbers of the rules of risk as a practice's clinician sets them.
@Suite struct RiskFileTests {
    @Test func `without a file the rules are those shipped, with one it counts for every practice`() throws {
        try ConfigFolder.with { folder in
            #expect(try folder.load().practices.map(\.rules.risk) == [RiskRules()])
            try folder.write("risk.toml", ConfigKey.sample(of: ConfigKey.risk, heading: ConfigKey.riskHeading))
            #expect(try folder.load().practices.map(\.rules.risk) == [RiskRules()])
            try folder.write("risk.toml", "[urgent]\nglaucoma_overdue_days = 30\n[age]\nsenior = 65\n")
            let rules = try #require(try folder.load().practice("harbour-lane")?.rules)
            #expect(rules.risk.glaucomaOverdueDays == 30)
            #expect(rules.risk.seniorAge == 65)
            #expect(rules.risk.shortRecallMonths == 6)

            let today = try #require(Day(iso: "2026-11-24"))
            var facts = PatientFacts()
            facts.birth = Day(iso: "1960-01-01")
            facts.lastTest = Day(iso: "2025-10-01")
            facts.findings = [
                Finding(subject: .glaucoma, words: "Y", field: .flagGlaucoma)
            ]
            let own = Assessor.assess(facts, rules: rules, today: today)
            #expect(own.level == .urgent)
            #expect(own.reasons.contains("age 65 or over"))
            #expect(own.rulesVersion == RuleSet.version + "+practice")
            var shipped = rules
            shipped.risk = RiskRules()
            let usual = Assessor.assess(facts, rules: shipped, today: today)
            #expect(usual.level == .high)
            #expect(usual.rulesVersion == RuleSet.version)
        }
    }

    @Test(arguments: [
        ("urgent.short_recall_months", "0"), ("urgent.short_recall_months", "13"),
        ("urgent.short_recall_overdue_days", "-1"), ("urgent.glaucoma_overdue_days", "\"90\""),
        ("urgent.contact_lens_overdue_days", "366"), ("urgent.treated_child_overdue_days", "true"),
        ("high.diabetes_months", "0"), ("high.child_months", "1.5"), ("age.senior", "7"), ("age.senior_scotland", "0"),
        ("age.family_history", "4"), ("interval_months.sight_risk", "0"), ("interval_months.child", "-6"),
        ("urgent.glaucoma_days", "90"),
    ]) func `a wrong value is refused with its line`(key: String, value: String) throws {
        try ConfigFolder.with { folder in
            let parts = key.split(separator: ".")
            try folder.write("risk.toml", "# remark\n[\(parts[0])]\n\(parts[1]) = \(value)\n")
            let problems = folder.problems()
            #expect(problems.map(\.key) == [key])
            #expect(problems.map(\.line) == [3])
            #expect(problems.allSatisfy { $0.file.hasSuffix("/risk.toml") })
        }
    }

    @Test func `a file that cannot be parsed is refused with its line`() throws {
        try ConfigFolder.with { folder in
            try folder.write("risk.toml", "[urgent]\nglaucoma_overdue_days 90\n")
            #expect(folder.problems().map(\.line) == [2])
        }
    }

    @Test func `a link that leads nowhere is a file that cannot be read, not the rules as shipped`() throws {
        try ConfigFolder.with { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/risk.toml", withDestinationPath: folder.path + "/gone.toml")
            #expect(folder.problems().map(\.message) == ["cannot be read"])
        }
    }
}
