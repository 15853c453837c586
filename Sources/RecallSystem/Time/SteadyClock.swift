package import RecallCore
internal import Synchronization

/// The wall clock as it would have run on since the process started, as long as the process ran: it is never set, and of a
/// time in which nobody looked at it, because the process was stopped or the machine slept, it counts a minute at the most.
///
/// How long something has lasted within one life of the process is told by it, and by no other. Nothing was looked at while the
/// process stood still, so that nothing is taken for having been looked at in vain for so long.
package final class SteadyClock: Sendable {
    /// The most seconds that are counted from one look at it to the next. Whatever runs looks at it more often.
    static let longestGap = 60.0

    private struct Hands {
        /// What it showed at the last look.
        var shown: Instant
        /// How many seconds after the machine's start that was.
        var boot: Double
    }

    private let hands: Mutex<Hands>

    /// One that shows the wall clock's moment now.
    package init(wall: Instant = SystemClock.now, boot: Double = SystemClock.bootSeconds) {
        hands = Mutex(Hands(shown: wall, boot: boot))
    }

    package var now: Instant { moment(boot: SystemClock.bootSeconds) }

    /// What it shows so many seconds after the machine started.
    func moment(boot seconds: Double) -> Instant {
        hands.withLock { hands in
            let gap = seconds - hands.boot
            // Two threads may have read the machine's clock in another order than they came here.
            guard gap > 0 else { return hands.shown }
            let counted = Int64(min(gap, Self.longestGap) * 1000)
            // What is less than a millisecond is counted with the next look.
            hands.boot = gap > Self.longestGap ? seconds : hands.boot + Double(counted) / 1000
            hands.shown = Instant(milliseconds: hands.shown.milliseconds + counted)
            return hands.shown
        }
    }
}
