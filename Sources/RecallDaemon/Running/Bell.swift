/// Wakes a service that waits; rung while nobody waits, it is heard at the next wait.
package actor Bell {
    private var isRung = false
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextID = 0

    package init() {}

    /// Wakes whoever waits.
    package func ring() {
        isRung = true
        for continuation in waiting.values { continuation.resume() }
        waiting = [:]
    }

    /// Waits for the bell, but no longer than `duration`; returns at once where the task is cancelled.
    package func wait(upTo duration: Duration) async {
        if isRung || Task.isCancelled {
            isRung = false
            return
        }
        nextID += 1
        let id = nextID
        let timer = Task {
            do {
                try await Task.sleep(for: duration)
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
        isRung = false
    }

    private func wake(_ id: Int) {
        waiting.removeValue(forKey: id)?.resume()
    }
}
