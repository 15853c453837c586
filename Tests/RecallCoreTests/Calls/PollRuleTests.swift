import RecallCore
import Testing

@Suite struct PollRuleTests {
    private static let now = Instant(seconds: 1_000_000)

    /// Looks so far, seconds since it is unknown (nil for a call that is followed), and the pause in seconds.
    @Test(
        arguments: [
            (0, nil, 10), (1, nil, 20), (2, nil, 40), (3, nil, 60), (50, nil, 60), (-1, nil, 10),
            (0, 0, 10), (3, 100, 60), (3, 570, 30), (3, 599, 1), (3, 600, 60), (0, 3600, 10),
        ] as [(Int, Int?, Int)])
    func `a look that brought nothing is followed by another, later each time, and by one when a person is to be asked`(
        polls: Int, age: Int?, pause: Int
    ) {
        let next = PollRule.next(
            polls: polls, unknownSince: age.map { Self.now.adding(seconds: -$0) }, pollSeconds: 10,
            reconcileMinutes: 10, now: Self.now)
        #expect(next == Self.now.adding(seconds: pause))
    }

    @Test(arguments: [(1, 60), (10, 60), (20, 60), (60, 60), (90, 90)])
    func `a call that is followed is looked at within a minute, or as often as is asked for`(
        pollSeconds: Int, most: Int
    ) {
        let next = PollRule.next(
            polls: 50, unknownSince: nil, pollSeconds: pollSeconds, reconcileMinutes: 10, now: Self.now)
        #expect(next.seconds(since: Self.now) == min(most, 6 * pollSeconds))
    }

    @Test(arguments: [
        (0, 10), (40, 10), (60, 15), (600, 150), (3600, 900), (86_399, 900), (-5, 10), (86_400, 3600),
        (864_000, 36_000),
    ])
    func `what staff have been told of is looked for later each time, and never as often again`(age: Int, pause: Int) {
        let next = PollRule.nextAfterTelling(
            unknownSince: Self.now.adding(seconds: -age), pollSeconds: 10, now: Self.now)
        #expect(next == Self.now.adding(seconds: pause))
    }

    @Test(
        arguments: [(-600, -605_400), (0, -604_800), (1, -604_800), (36_000, -604_800), (31_536_000, -604_800)])
    func `a lost call is looked for from a week before, whichever way the clock was wrong`(
        startedAt: Int, since: Int
    ) {
        #expect(
            PollRule.searchesSince(startedAt: Self.now.adding(seconds: startedAt), now: Self.now)
                == Self.now.adding(seconds: since))
    }

    @Test(arguments: [(nil, false), (0, false), (599, false), (600, true), (86_400, true)] as [(Int?, Bool)])
    func `a person is asked once an attempt has been unknown for as long as may be`(age: Int?, isTime: Bool) {
        let since = age.map { Self.now.adding(seconds: -$0) }
        #expect(
            PollRule.isTimeToAskPerson(unknownSince: since, reconcileMinutes: 10, now: Self.now) == isTime)
    }
}
