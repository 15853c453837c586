import Testing

@testable import RecallService

struct WakeSignalTests {
    @Test func `long waits end together, each no later than it asked`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let now = Double.random(in: 0...1e6, using: &generator)
            let asked = Double.random(in: 5.001...3600, using: &generator)
            let wait = WakeSignal.together(.seconds(asked), at: now) / .seconds(1)
            #expect(wait > asked - 5.001 && wait <= asked + 1e-6, "\(asked) asked at \(now)")
            let beats = (now + wait) / 5
            #expect(abs(beats - beats.rounded()) < 1e-6, "\(asked) asked at \(now)")
        }
    }

    @Test(arguments: [0, 0.05, 1, 5]) func `a short wait is as long as it asked`(seconds: Double) {
        #expect(WakeSignal.together(.seconds(seconds), at: 3.2) == .seconds(seconds))
    }

    @Test func `it wakes who waits, and who waits next`() async {
        let wakeSignal = WakeSignal()
        await wakeSignal.wake()
        #expect(await wakeSignal.wait(upTo: .seconds(60)))
        async let waiting = wakeSignal.wait(upTo: .seconds(60))
        await wakeSignal.wake()
        #expect(await waiting)
        #expect(await !wakeSignal.wait(upTo: .milliseconds(1)))
    }

    @Test func `what lets time pass hears the signal no sooner, and has heard it`() async {
        let wakeSignal = WakeSignal()
        let start = ContinuousClock.now
        async let holding: Void = wakeSignal.hold(for: .milliseconds(50))
        await wakeSignal.wake()
        await holding
        #expect(.now - start >= .milliseconds(50))
        #expect(await !wakeSignal.wait(upTo: .milliseconds(1)))
    }

    @Test func `a signal that is closed lets nobody wait, nor whoever waits already`() async {
        let wakeSignal = WakeSignal()
        async let waiting = wakeSignal.wait(upTo: .seconds(60))
        async let holding: Void = wakeSignal.hold(for: .seconds(60))
        await wakeSignal.close()
        #expect(await !waiting)
        await holding
        await wakeSignal.hold(for: .seconds(60))
    }

    @Test func `who polls by himself soon enough is not woken`() async {
        let wakeSignal = WakeSignal()
        // Long enough for any machine; nothing here waits for it.
        async let waiting = wakeSignal.wait(upTo: .seconds(300))
        while await !wakeSignal.hasWaiters { await Task.yield() }
        await wakeSignal.wake(unlessWithin: .seconds(600))
        #expect(await wakeSignal.count == 0)
        await wakeSignal.wake(unlessWithin: .milliseconds(1))
        #expect(await waiting)
        async let part = wakeSignal.wait(upTo: .seconds(300), of: .seconds(3600))
        while await !wakeSignal.hasWaiters { await Task.yield() }
        await wakeSignal.wake(unlessWithin: .seconds(600))
        #expect(await part, "he waits on when this part is over")
        await wakeSignal.wake(unlessWithin: .seconds(60))
        #expect(await wakeSignal.wait(upTo: .seconds(60)), "whoever is at work may have looked already")
    }
}
