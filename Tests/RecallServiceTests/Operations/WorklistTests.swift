import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// Who becomes a task for people, from the export to the file in the outbox.
@Suite struct WorklistTests {
    /// The rows of the tasks in the outbox, column by name.
    private func tasks(_ bench: Bench) throws -> [[String: String]] {
        try bench.outbox().filter { $0.hasPrefix("tasks") }.sorted { $0.suffix(10) < $1.suffix(10) }.flatMap { name in
            let text = try String(contentsOfFile: "\(bench.share)/outbox/\(name)", encoding: .utf8)
            let lines = text.trimmingPrefix("\u{FEFF}").split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let header = try #require(lines.first)
            return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
        }
    }

    /// A run of the dialler of a practice in live mode; there is no key, so that nobody is dialled.
    private func round(_ bench: Bench, at now: Instant) async throws {
        var live = bench.configuration
        live.settings.isLive = true
        let runtime = Runtime(
            setup: Runtime.Setup(configuration: live), store: bench.store,
            logger: bench.runtime(at: now).logger, clock: { now })
        _ = try await Dialler(runtime: runtime).runOnce()
        try await bench.flush(at: now)
    }

    @Test func `urgent patients are tasks in the outbox the same day, those without a number too`() async throws {
        try await Bench.open { bench in
            let export = Bench.patients.replacing("Do Not Contact", with: "Do Not Contact,Notes")
                .replacing("900123,01/09/2023,01/09/2025,,N", with: "900123,01/09/2023,01/09/2025,,N,referral pending")
                .replacing("07700 900124,01/09/2023,01/09/2025,,N", with: ",01/09/2023,01/09/2025,,N,DNA HES")
                .replacing("900125,01/09/2023,01/09/2025,,N", with: "900125,01/09/2023,01/09/2025,,N,blepharitis")
            #expect(try await bench.take("patients.csv", export).state == .imported)
            try await round(bench, at: Bench.now)
            let rows = try tasks(bench).sorted { $0["patient_id", default: ""] < $1["patient_id", default: ""] }
            #expect(rows.map { $0["patient_id"] } == ["10023", "10024"])
            #expect(rows.allSatisfy { $0["priority"] == "today" })
            #expect(rows.allSatisfy { $0["due_by"] == "24/11/2026" && $0["raised_on"] == "24/11/2026" })
            #expect(rows.first?["reason"]?.contains("ring this patient yourself today") == true)
            #expect(rows.last?["reason"]?.contains("no number on record can be called") == true)
            #expect(
                rows.allSatisfy { row in !row.values.contains { $0.contains("referral") || $0.contains("HES") } },
                "no condition leaves the practice's record")
            try await round(bench, at: Bench.now.adding(hours: 2))
            #expect(try tasks(bench).count == 2, "each is told of once")
        }
    }

    @Test func `two people with one id are held and a task, once`() async throws {
        try await Bench.open { bench in
            let export =
                Bench.patients + "10025,Mr,Max,Orr,09/09/1999,07700 900126,01/09/2023,01/09/2025,,N\r\n"
            let result = try await bench.take("patients.csv", export)
            #expect(result.state == .imported, "\(result.reason)")
            try await bench.flush()
            let lines = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            #expect(lines.count == 3)
            #expect(lines.first { $0.patientID == "10025" }?.decision.gate?.code == .held)
            let rows = try tasks(bench)
            #expect(rows.map { $0["patient_id"] } == ["10025"])
            #expect(rows.first?["priority"] == "today")
            #expect(rows.first?["reason"]?.contains("Two patients have one number") == true)

            let later = Bench.now.adding(hours: 1)
            #expect(try await bench.take("patients-2.csv", export + "\r\n", at: later).state == .imported)
            try await bench.flush(at: later)
            #expect(try tasks(bench).count == 1)
        }
    }
}
