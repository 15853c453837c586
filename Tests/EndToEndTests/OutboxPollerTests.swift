import Foundation
import RecallTestSupport
import Testing

/// The real daemon, killed again and again, while a program reads its outbox without a pause.
///
/// `RECALLD_POLLER_KILLS` sets how many kills there are (a hundred is what is promised), `RECALLD_STORM_SEED` repeats a run.
@Suite struct OutboxPollerTests {
    @Test func `a program that reads every name at once never meets half a file, and no number is missing`()
        async throws
    {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["RECALLD_POLLER_KILLS"].flatMap(Int.init) ?? 10
        let events = kills * 12
        let seed =
            environment["RECALLD_STORM_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("poller through \(kills) kills and \(events) events, seed \(seed)")
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "200", "--seed", "\(seed % 100_000)"], concurrent: 4)
            let poller = OutboxPoller(practice)
            let polling = Task { await poller.poll() }
            defer { polling.cancel() }
            try storm.drop(try StormFiles.diary(), as: "diary.csv")
            // Each call tells of at least its outcome; one export, so that the daemon has work at each start.
            try storm.drop(StormFiles.patients(0..<events), as: "patients.csv")
            var random = SeededGenerator(seed: seed)
            for kill in 0..<kills {
                let before = try practice.outboxFiles().count
                try practice.startDaemon()
                // Where the outbox has been growing, a kill falls among writes.
                let wanted = before + Int.random(in: 1...4, using: &random)
                try await practice.eventually("the outbox grows to \(wanted) files", seconds: 120, every: 0.01) {
                    if try practice.outboxFiles().count >= wanted { return true }
                    return try storm.called().count >= events ? true : nil
                }
                try await storm.kill(looksAtOutbox: kill % 10 == 9)
            }
            try practice.startDaemon()
            // After many kills most of the calls are still to come; a slow machine makes two or three a second.
            try await storm.comeToRest(seconds: 400 + Double(events))
            polling.cancel()
            let seen = await polling.value
            let outbox = try OutboxFolder(practice)
            #expect(seen.faults.isEmpty, "seed \(seed): \(Set(seen.faults).sorted().prefix(10))")
            // Nobody has collected anything: what the poller saw at first sight is what stands there in the end.
            for file in outbox.files { #expect(seen.files[file.name] == file.data, "seed \(seed): \(file.name)") }
            #expect(seen.files.count == outbox.files.count)
            let figures = try StormCheck(storm, "seed \(seed)").figures
            print("poller: \(seen.reads) reads of \(seen.files.count) files; \(figures)")
            #expect(figures.events >= events && figures.kills == kills)
        }
    }
}
