import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import Synchronization
import Testing

@testable import RecallService

/// A provider of calls that stands in nobody's configuration: another form of ids, and reports that come piece by piece.
private struct SecondVoice: VoiceProvider {
    let inner: FakeVoiceProvider

    private static func outside(_ id: String) -> String { "leg:" + id.uppercased() }

    private static func inside(_ id: String) -> String {
        id.hasPrefix("leg:") ? id.dropFirst(4).lowercased() : "none"
    }

    private static func outside(_ report: CallReport) -> CallReport {
        var report = report
        report.callID = outside(report.callID)
        report.ownWords = ["leg_state": report.progress.rawValue]
        return report
    }

    func place(_ request: CallRequest) async -> PlacementResult {
        let result = await inner.place(request)
        guard case .accepted(let id, let notice) = result else { return result }
        return .accepted(callID: Self.outside(id), notice: notice)
    }

    func look(at callID: String) async throws(ProviderError) -> CallReport? {
        try await inner.look(at: Self.inside(callID)).map(Self.outside)
    }

    func find(to number: PhoneNumber, since: Instant) async throws(ProviderError) -> [CallReport] {
        try await inner.find(to: number, since: since).map(Self.outside)
    }

    func ask(about callID: String) async throws(ProviderError) -> AnalysisAnswers {
        try await inner.ask(about: Self.inside(callID))
    }

    func account() async throws(ProviderError) -> VoiceAccount { try await inner.account() }
}

/// The whole way of an export in one process: inbox, plan, calls, outcomes, outbox, with the real services and store.
@Suite struct InProcessTests {
    /// Three free places within the next days.
    static let diary = """
        Appt ID,Date,Time,End Time,Optometrist,Room,Appt Type,Status,Patient No,Patient Name\r
        S1,26/11/2026,10:00,,Dr A Shah,Room 1,Sight test,Free,,\r
        S2,26/11/2026,10:30,,Dr A Shah,Room 1,Sight test,Free,,\r
        S3,26/11/2026,11:00,,Dr A Shah,Room 1,Sight test,Free,,\r
        S900,27/11/2026,09:00,09:30,Dr A Shah,Room 1,Sight test,Booked,8801,"Poole, Ida"\r
        S901,27/11/2026,09:30,10:00,Dr A Shah,Room 1,,Free,,\r
        S902,27/11/2026,10:00,10:30,Dr B Lee,Room 2,,Free,,\r
        S910,28/11/2026,09:00,09:30,Dr A Shah,Room 1,Sight test,Booked,8811,"Poole, Ida"\r
        S911,28/11/2026,09:30,10:00,Dr A Shah,Room 1,,Free,,\r
        S912,28/11/2026,10:00,10:30,Dr B Lee,Room 2,,Free,,\r
        S920,30/11/2026,09:00,09:30,Dr A Shah,Room 1,Sight test,Booked,8821,"Poole, Ida"\r
        S921,30/11/2026,09:30,10:00,Dr A Shah,Room 1,,Free,,\r
        S922,30/11/2026,10:00,10:30,Dr B Lee,Room 2,,Free,,\r

        """

    @Test(arguments: VoiceProviderConformance.allCases)
    func `a second provider does what a provider of calls must do`(check: VoiceProviderConformance) async throws {
        try await check.run(FakeVoiceBench(now: Bench.now) { SecondVoice(inner: $0) })
    }

    @Test(arguments: VoiceProviderConformance.allCases)
    func `the fake does what a provider of calls must do`(check: VoiceProviderConformance) async throws {
        try await check.run(FakeVoiceBench(now: Bench.now))
    }

    private final class Seconds: Sendable {
        let passed = Mutex(0.0)
    }

    @Test func `an export goes all the way to the outbox with a second provider`() async throws {
        try await Bench.open { bench in
            let desk = try VoiceBench(
                bench, talk: { $0.number.e164 == "+447700900123" ? .books("a") : .nobodyAnswers },
                wrap: { SecondVoice(inner: $0) })
            for (name, text) in [("patients.csv", Bench.patients), ("diary.csv", Self.diary)] {
                try Data(text.utf8).write(to: URL(filePath: "\(bench.share)/inbox/\(name)"))
            }
            let seconds = Seconds()
            let intake = Intake(runtime: desk.runtime) { seconds.passed.withLock { $0 } }
            for moment in [0.0, 10, 20] {
                seconds.passed.withLock { $0 = moment }
                _ = try await intake.runOnce()
            }
            #expect(try bench.names("inbox").isEmpty)

            try await desk.dial()
            #expect(desk.voice.requests.count == 3)
            #expect(Set(desk.voice.requests.map(\.number.e164)).count == 3)
            desk.wait(seconds: 60)
            try await desk.poll()
            _ = try await OutboxWriter(runtime: desk.runtime).runOnce()

            let booked = try #require(desk.voice.requests.first { $0.number.e164 == "+447700900123" })
            #expect(try await bench.store.attempt(booked.attemptID)?.callID?.hasPrefix("leg:CALL-") == true)
            #expect(try await bench.store.attempt(booked.attemptID)?.outcome == .booked)
            let outbox = try bench.outbox()
            let bookings = try #require(outbox.first { $0.hasPrefix("bookings") })
            let rows = try String(contentsOfFile: "\(bench.share)/outbox/\(bookings)", encoding: .utf8)
            #expect(rows.split(separator: "\r\n").count == 2)
            #expect(rows.contains(",10023,") && rows.contains(",requested,"), "\(rows)")
            let outcomes = try outbox.filter { $0.hasPrefix("outcomes") }.map {
                try String(contentsOfFile: "\(bench.share)/outbox/\($0)", encoding: .utf8)
            }.joined()
            #expect(outcomes.contains(",10024,") && outcomes.contains(",10025,"), "\(outcomes)")
        }
    }
}
