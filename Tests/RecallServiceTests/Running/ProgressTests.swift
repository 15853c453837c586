import Testing

@testable import RecallService

/// What the watchdog is fed by.
@Suite struct ProgressTests {
    @Test func `a service that does not move is named, and one that ended is not`() {
        let progress = Progress()
        let start = ContinuousClock.now
        progress.note("dialler", at: start)
        progress.note("outbox", at: start + .seconds(60))
        #expect(progress.stuck(longerThan: .seconds(90), at: start + .seconds(90)).isEmpty)
        #expect(progress.stuck(longerThan: .seconds(90), at: start + .seconds(91)) == ["dialler"])
        progress.end("dialler")
        #expect(progress.stuck(longerThan: .seconds(90), at: start + .seconds(91)).isEmpty)
    }

    @Test func `while a long import goes on those who wait for it do not hang, and when it stops they do`() {
        let progress = Progress()
        let start = ContinuousClock.now
        progress.note("dialler", at: start)
        for second in stride(from: 0, through: 600, by: 10) {
            progress.noteLongWork("intake", at: start + .seconds(second))
        }
        #expect(progress.stuck(longerThan: .seconds(90), at: start + .seconds(690)).isEmpty)
        #expect(progress.stuck(longerThan: .seconds(90), at: start + .seconds(691)) == ["dialler", "intake"])
    }

    @Test func `what takes long begins when recalld is ready`() {
        let progress = Progress()
        #expect(!progress.hasBecomeReady)
        progress.noteReady()
        #expect(progress.hasBecomeReady)
        progress.finish("intake")
        #expect(progress.hasDoneRound(["intake"]) && !progress.hasDoneRound(["intake", "outbox"]))
    }
}
