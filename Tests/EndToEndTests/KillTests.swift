import Foundation
import RecallDaemon
import RecallTestSupport
import Testing

/// The daemon dies at any moment, and is started again: no call twice, no outcome lost or doubled, no file lost.
///
/// What is held against it is the simulator's ledger: what the telephone did, not what the database thinks.
@Suite(.serialized) struct KillTests {
    private static let exports = ["harbour-lane-diary.csv", "harbour-lane-patients.csv"]

    /// Faults under which every step is gone through: answers lost, calls refused, waits asked for.
    private static let faults = [
        "--fault", "lost_answer@send=0.08", "--fault", "error_500_accepted=0.04", "--fault", "rate_limit=0.04",
        "--fault", "details_404=0.05",
    ]

    @Test func `a storm of kills at random moments loses nothing and doubles nothing`() async throws {
        let wanted = ProcessInfo.processInfo.environment["RECALLD_KILLS"].flatMap(Int.init) ?? 60
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        var random = SeededGenerator(seed: seed)
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "60", "--seed", "\(seed % 1000)"] + Self.faults, concurrent: 6)
            try drop(0, practice)
            try practice.startDaemon()
            try await practice.eventually("calls begin") { try practice.ledgerLines("accepted").isEmpty ? nil : true }
            practice.signal("recalld", SIGKILL)
            _ = try await practice.waitForEnd("recalld")
            for kill in 1..<wanted {
                try practice.startDaemon()
                if kill % 8 == 0 { try drop(kill / 8, practice) }
                // The pause is what the storm is made of: the moment at which the power fails.
                try await Task.sleep(for: .milliseconds(Int.random(in: 60...900, using: &random)))
                practice.signal("recalld", SIGKILL)
                _ = try await practice.waitForEnd("recalld")
            }
            try practice.startDaemon()
            try await rest(practice)
            try check(practice, drops: (wanted + 7) / 8, kills: wanted, seed: seed)
        }
    }

    /// Drops the diary and the patients first, and later the same with a line more, which are other bytes.
    private func drop(_ turn: Int, _ practice: RealPractice) throws {
        for name in Self.exports {
            var data = try Data(contentsOf: Fixtures.sample(name))
            if turn > 0 { data.append(Data(String(repeating: "\r\n", count: turn).utf8)) }
            try practice.drop(data, as: "\(turn)-\(name)")
        }
    }

    /// Waits until no call is in progress, every result stands in the outbox, and staff have been told of every attempt of
    /// which nobody knows, because its request never left.
    private func rest(_ practice: RealPractice) async throws {
        var calm = 0
        var calls = -1
        try await practice.eventually("everything comes to rest", seconds: 420) {
            let status = try practice.status()
            let recalls = status["recalls"] as? [String: Int] ?? [:]
            let accepted = try practice.ledgerLines("accepted").compactMap { $0["attempt_id"] as? String }
            let rows = try OutboxTable.rows(practice, "outcomes")
            let final = Set(rows.filter { $0["outcome"] != "unknown" }.compactMap { $0["attempt"] })
            let open = Set(rows.compactMap { $0["attempt"] }).subtracting(final)
            let isAtRest =
                recalls["dialling"] == 0 && recalls["in_call"] == 0 && recalls["unknown"] == open.count
                && (status["inbox_waiting"] as? Int) == 0 && accepted.count == calls && final.isSuperset(of: accepted)
            calls = accepted.count
            calm = isAtRest ? calm + 1 : 0
            return calm >= 8 ? true : nil
        }
        practice.signal("recalld", SIGTERM)
        #expect(try await practice.waitForEnd("recalld") == 0)
    }

    private func check(_ practice: RealPractice, drops: Int, kills: Int, seed: UInt64? = nil) throws {
        let note = "seed \(seed.map(String.init) ?? "none")"
        let calls = try practice.ledgerLines("accepted")
        let attempts = calls.compactMap { $0["attempt_id"] as? String }
        #expect(attempts.count == calls.count)
        #expect(calls.count > 50, "\(note): too few calls to say anything")
        let doubled = attempts.count - Set(attempts).count
        #expect(doubled == 0, "\(note): an attempt was called twice")
        let numbers = calls.compactMap { $0["number"] as? String }
        #expect(Set(numbers).count == numbers.count, "\(note): a number was called twice on one day")

        let rows = try OutboxTable.rows(practice, "outcomes")
        let final = Dictionary(grouping: rows.filter { $0["outcome"] != "unknown" }, by: { $0["attempt"] ?? "" })
        let lost = attempts.filter { final[$0] == nil }
        #expect(lost.isEmpty, "\(note): \(lost.count) outcomes lost")
        #expect(final.values.allSatisfy { $0.count == 1 }, "\(note): an outcome stands twice")
        for call in calls {
            let row = final[call["attempt_id"] as? String ?? ""]?.first
            #expect(row?["outcome"] == call["read_as"] as? String, "\(note)")
        }

        var events: Set<String> = []
        var twice = 0
        for kind in ["outcomes", "bookings", "contact-updates", "tasks"] {
            for row in try OutboxTable.rows(practice, kind) where !events.insert(row["event_id"] ?? "").inserted {
                twice += 1
            }
        }
        #expect(twice == 0, "\(note): events in two files")
        let files = try practice.outboxFiles()
        #expect(files.compactMap { Int($0.dropLast(4).suffix(6)) } == Array(1...max(1, files.count)), "\(note)")
        for file in files {
            let data = try Data(contentsOf: practice.outbox.appending(path: file))
            #expect(data.suffix(2) == Data("\r\n".utf8), "\(note): \(file) is torn")
        }
        try checkFiles(practice, drops: drops, note)
        print(
            "kills \(kills), calls accepted \(calls.count), doubled \(doubled), outcomes lost \(lost.count), "
                + "events in two files \(twice), unknown rows \(rows.count { $0["outcome"] == "unknown" }), \(note)")
    }

    /// Every dropped file's bytes stand in the archive, and nothing is left half-way.
    private func checkFiles(_ practice: RealPractice, drops: Int, _ note: String) throws {
        var archived: [Data: Int] = [:]
        let names = FileManager.default.enumerator(atPath: practice.share.appending(path: "archive").path)
        while let name = names?.nextObject() as? String {
            guard name.hasSuffix(".csv") else { continue }
            archived[try Data(contentsOf: practice.share.appending(path: "archive/\(name)")), default: 0] += 1
        }
        for turn in 0..<drops {
            for name in Self.exports {
                var data = try Data(contentsOf: Fixtures.sample(name))
                if turn > 0 { data.append(Data(String(repeating: "\r\n", count: turn).utf8)) }
                #expect(archived[data] == 1, "\(note): \(turn)-\(name) is not in the archive once")
            }
        }
        for folder in ["inbox", ".recalld/claimed"] {
            let left = try FileManager.default.contentsOfDirectory(atPath: practice.share.appending(path: folder).path)
            #expect(left.isEmpty, "\(note): \(folder) holds \(left)")
        }
    }
}
