import Foundation
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallService

/// `plan --json` and `why --json` of the export of Harbour Lane, against the rows that its manifest expects.
@Suite struct HarbourLanePlanTests {
    private static let now = Instant(iso: "2026-11-23T10:00:00Z") ?? Instant(milliseconds: 0)

    /// Runs `body` with the export imported, a quarter of an hour before.
    private static func imported(
        _ body: (PracticeContext, Settings, any Store) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "recalld-plan-\(UUID().uuidString)").path
        for folder in ["share", "state", "practices.d"] {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(folder)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        defer {
            do {
                try FileManager.default.removeItem(atPath: root)
            } catch {
                Issue.record("\(root) could not be removed: \(error)")
            }
        }
        try Data("mode = \"live\"\nstate_directory = \"\(root)/state\"\n".utf8).write(
            to: URL(filePath: root + "/recalld.toml"))
        try Data(
            "name = \"Harbour Lane Opticians\"\nfolder = \"\(root)/share\"\nphone = \"+441632960001\"\n".utf8
        ).write(to: URL(filePath: root + "/practices.d/harbour-lane.toml"))
        let configuration = try LoadedConfiguration.load(
            path: root + "/recalld.toml", environment: ["RECALLD_DATA": Fixtures.root.appending(path: "Config").path])
        let practice = try #require(configuration.practices.first)
        let store = try StoreFile.open(configuration.settings.stateDirectory)
        let result = try await HandImport.take(
            Fixtures.sample("harbour-lane-patients.csv").path, practice: practice, configuration: configuration,
            store: store,
            now: now.adding(minutes: -15))
        try #require(result.state == .imported)
        try await body(practice, configuration.settings, store)
        try store.close()
    }

