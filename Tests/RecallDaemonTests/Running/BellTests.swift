import Testing

@testable import RecallDaemon

struct BellTests {
    @Test func `long waits end together, each no later than it asked`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let now = Double.random(in: 0...1e6, using: &generator)
            let asked = Double.random(in: 5.001...3600, using: &generator)
            let wait = Bell.together(.seconds(asked), at: now) / .seconds(1)
            #expect(wait > asked - 5.001 && wait <= asked + 1e-6, "\(asked) asked at \(now)")
            let beats = (now + wait) / 5
            #expect(abs(beats - beats.rounded()) < 1e-6, "\(asked) asked at \(now)")
        }
    }

    @Test(arguments: [0, 0.05, 1, 5]) func `a short wait is as long as it asked`(seconds: Double) {
        #expect(Bell.together(.seconds(seconds), at: 3.2) == .seconds(seconds))
    }

    @Test func `it wakes who waits, and who waits next`() async {
        let bell = Bell()
        await bell.ring()
        #expect(await bell.wait(upTo: .seconds(60)))
        async let waiting = bell.wait(upTo: .seconds(60))
        await bell.ring()
        #expect(await waiting)
        #expect(await !bell.wait(upTo: .milliseconds(1)))
    }

    @Test func `what lets time pass hears the bell no sooner, and has heard it`() async {
        let bell = Bell()
        let start = ContinuousClock.now
        async let holding: Void = bell.hold(for: .milliseconds(50))
        await bell.ring()
        await holding
        #expect(.now - start >= .milliseconds(50))
        #expect(await !bell.wait(upTo: .milliseconds(1)))
    }

    @Test func `a bell that is closed lets nobody wait, nor whoever waits already`() async {
        let bell = Bell()
        async let waiting = bell.wait(upTo: .seconds(60))
        async let holding: Void = bell.hold(for: .seconds(60))
        await bell.close()
        #expect(await !waiting)
        await holding
        await bell.hold(for: .seconds(60))
    }

    @Test func `who looks by himself soon enough is not woken`() async {
        let bell = Bell()
        async let waiting = bell.wait(upTo: .seconds(2))
        while await !bell.hasWaiters { await Task.yield() }
        await bell.ring(unlessWithin: .seconds(3))
        #expect(await bell.count == 0)
        await bell.ring(unlessWithin: .milliseconds(1))
        #expect(await waiting)
        async let part = bell.wait(upTo: .seconds(2), of: .seconds(60))
        while await !bell.hasWaiters { await Task.yield() }
        await bell.ring(unlessWithin: .seconds(3))
        #expect(await part, "he waits on when this part is over")
        await bell.ring(unlessWithin: .seconds(60))
        #expect(await bell.wait(upTo: .seconds(60)), "whoever is at work may have looked already")
    }
}
