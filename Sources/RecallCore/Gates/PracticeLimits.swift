/// What holds for all patients of a practice at the moment: limits used up, pauses, hours from exports.
package struct PracticeLimits: Equatable, Sendable {
    /// Calls of the local day, of all practices, that count.
    package var callsToday: Int
    /// US dollars of the local day, of all practices.
    package var spendToday: Double
    /// Whether staff have stopped dialling by command.
    package var isPaused: Bool
    package var provider: ProviderState
    package var openings: [ImportedOpening]
    /// The attempts that have not ended, of all practices.
    package var liveAttempts: [LiveAttempt]
    /// Whether a file of the inbox cannot be taken: it may be a do-not-call list.
    package var isInboxStuck: Bool
    /// Why the clock is not believed; nil where it is.
    package var clockDoubt: ClockDoubt?

    package init(
        callsToday: Int, spendToday: Double, isPaused: Bool, provider: ProviderState, openings: [ImportedOpening],
        liveAttempts: [LiveAttempt], isInboxStuck: Bool = false
    ) {
        self.callsToday = callsToday
        self.spendToday = spendToday
        self.isPaused = isPaused
        self.provider = provider
        self.openings = openings
        self.liveAttempts = liveAttempts
        self.isInboxStuck = isInboxStuck
    }

    /// How many calls may be in progress, of all practices.
    ///
    /// - Parameters:
    ///   - now: The moment that is asked about.
    ///   - maxCallMinutes: How long a call may last of which nobody knows.
    /// - Returns: How many.
    package func callsInProgress(at now: Instant, maxCallMinutes: Int) -> Int {
        liveAttempts.count { $0.isBusy(at: now, maxCallMinutes: maxCallMinutes) }
    }
}