    private static func object(_ json: JSONValue) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.line.utf8)) as? [String: Any])
    }

    private static func expectedRows() throws -> [[String: Any]] {
        let manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: Fixtures.sample("manifest.json")))
        let files = try #require((manifest as? [String: Any])?["files"] as? [[String: Any]])
        let file = try #require(files.first { $0["file"] as? String == "harbour-lane-patients.csv" })
        return try #require(file["expected_rows"] as? [[String: Any]])
    }

    @Test func `plan has one line a patient, with every member, and says what the manifest expects`() async throws {
        try await Self.imported { practice, settings, store in
            let lines = try await Planning.plan(practice, settings: settings, store: store, at: Self.now)
            let plan = try lines.map { try Self.object(PlanReport.json($0)) }
            let rows = try Self.expectedRows()
            #expect(plan.count == rows.count)
            #expect(plan.compactMap { $0["order"] as? Int } == Array(1...rows.count))
            let members = [
                "practice", "patient_id", "recall", "type", "due", "overdue_days", "risk", "score", "reasons",
                "legal_class", "state", "gate", "phone", "attempts", "next_attempt_at", "order",
            ]
            for row in rows {
                let id = try #require(row["patient_id"] as? String)
                let line = try #require(plan.first { $0["patient_id"] as? String == id }, "\(id)")
                #expect(members.allSatisfy { line[$0] != nil }, "\(id)")
                let risks = [row["risk"] as? String] + (row["risk_also_ok"] as? [String] ?? [])
                #expect(risks.contains(line["risk"] as? String), "\(id)")
                #expect(line["due"] as? String == row["due"] as? String, "\(id)")
                #expect(line["overdue_days"] as? Int == max(0, row["overdue_days"] as? Int ?? 0), "\(id)")
                let shown = (line["gate"] as? [String: Any])?["code"] as? String
                // Without the diary, and with one call to a number a day, which the manifest leaves out.
                let key = row.keys.contains("gate_without_diary") ? "gate_without_diary" : "gate"
                let gates = [row[key] as? String] + (row["gate_also_ok"] as? [Any] ?? []).map { $0 as? String }
                #expect(gates.contains(shown) || (shown == "household_today" && gates.contains(nil)), "\(id)")
                if let phone = row["phone"] as? String { #expect(line["phone"] as? String == phone, "\(id)") }
                #expect(shown != nil || line["next_attempt_at"] is String, "\(id)")
            }
        }
    }

    @Test func `why tells of every patient in sentences, and agrees with the plan`() async throws {
        try await Self.imported { practice, settings, store in
            let lines = try await Planning.plan(practice, settings: settings, store: store, at: Self.now)
            // One of each gate shown, and two that nothing holds.
            var seen: [GateCode?: Int] = [:]
            for line in lines {
                let code = line.decision.gate?.code
                seen[code, default: 0] += 1
                guard seen[code, default: 0] <= (code == nil ? 2 : 1) else { continue }
                let report = try #require(
                    try await WhyReport.make(
                        patientID: line.patientID, practice: practice, settings: settings, store: store, now: Self.now))
                #expect(report.line == line, "\(line.patientID)")
                let why = try Self.object(report.json)
                #expect(
                    Set(why.keys) == [
                        "practice", "patient_id", "source", "recall", "gates", "attempts", "events", "next",
                    ])
                let source = try #require(why["source"] as? [String: Any])
                #expect(source["file"] as? String == "harbour-lane-patients.csv")
                let gates = try #require(why["gates"] as? [[String: Any]])
                #expect(gates.compactMap { $0["code"] as? String } == GateCode.allCases.map(\.rawValue))
                #expect(gates.first { $0["open"] as? Bool == false }?["code"] as? String == code?.rawValue)
                for gate in gates {
                    let words = try #require(gate["words"] as? String)
                    #expect(words.hasSuffix(".") && !words.contains("_") && !words.contains("nil"), "\(words)")
                    if let until = gate["until"] as? String {
                        let moment = MomentWords.moment(try #require(Instant(iso: until)), practice.zone)
                        #expect(words.hasSuffix("This ends on \(moment)."), "\(words)")
                    }
                }
                let next = try #require(why["next"] as? String)
                #expect(next.hasSuffix(".") && !next.contains("_"), "\(next)")
                #expect(code != nil || next.contains("rung"), "\(next)")
            }
            #expect(seen.count > 6, "the export shows many gates")
        }
    }

    @Test func `why tells each call and what came of it, from what is stored`() async throws {
        try await Self.imported { practice, settings, store in
            let lines = try await Planning.plan(practice, settings: settings, store: store, at: Self.now)
            let line = try #require(lines.first { $0.decision.isOpen })
            let zone = practice.zone
            func why(_ now: Instant) async throws -> WhyReport {
                try #require(
                    try await WhyReport.make(
                        patientID: line.patientID, practice: practice, settings: settings, store: store, now: now))
            }
            _ = try await store.storeQueue(practice: practice.id, queue: PlannedQueue([line]), now: Self.now, task: nil)
            let due = try await store.dueRecalls(practices: [practice.id], now: Self.now, limit: 1)
            let beginning = try await store.beginAttempt(
                recall: try #require(due.first), id: "a_1", now: Self.now,
                localTime: zone.local(Self.now), maxConcurrent: 5, maxCallMinutes: 6, slots: practice.rules.slots,
                staleAfterDays: 14,
                context: Planning.context(practice, settings: settings, now: Self.now, isFilePaused: false))
            guard case .begun = beginning else {
                Issue.record("the call was to begin")
                return
            }
            #expect(try await why(Self.now).next == "A call is in progress.")
            let event = Event(
                id: "e_1", kind: .outcomes, patientID: line.patientID, name: PersonName(), phone: nil, at: Self.now)
            _ = try await store.finishAttempt(attempt: "a_1", from: [.placing], now: Self.now) { _ in
                Settlement(outcome: .noAnswer, events: [event])
            }
            let report = try await why(Self.now.adding(minutes: 5))
            let json = try Self.object(report.json)
            let attempt = try #require((json["attempts"] as? [[String: Any]])?.first)
            #expect(attempt["outcome"] as? String == "no_answer")
            let phone = try #require(line.decision.phone?.national)
            #expect(
                attempt["words"] as? String == "On Monday 23 November 2026 at 10:00 we rang \(phone): nobody answered.")
            let told = try #require((json["events"] as? [[String: Any]])?.first)
            #expect(told["words"] as? String == "What came of the call is not written to a file yet.")
            #expect(
                report.next == "The last call is less than 20 hours ago. This ends on Tuesday 24 November 2026 at "
                    + "09:00. The patient is rung on \(phone) from Tuesday 24 November 2026 at 09:00 at the earliest.")
            let limit = report.gates.first { $0.code == .attemptLimit }
            #expect(limit?.words == "1 of 3 calls have been made.")

            _ = try await store.addStop(
                Stop(
                    practice: practice.id, phone: nil, patientID: line.patientID, reason: "asked", source: "staff"),
                now: Self.now)
            let stopped = try await why(Self.now.adding(minutes: 6))
            #expect(
                stopped.gates.first { !$0.isOpen }?.words
                    == "The patient has asked not to be called, and is on our own stop list.")
            #expect(stopped.next.contains("Nobody rings until that changes."))
            #expect(stopped.lines.contains { $0.contains("SHUT opted_out") })
        }
    }
}
