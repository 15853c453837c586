package import RecallCore

/// The wall clock as it would have run on since the process started: it is never set, and runs while the machine sleeps.
///
/// How long something has lasted within one life of the process is told by it, and by no other.
package struct SteadyClock: Sendable {
    private let wall: Instant
    private let boot: Double

    /// One that shows the wall clock's moment now.
    package init(wall: Instant = SystemClock.now, boot: Double = SystemClock.bootSeconds) {
        self.wall = wall
        self.boot = boot
    }

    package var now: Instant { moment(boot: SystemClock.bootSeconds) }

    /// What it shows so many seconds after the machine started.
    func moment(boot seconds: Double) -> Instant {
        Instant(milliseconds: wall.milliseconds + Int64((seconds - boot) * 1000))
    }
}
