import Foundation
import RecallCore

/// Reads the numbers of the rules of risk, `risk.toml`.
enum RiskFile {
    /// The rules of the file; where there is none, those that are shipped.
    static func load(_ path: String, problems: inout [ConfigProblem]) -> RiskRules {
        var rules = RiskRules()
        guard isThere(path) else { return rules }
        do {
            let text = try TextFile.read(path, missing: "cannot be read")
            var reader = ConfigReader(file: try ConfigFile(text: text, path: path), keys: ConfigKey.risk)
            rules.shortRecallMonths = reader.integer("urgent.short_recall_months")
            rules.shortRecallOverdueDays = reader.integer("urgent.short_recall_overdue_days")
            rules.glaucomaOverdueDays = reader.integer("urgent.glaucoma_overdue_days")
            rules.contactLensOverdueDays = reader.integer("urgent.contact_lens_overdue_days")
            rules.treatedChildOverdueDays = reader.integer("urgent.treated_child_overdue_days")
            rules.diabetesMonths = reader.integer("high.diabetes_months")
            rules.childMonths = reader.integer("high.child_months")
            rules.seniorAge = reader.integer("age.senior")
            rules.seniorAgeScotland = reader.integer("age.senior_scotland")
            rules.familyHistoryAge = reader.integer("age.family_history")
            rules.sightRiskInterval = reader.integer("interval_months.sight_risk")
            rules.childInterval = reader.integer("interval_months.child")
            problems += reader.problems
        } catch {
            problems += error.problems
        }
        return rules
    }

    /// A link that leads nowhere is there: its author means to have rules of their own.
    private static func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
            || (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }
}
