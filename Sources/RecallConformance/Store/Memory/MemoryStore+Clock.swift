package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func clock() async throws(StoreError) -> ClockState { try read { $0.clocks[1]?.state ?? ClockState() } }

    package func newestMoment() async throws(StoreError) -> Instant? {
        try read { state in
            let row = state.clocks[1]
            let isPassedOver = { (moment: Instant) in
                guard let from = row?.state.acceptedAt, let to = row?.acceptedOver else { return false }
                return from < moment && moment <= to
            }
            let newest = state.moments.filter { !isPassedOver($0) }.max()
            return [newest, row?.reached].compactMap(\.self).max()
        }
    }

    package func setClockDoubt(_ doubt: ClockDoubt?, now: Instant) async throws(StoreError) {
        try write { state in
            guard state.clockDoubt != doubt else { return }
            if state.clocks[1] == nil { try state.clocks.insert(ClockRow(), 1) }
            state.clocks.update(1) { $0.state.doubt = doubt }
        }
    }

    package func noteClock(now: Instant) async throws(StoreError) {
        try write { state in
            _ = state.clocks.update(
                1, where: { row in row.acceptedOver.map { $0 > now } ?? false && row.reached.map { $0 < now } ?? true }
            ) { $0.reached = now }
        }
    }
}

extension MemoryState {
    /// Why the clock is not believed; nil where it is.
    var clockDoubt: ClockDoubt? { clocks[1]?.state.doubt }

    /// Takes the clock as it is, where it was not believed.
    mutating func acceptClock(_ actor: AuditActor, now: Instant) throws(StoreError) {
        guard clockDoubt != nil else { return }
        let newest = moments.max()
        clocks.update(1) { row in
            row.state = ClockState(acceptedAt: now)
            row.acceptedOver = newest
            row.reached = now
        }
        alerts.remove { $0.code == AlertCode.clock.rawValue }
        try note(actor, "clock", "taken as it is", now: now)
    }

    /// The moments at which something was stored.
    fileprivate var moments: [Instant] {
        let files = exports.rows().flatMap { [$0.export.firstSeenAt, $0.decidedAt] }
        let calls = attempts.rows().flatMap { [$0.attempt.startedAt, $0.settledAt].compactMap(\.self) }
        let told = events.rows().map(\.createdAt) + outboxFiles.rows().map(\.file.createdAt)
        return files + calls + told + audit.rows().map(\.at)
    }
}
