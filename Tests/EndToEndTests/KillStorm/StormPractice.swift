import Foundation
import RecallTestSupport
import Testing

/// A practice of the real binaries that is killed again and again, with what was dropped into its inbox.
final class StormPractice {
    let practice: RealPractice
    private(set) var dropped: [(name: String, data: Data)] = []
    private(set) var kills = 0
    private var watch = OutboxWatch()
    /// How much of the daemon's log had been written when it was last found ready.
    private var logRead: UInt64 = 0

    init(_ practice: RealPractice) { self.practice = practice }

    /// Starts the simulator; the practice's own day is at noon, so that no test stands across midnight.
    func start(_ arguments: [String], concurrent: Int) async throws {
        try await practice.startSimulator(arguments, concurrent: concurrent)
        let hour = Int(Date().timeIntervalSince1970 / 3600) % 24
        let ahead = 12 - hour
        // The names of these zones count the other way round.
        let zone = ahead == 0 ? "Etc/GMT" : "Etc/GMT\(ahead > 0 ? "-" : "+")\(abs(ahead))"
        let file = "practices.d/harbour-lane.toml"
        let text = try String(contentsOf: practice.root.appending(path: file), encoding: .utf8)
        try practice.write(file, "time_zone = \"\(zone)\"\n" + text)
        let main = try String(contentsOf: practice.configuration, encoding: .utf8)
        try practice.write(
            "recalld.toml",
            main.replacing("calls_per_day = 1000", with: "calls_per_day = 100000")
                .replacing("spend_per_day_usd = 1000", with: "spend_per_day_usd = 100000"))
    }

    /// Drops a file, unless one of that name still waits in the inbox.
    func drop(_ data: Data, as name: String) throws {
        let place = practice.share.appending(path: "inbox/\(name)")
        guard !FileManager.default.fileExists(atPath: place.path) else { return }
        try practice.drop(data, as: name)
        dropped.append((name, data))
    }

    /// Waits until the daemon that was started last says that it is ready.
    func waitUntilReady(seconds: Double) async throws {
        let log = try FileHandle(forReadingFrom: practice.root.appending(path: "recalld.log"))
        defer { try? log.close() }
        try log.seek(toOffset: logRead)
        var text = Data()
        try await practice.eventually("the daemon is ready", seconds: seconds) {
            text += try log.readToEnd() ?? Data()
            if text.range(of: Data("recalld is ready".utf8)) != nil { return true }
            guard practice.isRunning("recalld") else { throw EndedByItself(log: String(decoding: text, as: UTF8.self)) }
            return nil
        }
        logRead = try log.offset()
    }

    /// Waits until the telephone has done something or the inbox has changed so many times, and no longer than `seconds`.
    func waitForNews(count: Int, seconds: Double) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var known = try news()
        var seen = 0
        while seen < count, ContinuousClock.now < deadline {
            let now = try news()
            if now != known { seen += 1 }
            known = now
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// What changes when something happens: the length of the simulator's ledger, and the names in the inbox.
    private func news() throws -> News {
        let ledger = try FileManager.default.attributesOfItem(atPath: practice.ledger.path)[.size] as? NSNumber
        let inbox = try FileManager.default.contentsOfDirectory(atPath: practice.share.appending(path: "inbox").path)
        return News(ledger: ledger?.uint64Value ?? 0, inbox: Set(inbox))
    }

    private struct News: Equatable {
        var ledger: UInt64
        var inbox: Set<String>
    }

    /// The daemon ended where it was to go on.
    private struct EndedByItself: Error, CustomStringConvertible {
        var log: String
        var description: String { "the daemon ended by itself\n\(log.suffix(2000))" }
    }

    /// Kills the daemon and waits until it is gone.
    func kill(looksAtOutbox: Bool = true) async throws {
        practice.signal("recalld", SIGKILL)
        #expect(try await practice.waitForEnd("recalld") == 128 + SIGKILL, "the daemon ended by itself")
        kills += 1
        // One that died before it was ready must not be taken for the next.
        logRead =
            try FileManager.default.attributesOfItem(atPath: practice.root.appending(path: "recalld.log").path)[
                .size
            ].flatMap { ($0 as? NSNumber)?.uint64Value } ?? 0
        if looksAtOutbox { try watch.look(practice) }
    }

    /// Waits until the daemon has died of a crash point, or has come to rest without meeting it.
    ///
    /// - Returns: whether it died.
    func waitForDeathOrRest(seconds: Double) async throws -> Bool {
        var rests = false
        try await practice.eventually("the daemon dies or rests", seconds: seconds, every: 0.2) {
            if !practice.isRunning("recalld") { return true }
            rests = try isAtRest()
            return rests ? true : nil
        }
        if rests, practice.isRunning("recalld") { return false }
        #expect(try await practice.waitForEnd("recalld") == 128 + SIGKILL, "the daemon ended by itself")
        kills += 1
        try watch.look(practice)
        return true
    }

    /// Lets everything come to its end, and stops the daemon in order.
    func comeToRest(seconds: Double) async throws {
        try await practice.eventually("everything has come to its end", seconds: seconds, every: 2) {
            try isAtRest() ? true : nil
        }
        practice.signal("recalld", SIGTERM)
        let status = try await practice.waitForEnd("recalld")
        let log = try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
        #expect(status == 0, "ended with \(status): \(log.suffix(600))")
        try watch.look(practice)
    }

    /// Moves the oldest file of the outbox to the collected ones, as staff do.
    func collectOldest() throws {
        guard let name = try practice.outboxFiles().first else { return }
        try FileManager.default.moveItem(
            at: practice.outbox.appending(path: name), to: practice.outbox.appending(path: "collected/\(name)"))
    }

    // MARK: Rest

    /// Whether nothing is left to be done but what waits for another day or for a person.
    private func isAtRest() throws -> Bool {
        guard try files(in: "inbox").isEmpty, try files(in: ".recalld/claimed").isEmpty else { return false }
        let called = try called()
        let outbox = try OutboxFolder(practice)
        let rows = Dictionary(grouping: outbox.rows("outcomes"), by: { $0["attempt"] ?? "" })
        let isFinal = { (row: [String: String]) in row["outcome"] != "unknown" }
        guard called.keys.allSatisfy({ rows[$0]?.contains(where: isFinal) ?? false }) else { return false }
        let status = try practice.status()
        let recalls = status["recalls"] as? [String: Int] ?? [:]
        let unknown = rows.values.count { !$0.contains(where: isFinal) }
        let booked = outbox.rows("outcomes").count { $0["outcome"] == "booked" }
        let uncollected = try practice.outboxFiles().count
        return ["queued", "dialling", "in_call"].allSatisfy { recalls[$0] == 0 }
            && status["unknown"] as? Int == unknown && status["tasks_open"] as? Int == outbox.rows("tasks").count
            && outbox.rows("bookings").count { $0["status"] == "requested" } == booked
            && status["outbox_uncollected"] as? Int == uncollected
    }

    // MARK: Looking

    /// The calls that the telephone placed, by attempt.
    func called() throws -> [String: [[String: Any]]] {
        Dictionary(grouping: try practice.ledgerLines("accepted"), by: { $0["attempt_id"] as? String ?? "none" })
    }

    /// The files below a folder of the share, with their bytes.
    func files(in folder: String) throws -> [(name: String, data: Data)] {
        let root = practice.share.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: root.path) else { return [] }
        var found: [(name: String, data: Data)] = []
        for case let path as String in paths {
            let url = root.appending(path: path)
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue
            else {
                continue
            }
            found.append((url.lastPathComponent, try Data(contentsOf: url)))
        }
        return found
    }
}
