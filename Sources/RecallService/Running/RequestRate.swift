/// Spaces requests to Bland so that no more are begun in a second than the configuration allows.
actor RequestRate {
    private var next: ContinuousClock.Instant = .now

    /// Waits for this request's turn.
    ///
    /// - Throws: `CancellationError` where the task is cancelled meanwhile.
    func turn(perSecond: Double) async throws {
        let now = ContinuousClock.now
        let mine = max(now, next)
        next = mine + .seconds(1 / perSecond)
        if mine > now { try await Task.sleep(until: mine, clock: .continuous) }
    }
}
