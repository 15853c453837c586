import RecallCore
import Testing

@Suite struct ClockTrustTests {
    private static let now = Instant(seconds: 1_000_000)

    /// Seconds from now to the newest moment stored, whether a time service has set the clock, seconds since a person took the
    /// clock as it was, on a machine that has run for an hour; and the seconds that the clock has still to run, and whether the
    /// service is waited for.
    @Test(
        arguments: [
            (nil, nil, nil, nil, false), (nil, true, nil, nil, false), (nil, false, nil, nil, true),
            (-60, nil, nil, nil, false), (0, nil, nil, nil, false), (5, nil, nil, nil, false),
            (6, nil, nil, 6, false), (259_200, nil, nil, 259_200, false), (259_200, true, nil, 259_200, false),
            (259_200, false, nil, 259_200, true), (-60, false, 60, nil, false), (-60, false, 3600, nil, false),
            (-60, false, 3601, nil, true), (-60, false, -1, nil, true), (86_400, nil, 60, 86_400, false),
        ] as [(Int?, Bool?, Int?, Int?, Bool)])
    func `a clock is believed that is not behind and that its time service has set, if there is one`(
        newest: Int?, isSet: Bool?, acceptedAgo: Int?, hasToRun: Int?, awaits: Bool
    ) {
        let doubt = ClockTrust.doubt(
            now: Self.now, newest: newest.map { Self.now.adding(seconds: $0) }, isSet: isSet,
            startedAt: Self.now.adding(hours: -1), acceptedAt: acceptedAgo.map { Self.now.adding(seconds: -$0) })
        let expected = ClockDoubt(
            hasToReach: hasToRun.map { Self.now.adding(seconds: $0) }, awaitsService: awaits)
        #expect(doubt == (hasToRun == nil && !awaits ? nil : expected))
        if let doubt { #expect(doubt.shutsGate(at: Self.now)) }
    }

    @Test(
        arguments: [
            (0, nil, false), (94, nil, false), (95, nil, true), (100, nil, true), (100, true, true), (0, true, false),
        ] as [(Int, Bool?, Bool)])
    func `a clock that was behind is right once it has reached what is stored`(passed: Int, isSet: Bool?, isOver: Bool)
    {
        let doubt = ClockDoubt(hasToReach: Self.now.adding(seconds: 100))
        let moment = Self.now.adding(seconds: passed)
        #expect(doubt.isOver(at: moment, isSet: isSet) == isOver)
        #expect(doubt.shutsGate(at: moment) != isOver)
    }

    @Test(arguments: [(nil, false), (false, false), (true, true)] as [(Bool?, Bool)])
    func `a clock that its service has still to set is right once it has`(isSet: Bool?, isOver: Bool) {
        #expect(ClockDoubt(awaitsService: true).isOver(at: Self.now, isSet: isSet) == isOver)
        let both = ClockDoubt(hasToReach: Self.now.adding(hours: 1), awaitsService: true)
        #expect(!both.isOver(at: Self.now, isSet: isSet))
        #expect(both.isOver(at: Self.now.adding(hours: 1), isSet: isSet) == isOver)
    }

    @Test func `what is wrong is told in words that say what to do`() {
        let behind = ClockDoubt(hasToReach: Self.now.adding(hours: 72)).words(at: Self.now)
        #expect(behind.contains("clock") && behind.contains("3 days") && behind.contains("recalld resume"))
        let unset = ClockDoubt(awaitsService: true).words(at: Self.now)
        #expect(unset.contains("time service") && unset.contains("recalld resume"))
    }
}
