import RecallSystem

/// Wakes a service that waits; given while nobody waits, it is heard at the next wait.
package actor WakeSignal {
    private var isRaised = false
    private var isClosed = false
    private var waiting: [Int: Wait] = [:]
    private var nextID = 0
    /// How often it has been given.
    package private(set) var count = 0

    /// Somebody who waits.
    private struct Wait {
        var continuation: CheckedContinuation<Void, Never>
        /// When whoever waits goes on by himself.
        var end: ContinuousClock.Instant
        /// Whether the signal ends it; else only its time does, or that the signal is closed.
        var hears: Bool
    }

    package init() {}

    /// Whether anybody waits.
    var hasWaiters: Bool { !waiting.isEmpty }

    /// Wakes whoever waits.
    package func wake() {
        isRaised = true
        count += 1
        for (id, wait) in waiting where wait.hears {
            waiting[id] = nil
            wait.continuation.resume()
        }
    }

    /// Wakes unless whoever waits goes on by himself within `duration`.
    package func wake(unlessWithin duration: Duration) {
        let moment = ContinuousClock.now + duration
        if waiting.isEmpty || waiting.values.contains(where: { $0.end > moment }) { wake() }
    }

    /// Ends every wait, now and from now on.
    package func close() {
        isClosed = true
        for wait in waiting.values { wait.continuation.resume() }
        waiting = [:]
    }

    /// Long waits end at whole multiples of this: services with nothing to do then wake up together, and the machine
    /// sleeps in between.
    private static let beat = 5.0

    /// The wait of at most `duration` after which others end theirs too.
    static func together(_ duration: Duration, at monotonic: Double = SystemClock.monotonicSeconds) -> Duration {
        let seconds = duration / .seconds(1)
        guard seconds > beat else { return duration }
        return .seconds(((monotonic + seconds) / beat).rounded(.down) * beat - monotonic)
    }

    /// Waits for the signal, but no longer than `duration`; returns at once where the task is cancelled.
    ///
    /// - Parameters:
    ///   - duration: The longest wait.
    ///   - whole: How long the caller means to wait altogether, where it does so in parts.
    /// - Returns: Whether the signal was given.
    @discardableResult
    package func wait(upTo duration: Duration, of whole: Duration? = nil) async -> Bool {
        if !isRaised { await pass(Self.together(duration), of: whole, hears: true) }
        defer { isRaised = false }
        return isRaised
    }

    /// Lets `duration` pass, however often the signal is given: whoever acts afterwards has heard it.
    package func hold(for duration: Duration) async {
        await pass(duration, hears: false)
        isRaised = false
    }

    private func pass(_ duration: Duration, of whole: Duration? = nil, hears: Bool) async {
        guard !isClosed, !Task.isCancelled else { return }
        nextID += 1
        let id = nextID
        let end = ContinuousClock.now + (whole ?? duration)
        let alarm = AlarmClock.shared.set(in: duration) { Task { await self.wake(id) } }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume()
                } else {
                    waiting[id] = Wait(continuation: continuation, end: end, hears: hears)
                }
            }
        } onCancel: {
            Task { await self.wake(id) }
        }
        AlarmClock.shared.cancel(alarm)
    }

    private func wake(_ id: Int) {
        waiting.removeValue(forKey: id)?.continuation.resume()
    }
}
