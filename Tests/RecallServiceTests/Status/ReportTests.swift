import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// The summary of the day, the lists of the commands, and the bundle for support.
@Suite struct ReportTests {
    private func summaries(_ bench: Bench) throws -> [String] {
        try bench.names("outbox").filter { $0.hasPrefix("summary-") }
    }

    @Test func `a day is summed up once its hours are over and its last call has ended`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            try await bench.call("10023", attempt: "a_1", outcome: .declined)
            try await bench.call("10024", attempt: "a_2", outcome: .noAnswer)
            try await bench.call("10025", attempt: "a_3", isSettled: false)
            try await bench.flush(at: Bench.now.adding(hours: 8))
            #expect(try summaries(bench) == [], "calls may be placed until seven")
            let evening = Bench.now.adding(hours: 9)
            try await bench.flush(at: evening)
            #expect(try summaries(bench) == [], "a call is in progress")
            _ = try await bench.store.finishAttempt(attempt: "a_3", from: [.following], now: evening) { _ in
                Settlement(outcome: .voicemail)
            }
            try await bench.flush(at: evening)
            let name = "summary-harbour-lane-20261124.txt"
            #expect(try summaries(bench) == [name])
            let text = try String(contentsOfFile: "\(bench.share)/outbox/\(name)", encoding: .utf8)
            for words in ["Called: 3\r\n", "Reached: 1\r\n", "Not reached: 2\r\n", "  No answer: 1\r\n"] {
                #expect(text.contains(words), "\(words)\n\(text)")
            }
            for id in ["10023", "Waterhouse", "Lee", "07700"] { #expect(!text.contains(id)) }
            // It takes no number, and neither a crash nor a collection brings it twice.
            let numbers = try bench.outbox().compactMap { Int($0.dropLast(4).suffix(6)) }.sorted()
            #expect(numbers == Array(1...numbers.count))
            try FileManager.default.removeItem(atPath: "\(bench.share)/outbox/\(name)")
            try await bench.flush(at: evening.adding(hours: 20))
            #expect(try summaries(bench) == [])
        }
    }

    @Test func `a summary whose file could not be written is written later, in the same words`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            try await bench.call("10023", attempt: "a_1", outcome: .declined)
            try await bench.flush()
            try FileManager.default.moveItem(atPath: "\(bench.share)/outbox", toPath: "\(bench.share)/away")
            try await bench.flush(at: Bench.now.adding(hours: 10))
            let stored = try await bench.store.unwrittenSummaries(practice: bench.practice.id)
            #expect(stored.count == 1)
            try FileManager.default.moveItem(atPath: "\(bench.share)/away", toPath: "\(bench.share)/outbox")
            try await bench.flush(at: Bench.now.adding(hours: 40))
            let name = try #require(try summaries(bench).first)
            let bytes = try #require(FileManager.default.contents(atPath: "\(bench.share)/outbox/\(name)"))
            #expect(bytes == Data([0xEF, 0xBB, 0xBF]) + Data(stored[0].text.utf8))
        }
    }

    @Test func `lists tell of calls, files, reviews and tasks, and a task that is done leaves its list`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            try await bench.call("10023", attempt: "a_1", booking: (slot: "S1", start: 600))
            try await bench.call("10024", attempt: "a_2", outcome: .noAnswer, at: Bench.now.adding(minutes: 5))
            var soon = Bench.event("e_soon", .tasks, patient: "10024")
            soon.priority = .soon
            var urgent = Bench.event("e_urgent", .tasks, patient: "10023")
            urgent.priority = .urgent
            var change = Bench.event("e_change", .contactUpdates, patient: "10025")
            change.change = .movedAway
            try await bench.tell([soon, urgent, change])
            let practices = [bench.practice]

            let calls = try await Listings.calls(practices, store: bench.store, day: nil, limit: 10)
            #expect(calls.rows.map { $0.cells.last } == ["a_2", "a_1"])
            #expect(try await Listings.calls(practices, store: bench.store, day: nil, limit: 1).rows.count == 1)
            let other = try #require(Day(iso: "2026-11-23"))
            #expect(try await Listings.calls(practices, store: bench.store, day: other, limit: 10).rows.isEmpty)
            let call = try #require(try await bench.store.call("call-a_1"))
            let shown = Listings.call(call, practice: bench.practice)
            #expect(shown.lines.contains("Booking: 2026-11-26 10:00 Dr A Shah, requested"))
            #expect(shown.json.line.contains("\"status\":\"requested\""))
            #expect(try await bench.store.call("a_9") == nil)

            func tasks(_ changes: Bool) async throws -> [String?] {
                try await Listings.tasks(practices, store: bench.store, withContactUpdates: changes).rows.map {
                    $0.cells.last
                }
            }
            #expect(try await tasks(false) == ["e_urgent", "e_soon"])
            #expect(try await tasks(true) == ["e_urgent", "e_soon", "e_change"])
            #expect(try await bench.store.endLine("e_urgent", now: Bench.now))
            #expect(try await bench.store.endLine("e_urgent", now: Bench.now) == false)
            #expect(try await tasks(true) == ["e_soon", "e_change"])

            let files = try await Listings.outbox(
                practices, store: bench.store, withCollected: false, limit: 9, now: Bench.now)
            #expect(files.rows.count == 4)
            try FileManager.default.removeItem(atPath: "\(bench.share)/outbox/\(files.rows[0].cells[0])")
            try await bench.flush()
            #expect(
                try await Listings.outbox(practices, store: bench.store, withCollected: false, limit: 9, now: Bench.now)
                    .rows.count == 3)
            let all = try await Listings.outbox(
                practices, store: bench.store, withCollected: true, limit: 9, now: Bench.now)
            #expect(all.rows.map { $0.cells[1] } == ["collected", "waiting", "waiting", "waiting"])

            #expect(try await bench.take("riddle.csv", "a,b\r\nx,1\r\ny,2\r\n").state != .imported)
            let held = try bench.names("review").filter { $0.hasSuffix(".csv") }
            #expect(try await Listings.reviews(practices, store: bench.store).rows.map { $0.cells[0] } == held)
        }
    }

    @Test func `the bundle for support holds no name, number, address or key`() async throws {
        try await Bench.open(
            practice: """
                contact = "12 Harbour Lane, Leeds LS1 1AA"
                practitioners = [{ name = "Dr A Shah", code = "AS" }]
                """
        ) { bench in
            try await bench.take("Ann Waterhouse.csv", Bench.patients)
            try await bench.call("10023", attempt: "a_1", booking: (slot: "S1", start: 600))
            try await bench.flush()
            let bundle = try await SupportBundle.bundle(
                bench.configuration, store: bench.store, environment: [:], now: Bench.now
            ).line
            for needed in ["\"patient\":3", "\"booked\":1", "\"mode\":\"dry-run\"", "\"kind\":\"bookings\""] {
                #expect(bundle.contains(needed), "\(needed)\n\(bundle)")
            }
            for trace in [
                "Waterhouse", "Ann", "7700900123", "900123", "10023", "Shah", "Harbour Lane", "LS1", "+441632960001",
            ] { #expect(!bundle.contains(trace), "\(trace)\n\(bundle)") }
            #expect(try JSONSerialization.jsonObject(with: Data(bundle.utf8)) is [String: Any])
        }
    }
}
