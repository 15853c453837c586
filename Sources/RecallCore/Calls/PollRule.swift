/// When an attempt is looked at again of which the last look brought nothing new.
///
/// Moments are those of the clock that never jumps, but for those of `searchesSince`.
package enum PollRule {
    /// The longest pause on the first day after staff have been told that an attempt is unknown, in seconds.
    package static let longestPause = 900
    /// The seconds of that day.
    private static let day = 86_400
    /// Seconds after which a call is looked for whose answer was lost.
    package static let secondsBeforeSearch = 2
    /// The longest pause of a call that is followed, in seconds, where looks are not asked for less often.
    package static let longestPauseOfFollowing = 60
    /// Hours before an attempt from which calls to its number are looked for: our clock may be days off, and each call that
    /// is found is known by our id.
    package static let hoursOfSearchBefore = 7 * 24

    /// The next look at a call that is being followed or looked for: later each time, up to six times the usual pause.
    ///
    /// `unknownSince` is nil for a call that is followed. Of one that is looked for, a look falls on the moment at which a
    /// person is to be asked.
    package static func next(
        polls: Int, unknownSince: Instant?, pollSeconds: Int, reconcileMinutes: Int, now: Instant
    ) -> Instant {
        let pause = pollSeconds * min(1 << min(max(polls, 0), 3), 6)
        guard let unknownSince else {
            return now.adding(seconds: min(pause, max(pollSeconds, longestPauseOfFollowing)))
        }
        let next = now.adding(seconds: pause)
        let limit = unknownSince.adding(minutes: reconcileMinutes)
        return now < limit ? min(next, max(limit, now.adding(seconds: 1))) : next
    }

    /// The next look for a call of which staff have been told that nobody knows: after a quarter of the time that has
    /// passed. One that was told because the provider was away is so found soon after it is back, and one that was never
    /// made costs little: from the second day on it is looked at after a twenty-fourth of the time, which is a hundred and
    /// fifty times in a year.
    package static func nextAfterTelling(unknownSince: Instant, pollSeconds: Int, now: Instant) -> Instant {
        let age = max(0, Int(now.seconds(since: unknownSince)))
        let pause = age < day ? min(longestPause, age / 4) : age / 24
        return now.adding(seconds: max(pollSeconds, pause))
    }

    /// The moment from which calls to the number of a lost attempt are looked for, by the wall clock.
    ///
    /// Whether our clock was right when the attempt began, or is now, nobody knows; the provider's is.
    package static func searchesSince(startedAt: Instant, now: Instant) -> Instant {
        min(startedAt, now).adding(hours: -hoursOfSearchBefore)
    }

    /// Whether an attempt has been unknown for so long that a person is to be asked; one that is not unknown has not.
    package static func isTimeToAskPerson(unknownSince: Instant?, reconcileMinutes: Int, now: Instant) -> Bool {
        unknownSince.map { now.seconds(since: $0) >= reconcileMinutes * 60 } ?? false
    }
}
