/// When an attempt is looked at again of which the last look brought nothing new.
package enum PollRule {
    /// The longest pause once staff have been told that an attempt is unknown, in seconds.
    package static let longestPause = 900

    /// The next look at a call that is being followed or looked for: later each time, up to six times the usual pause.
    ///
    /// `unknownSince` is nil for a call that is followed. Of one that is looked for, a look falls on the moment at which a
    /// person is to be asked.
    package static func next(
        polls: Int, unknownSince: Instant?, pollSeconds: Int, reconcileMinutes: Int, now: Instant
    ) -> Instant {
        let next = now.adding(seconds: pollSeconds * min(1 << min(max(polls, 0), 3), 6))
        guard let unknownSince else { return next }
        let limit = unknownSince.adding(minutes: reconcileMinutes)
        return now < limit ? min(next, max(limit, now.adding(seconds: 1))) : next
    }

    /// The next look for a call of which staff have been told that nobody knows: after a quarter of the time that has
    /// passed. One that was told because Bland was away is so found soon after Bland is back, and one that was never made
    /// costs little.
    package static func nextAfterTelling(unknownSince: Instant, pollSeconds: Int, now: Instant) -> Instant {
        let age = max(0, Int(now.seconds(since: unknownSince)))
        return now.adding(seconds: min(longestPause, max(pollSeconds, age / 4)))
    }
}
