import Foundation
import RecallCore
import RecallPages
import RecallPorts
import Testing

@testable import RecallService

/// Whether staff or their system have taken a result over, and what is said where they have not.
@Suite struct CollectedTests {
    @Test func `a file that is gone or was moved is collected, and one that stands there is not`() async throws {
        try await Bench.open { bench in
            for id in ["e_1", "e_2", "e_3"] { try await bench.tell([Bench.event(id)]) }
            let files = try bench.outbox()
            #expect(files.count == 3)
            try FileManager.default.removeItem(atPath: "\(bench.share)/outbox/\(files[0])")
            try FileManager.default.moveItem(
                atPath: "\(bench.share)/outbox/\(files[1])", toPath: "\(bench.share)/outbox/collected/\(files[1])")
            try await bench.flush(at: Bench.now.adding(minutes: 1))
            let left = try await bench.store.uncollectedOutboxFiles(practice: bench.practice.id).map(\.name)
            #expect(left == [files[2]])
            #expect(try await bench.store.outboxFile(named: files[0])?.collectedAt == Bench.now.adding(minutes: 1))
        }
    }

    @Test func `where the outbox itself is gone, nothing counts as collected and nothing is lost`() async throws {
        try await Bench.open { bench in
            try await bench.tell([Bench.event("e_1")])
            try FileManager.default.moveItem(atPath: "\(bench.share)/outbox", toPath: "\(bench.share)/away")
            try await bench.tell([Bench.event("e_2")])
            #expect(try await bench.store.uncollectedOutboxFiles(practice: bench.practice.id).count == 1)
            let problems = try await bench.status().practices.first?.problems ?? []
            let problem = try #require(problems.first { $0.code == "outbox" })
            #expect(problem.message.contains("error 2"), "\(problem.message)")
            try FileManager.default.moveItem(atPath: "\(bench.share)/away", toPath: "\(bench.share)/outbox")
            try await bench.flush()
            #expect(try bench.outbox().count == 2)
            #expect(try await bench.status().practices.first?.problems.contains { $0.code == "outbox" } == false)
        }
    }

    @Test func `a file that waits too long is an alarm in status, on the page and in check`() async throws {
        try await Bench.open(practice: "[outbox]\nuncollected_alarm_hours = 3") { bench in
            try await bench.tell([Bench.event("e_1")])
            let name = try #require(try bench.outbox().first)
            let early = Bench.now.adding(seconds: 3 * 3600 - 1)
            let due = Bench.now.adding(hours: 3)
            #expect(try await bench.status(at: early).practices.first?.problems.isEmpty == true)
            #expect(try await bench.page(at: early).uncollected.map(\.isAlarm) == [false])
            #expect(try await OutboxAlarm.all(bench.configuration, store: bench.store, now: early).isEmpty)

            let report = try await bench.status(at: due)
            let problem = try #require(report.practices.first?.problems.first)
            #expect(problem.code == "outbox_uncollected")
            #expect(problem.message.contains(name))
            #expect(problem.since == due)
            #expect(report.needsPerson)
            #expect(report.json.line.contains("\"code\":\"outbox_uncollected\""))
            #expect(try await bench.page(at: due).uncollected.map(\.isAlarm) == [true])
            #expect(try await OutboxAlarm.all(bench.configuration, store: bench.store, now: due) == [problem])

            try FileManager.default.removeItem(atPath: "\(bench.share)/outbox/\(name)")
            try await bench.flush(at: due)
            #expect(try await bench.status(at: due).practices.first?.problems.isEmpty == true)
            #expect(try await bench.page(at: due).uncollected.isEmpty)
        }
    }
}
