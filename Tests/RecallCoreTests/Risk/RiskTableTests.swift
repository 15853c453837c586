import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct RiskTableTests {
    private struct Table: Decodable {
        struct Group: Decodable {
            var at: String
            var nation: String
        }
        struct Expectation: Decodable {
            var risk: String?
            var due: String?
            var overdueDays: Int?
            var reasons: [String]?
            var reasonsAbsent: [String]?
            var gate: String?
            var legalClass: String?
            var givesDue = false
            var givesGate = false

            private enum CodingKeys: String, CodingKey {
                case risk
                case due
                case overdueDays = "overdue_days"
                case reasons
                case reasonsAbsent = "reasons_absent"
                case gate
                case legalClass = "legal_class"
            }

            init(from decoder: any Decoder) throws {
                let box = try decoder.container(keyedBy: CodingKeys.self)
                risk = try box.decodeIfPresent(String.self, forKey: .risk)
                due = try box.decodeIfPresent(String.self, forKey: .due)
                overdueDays = try box.decodeIfPresent(Int.self, forKey: .overdueDays)
                reasons = try box.decodeIfPresent([String].self, forKey: .reasons)
                reasonsAbsent = try box.decodeIfPresent([String].self, forKey: .reasonsAbsent)
                gate = try box.decodeIfPresent(String.self, forKey: .gate)
                legalClass = try box.decodeIfPresent(String.self, forKey: .legalClass)
                givesDue = box.contains(.due)
                givesGate = box.contains(.gate)
            }
        }
        struct Case: Decodable {
            var id: String
            var group: String
            var patient: [String: String]
            var expect: Expectation
        }
        struct SetExpectation: Decodable {
            var order: [String]?
            var gates: [String: String?]?
        }
        struct PatientSet: Decodable {
            var id: String
            var group: String
            var patients: [[String: String]]
            var steps: [[String]]?
            var expect: SetExpectation
        }
        var groups: [String: Group]
        var cases: [Case]
        var sets: [PatientSet]
    }

    private func table() throws -> Table {
        try JSONDecoder().decode(Table.self, from: Fixtures.cases("risk.json"))
    }

    private func context(_ group: Table.Group) throws -> GateContext {
        let nation = try #require(Nation(rawValue: group.nation))
        let now = try #require(Instant(iso: group.at))
        return PlanFixture.context(now: now, nation: nation)
    }

    @Test func `every patient of the table gets the level, dates, reasons and gate of the table`() throws {
        let table = try table()
        #expect(table.cases.count > 60)
        for item in table.cases {
            let context = try context(try #require(table.groups[item.group]))
            let patient = PlanFixture.patient(item.patient, context: context)
            let line = try #require(Planner.plan([patient], context: context).first)
            let made = line.assessment
            let wanted = item.expect
            if let risk = wanted.risk { #expect(made.level.rawValue == risk, "\(item.id)") }
            if wanted.givesDue { #expect(made.due?.description == wanted.due, "\(item.id)") }
            if let overdue = wanted.overdueDays { #expect(made.overdueDays == overdue, "\(item.id)") }
            if wanted.givesGate { #expect(line.decision.gate?.code.rawValue == wanted.gate, "\(item.id)") }
            if let legal = wanted.legalClass { #expect(made.legalClass?.rawValue == legal, "\(item.id)") }
            let reasons = made.reasons.joined(separator: "; ").lowercased()
            for words in wanted.reasons ?? [] { #expect(reasons.contains(words), "\(item.id): \(words)") }
            for words in wanted.reasonsAbsent ?? [] { #expect(!reasons.contains(words), "\(item.id): \(words)") }
        }
    }

    @Test func `the sets of the table come in their order and with their gates`() throws {
        let table = try table()
        #expect(!table.sets.isEmpty)
        for item in table.sets {
            let context = try context(try #require(table.groups[item.group]))
            let patients = item.patients.enumerated().map { index, cells in
                PlanFixture.patient(
                    cells, id: cells["id"] ?? "", context: context, mobile: "07700 90020\(index)")
            }
            var stopped = Set<PhoneNumber>()
            for step in item.steps ?? [] where step.first == "suppress" {
                stopped.insert(try #require(PhoneReader.read(step[1]).number))
            }
            let lines = Planner.plan(patients, context: context, stoppedNumbers: stopped)
            if let order = item.expect.order { #expect(lines.map(\.patientID) == order, "\(item.id)") }
            for (id, gate) in item.expect.gates ?? [:] {
                let line = try #require(lines.first { $0.patientID == id })
                #expect(line.decision.gate?.code.rawValue == gate, "\(item.id) \(id)")
            }
        }
    }
}
