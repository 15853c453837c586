package import RecallCore

/// Whether the clock of the machine is believed, for everybody who opens the store.
package protocol ClockStore: Sendable {
    /// What is known of the clock.
    func clock() async throws(StoreError) -> ClockState

    /// The newest moment at which anything was stored.
    ///
    /// Moments of a wrong clock that stood in the store when a person took the clock as it was do not count; how far the
    /// clock has run since then does.
    ///
    /// - Returns: The moment; nil where nothing was ever stored.
    /// - Throws: Why the store could not do it.
    func newestMoment() async throws(StoreError) -> Instant?

    /// Notes why the clock is not believed: from then on the gate is shut in every plan and in every transaction that begins
    /// an attempt. `resume` takes the doubt away, with the clock as it is then.
    ///
    /// - Parameters:
    ///   - doubt: Why; nil where it is believed.
    ///   - now: What the clock shows.
    /// - Throws: Why the store could not do it.
    func setClockDoubt(_ doubt: ClockDoubt?, now: Instant) async throws(StoreError)

    /// Notes how far a clock has run that a person took as it was, as long as it is behind what was stored before.
    func noteClock(now: Instant) async throws(StoreError)
}

/// What is known of the clock of the machine.
package struct ClockState: Equatable, Sendable {
    /// Why it is not believed; nil where it is.
    package var doubt: ClockDoubt?
    /// When a person last took the clock as it was; nil where nobody ever had to.
    package var acceptedAt: Instant?

    package init(doubt: ClockDoubt? = nil, acceptedAt: Instant? = nil) {
        self.doubt = doubt
        self.acceptedAt = acceptedAt
    }
}
