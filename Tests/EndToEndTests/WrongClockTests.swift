import Foundation
import GRDB
import RecallTestSupport
import Testing

/// The real daemon starts under a clock that is behind what is stored.
@Suite struct WrongClockTests {
    @Test(arguments: [false, true])
    func `nobody is called by a clock that is behind what is stored, and all are once it is right`(
        isTakenByPerson: Bool
    ) async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "9"], concurrent: 2)
            // The command makes the database, which then holds a moment that is three days and an hour ahead of the clock.
            _ = try practice.recalld("status")
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            try Self.change(
                practice, "INSERT INTO audit (at, actor, action, subject) VALUES (?, 'recalld', 'pause', 'test')",
                now + (3 * 24 + 1) * 3_600_000)
            try storm.drop(StormFiles.patients(0..<2), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("the plan says why nobody is called") { () -> Bool? in
                let gates = try practice.json("plan").map { ($0["gate"] as? [String: Any])?["code"] as? String }
                return gates == ["clock_unsure", "clock_unsure"] ? true : nil
            }
            let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
            let told = problems.first { $0["code"] as? String == "clock" }?["message"] as? String
            #expect(told?.contains("3 days behind") == true, "\(problems)")
            #expect(try practice.ledgerLines("accepted").isEmpty)
            if isTakenByPerson {
                let answer = try practice.recalld("resume")
                #expect(answer.output.contains("taken as it is"), "\(answer.output)")
            } else {
                // As if the clock had been put right: it has reached what it had to.
                try Self.change(practice, "UPDATE clock SET has_to_reach = ?", now)
            }
            try await practice.eventually("both are called", seconds: 60) {
                try practice.ledgerLines("accepted").count == 2 ? true : nil
            }
            let left = try practice.status()["problems"] as? [[String: Any]] ?? []
            #expect(!left.contains { $0["code"] as? String == "clock" })
        }
    }

    private static func change(_ practice: RealPractice, _ sql: String, _ moment: Int64) throws {
        let database = try DatabaseQueue(path: practice.root.appending(path: "state/recalld.db").path)
        try database.write { db in try db.execute(sql: sql, arguments: [moment]) }
        try database.close()
    }
}
