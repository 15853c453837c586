import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct HarbourLaneTests {
    private struct Manifest: Decodable {
        struct Row: Decodable {
            var patientID: String
            var due: String?
            var risk: String
            var riskAlsoOk: [String]?
            var gate: String?
            var gateAlsoOk: [String?]?
            var phone: String?

            private enum CodingKeys: String, CodingKey {
                case patientID = "patient_id"
                case due
                case risk
                case riskAlsoOk = "risk_also_ok"
                case gate
                case gateAlsoOk = "gate_also_ok"
                case gateWithoutDiary = "gate_without_diary"
                case phone
            }

            init(from decoder: any Decoder) throws {
                let box = try decoder.container(keyedBy: CodingKeys.self)
                patientID = try box.decode(String.self, forKey: .patientID)
                due = try box.decodeIfPresent(String.self, forKey: .due)
                risk = try box.decode(String.self, forKey: .risk)
                riskAlsoOk = try box.decodeIfPresent([String].self, forKey: .riskAlsoOk)
                gateAlsoOk = try box.decodeIfPresent([String?].self, forKey: .gateAlsoOk)
                phone = try box.decodeIfPresent(String.self, forKey: .phone)
                let key = box.contains(.gateWithoutDiary) ? CodingKeys.gateWithoutDiary : .gate
                gate = try box.decodeIfPresent(String.self, forKey: key)
            }
        }
        struct File: Decodable {
            var file: String
            var expectedRows: [Row]?

            private enum CodingKeys: String, CodingKey {
                case file
                case expectedRows = "expected_rows"
            }
        }
        var files: [File]
    }

    /// Records of a comma-separated file with quotes, without a byte-order mark.
    private func records(_ url: URL) throws -> [[String]] {
        var text = try String(contentsOf: url, encoding: .utf8)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        var records: [[String]] = []
        var record: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                cell.append(character)
            } else if character == "," {
                record.append(cell)
                cell = ""
            } else if character.isNewline {
                records.append(record + [cell])
                record = []
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return records
    }

    @Test func `the practice's patients are graded and held as the manifest says`() throws {
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(contentsOf: Fixtures.sample("manifest.json")))
        let file = try #require(manifest.files.first { $0.file == "harbour-lane-patients.csv" })
        let wanted = try #require(file.expectedRows)
        let table = try records(Fixtures.sample("harbour-lane-patients.csv"))
        let header = try #require(table.first)
        let now = try #require(Instant(iso: "2026-11-23T10:00:00Z"))
        let context = PlanFixture.context(now: now)
        var patients: [PlanPatient] = []
        for record in table.dropFirst() {
            let cells = Dictionary(uniqueKeysWithValues: zip(header, record)).filter { !$0.value.isEmpty }
            let id = try #require(cells["Patient No"])
            let facts = PatientFacts(row: RowBuilder.row(cells))
            patients.append(
                PlanPatient(patientID: id, recallID: id, facts: facts, exportSeenAt: now.adding(minutes: -5)))
        }
        let lines = Planner.plan(patients, context: context)
        for row in wanted {
            let line = try #require(lines.first { $0.patientID == row.patientID })
            let risks = [row.risk] + (row.riskAlsoOk ?? [])
            #expect(risks.contains(line.assessment.level.rawValue), "\(row.patientID)")
            #expect(line.assessment.due?.description == row.due, "\(row.patientID)")
            // Of two patients on one number the manifest lets both be called; the plan lets one be called a day.
            let gate = line.decision.gate?.code
            if gate == .householdToday { continue }
            let gates = [row.gate] + (row.gateAlsoOk ?? [])
            #expect(gates.contains(gate?.rawValue), "\(row.patientID)")
            if let phone = row.phone { #expect(line.decision.phone?.e164 == phone, "\(row.patientID)") }
        }
    }
}
