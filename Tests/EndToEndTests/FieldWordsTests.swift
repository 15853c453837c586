import Foundation
import RecallTestSupport
import Testing

/// Exports of the field whose words say who must not be rung, on the real binaries: the simulator's ledger tells who was.
@Suite struct FieldWordsTests {
    /// An export, and the gates of the patients in it who are never rung.
    struct Export: Sendable {
        var file: String
        var stopped: [String: String]
        var patients: Int
    }

    @Test(arguments: [
        Export(file: "notes.csv", stopped: ["5003": "deceased"], patients: 6),
        Export(
            file: "refused-in-words.csv",
            stopped: ["4001": "do_not_contact", "4003": "do_not_contact", "4004": "do_not_contact"], patients: 4),
    ])
    func `nobody whose words refuse calls or tell of a death is rung, and everybody else is`(export: Export)
        async throws
    {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "300"] + practice.script(always: "declined"))
            let path = Fixtures.root.appending(path: "Tests/Fixtures/Field/\(export.file)").path
            let result = try practice.recalld("import", path, "--practice", "harbour-lane")
            #expect(result.code == 0, "\(result.output)\(result.errors)")
            let plan = try practice.json("plan")
            #expect(plan.count == export.patients)
            var open: Set<String> = []
            for line in plan {
                let patient = try #require(line["patient_id"] as? String)
                let gate = (line["gate"] as? [String: Any])?["code"] as? String
                if let wanted = export.stopped[patient] {
                    #expect(gate == wanted, "\(patient)")
                } else {
                    // On a Monday one of them wishes not to be called.
                    #expect(gate == nil || gate == "preferred_time", "\(patient): \(gate ?? "")")
                    if gate == nil { open.insert(patient) }
                }
            }
            try practice.startDaemon()
            let rows = try await practice.eventually("everybody who may be called is", seconds: 60) {
                let rows = try OutboxTable.rows(practice, "outcomes")
                return rows.count >= open.count ? rows : nil
            }
            #expect(Set(rows.compactMap { $0["patient_id"] }) == open)
            #expect(try practice.ledgerLines("accepted").count == open.count)
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0)
        }
    }
}
