package import RecallCore

/// Notices when somebody sets the wall clock: it then moves by another span than the time since the machine started.
///
/// A jump matters because calling hours, retries and due dates are told by the wall clock.
package struct ClockWatch: Sendable {
    /// Slower drift than this is a clock being corrected, as it should be.
    package let toleranceSeconds: Double
    private var last: (wall: Instant, boot: Double)?

    package init(toleranceSeconds: Double = 60) { self.toleranceSeconds = toleranceSeconds }

    /// Seconds by which the wall clock was set since the last look, forwards or (negative) back; nil where it was not.
    package mutating func jump(
        wall: Instant = SystemClock.now, boot: Double = SystemClock.bootSeconds
    ) -> Double? {
        defer { last = (wall, boot) }
        guard let last else { return nil }
        let moved = Double(wall.milliseconds - last.wall.milliseconds) / 1000 - (boot - last.boot)
        return abs(moved) > toleranceSeconds ? moved : nil
    }
}
