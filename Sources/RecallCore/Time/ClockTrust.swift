/// Why the clock of the machine is not believed, so that no call is placed.
package struct ClockDoubt: Equatable, Sendable {
    /// The newest moment of what is stored, where the clock was behind it: it is right again once it has reached that.
    package var hasToReach: Instant?
    /// Whether a time service of the machine has still to set it.
    package var awaitsService: Bool

    package init(hasToReach: Instant? = nil, awaitsService: Bool = false) {
        self.hasToReach = hasToReach
        self.awaitsService = awaitsService
    }

    /// Whether the doubt shuts the gate at a moment of the clock that is doubted.
    package func shutsGate(at now: Instant) -> Bool {
        awaitsService || hasToReach.map { ClockTrust.isBehind(now, $0) } ?? false
    }

    /// Whether the clock is right again.
    ///
    /// - Parameters:
    ///   - now: What it shows.
    ///   - isSet: Whether a time service has set it since the machine started; nil where that cannot be told.
    /// - Returns: Whether nothing is left of the doubt.
    package func isOver(at now: Instant, isSet: Bool?) -> Bool {
        ClockDoubt(hasToReach: hasToReach, awaitsService: awaitsService && isSet != true).shutsGate(at: now) == false
    }
}

/// Whether the clock of the machine can be believed at a start.
package enum ClockTrust {
    /// Seconds by which it may be behind: time services take small steps back.
    package static let toleranceSeconds = 5

    /// Judges the clock.
    ///
    /// - Parameters:
    ///   - now: What it shows.
    ///   - newest: The newest moment of what is stored, but for what a person has taken for an error; nil where nothing is.
    ///   - isSet: Whether a time service has set it since the machine started; nil where there is none, or it cannot be told.
    ///   - startedAt: When the machine started, by the same clock.
    ///   - acceptedAt: When a person last took the clock as it was.
    /// - Returns: Why it is not believed; nil where it is.
    package static func doubt(
        now: Instant, newest: Instant?, isSet: Bool?, startedAt: Instant, acceptedAt: Instant?
    ) -> ClockDoubt? {
        let isAccepted = acceptedAt.map { startedAt <= $0 && $0 <= now } ?? false
        let doubt = ClockDoubt(
            hasToReach: newest.flatMap { isBehind(now, $0) ? $0 : nil },
            awaitsService: isSet == false && !isAccepted)
        return doubt.shutsGate(at: now) ? doubt : nil
    }

    /// Whether a clock is behind a moment that it has shown before.
    static func isBehind(_ now: Instant, _ moment: Instant) -> Bool {
        now.adding(seconds: toleranceSeconds) < moment
    }
}
