import RecallSystem

/// Wakes a service that waits; rung while nobody waits, it is heard at the next wait.
package actor Bell {
    private var isRung = false
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextID = 0
    /// How often it has been rung.
    package private(set) var count = 0

    package init() {}

    /// Wakes whoever waits.
    package func ring() {
        isRung = true
        count += 1
        for continuation in waiting.values { continuation.resume() }
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

    /// Waits for the bell, but no longer than `duration`; returns at once where the task is cancelled. Whether it rang.
    @discardableResult
    package func wait(upTo duration: Duration) async -> Bool {
        if isRung || Task.isCancelled {
            defer { isRung = false }
            return isRung
        }
        nextID += 1
        let id = nextID
        let timer = Task {
            do {
                try await Task.sleep(for: Self.together(duration))
            } catch {
                return  // Cancelled because the bell came first.
            }
            self.wake(id)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiting[id] = continuation }
            }
        } onCancel: {
            Task { await self.wake(id) }
        }
        timer.cancel()
        defer { isRung = false }
        return isRung
    }

    private func wake(_ id: Int) {
        waiting.removeValue(forKey: id)?.resume()
    }
}
