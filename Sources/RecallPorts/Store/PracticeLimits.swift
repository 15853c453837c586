import RecallCore

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
    /// Calls in progress, of all practices; those of which nobody knows are among them for as long as a call may last.
    package var callsInProgress: Int

    package init(
        callsToday: Int, spendToday: Double, isPaused: Bool, provider: ProviderState, openings: [ImportedOpening],
        callsInProgress: Int
    ) {
        self.callsToday = callsToday
        self.spendToday = spendToday
        self.isPaused = isPaused
        self.provider = provider
        self.openings = openings
        self.callsInProgress = callsInProgress
    }
}
