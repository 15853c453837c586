import Foundation
import RecallTestSupport
import Testing

/// What a person says while many calls wait for their turn holds for all that have not left.
@Suite struct WaitingTurnTests {
    /// Two requests a second, and thirty patients who could all be in a call at once.
    private static func start(_ practice: RealPractice) async throws {
        try await practice.startSimulator(
            ["--speed", "20"] + practice.script(always: "declined"), concurrent: 30)
        let settings = try String(contentsOf: practice.configuration, encoding: .utf8)
        try #require(settings.contains("requests_per_second = 50"))
        try practice.write(
            "recalld.toml", settings.replacing("requests_per_second = 50", with: "requests_per_second = 2"))
        try practice.startDaemon()
        try await practice.shareIsReady()
        try practice.drop(StormFiles.patients(0..<30), as: "patients.csv")
        try await practice.eventually("the first two are called") {
            try practice.ledgerLines("accepted").count >= 2 ? true : nil
        }
    }

    private static func accepted(_ practice: RealPractice) throws -> [String] {
        try practice.ledgerLines("accepted").compactMap { $0["number"] as? String }
    }

    /// Waits until nothing is on its way any more.
    private static func settle(_ practice: RealPractice) async throws {
        try await practice.eventually("no request waits") {
            try practice.json("plan").contains { $0["state"] as? String == "dialling" } ? nil : true
        }
    }

    @Test func `a pause holds for what waits for its turn`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice)
            #expect(try practice.recalld("pause").code == 0)
            let before = try Self.accepted(practice).count
            try await Self.settle(practice)
            // One may have been on its way while the pause was answered.
            #expect(try Self.accepted(practice).count <= before + 1)
            #expect(try practice.recalld("resume").code == 0)
            try await practice.eventually("calls go on") { try Self.accepted(practice).count > before + 3 ? true : nil }
        }
    }

    @Test func `who is put on the list while calls wait is not called`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice)
            let called = Set(try Self.accepted(practice))
            let stopped = (0..<30).map(StormFiles.e164).filter { !called.contains($0) }.suffix(6)
            for number in stopped {
                #expect(try practice.recalld("suppress", number, "--reason", "asked").code == 0)
            }
            let late = Set(try Self.accepted(practice))
            try await practice.eventually("everybody else is called") {
                try Self.accepted(practice).count >= 30 - stopped.count ? true : nil
            }
            try await Self.settle(practice)
            let after = Set(try Self.accepted(practice)).subtracting(late)
            #expect(after.isDisjoint(with: stopped))
        }
    }
}
