internal import CLinux
internal import Glibc
package import RecallCore

/// The clocks of the machine.
package enum SystemClock {
    /// The wall clock.
    package static var now: Instant {
        let time = read(CLOCK_REALTIME)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Seconds since the machine started, its sleep included; never set back.
    package static var bootSeconds: Double { seconds(CLOCK_BOOTTIME) }

    /// Seconds since some moment in the past, without sleep; never set back.
    package static var monotonicSeconds: Double { seconds(CLOCK_MONOTONIC) }

    /// Whether a time service keeps the wall clock right; nil where that cannot be told.
    package static var isKept: Bool? {
        switch clinux_clock_is_kept() {
        case 1: true
        case 0: false
        default: nil
        }
    }

    /// Whether a time service has set the wall clock since the machine started; nil where the machine has none that can be
    /// seen, as in most containers.
    package static var isSet: Bool? { TimeService.hasSetClock(run: "/run", isKept: isKept) }

    /// The same in whole microseconds, as the service manager wants it.
    static var monotonicMicroseconds: Int64 {
        let time = read(CLOCK_MONOTONIC)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        let time = read(clock)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        // Fails only for a clock that the kernel does not know, and these three are in every Linux.
        let code = unsafe clock_gettime(clock, &time)
        precondition(code == 0, "the machine has no clock \(clock)")
        return time
    }
}
