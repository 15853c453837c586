internal import CLinux
internal import Glibc
internal import Synchronization

/// Calls back at moments of the clock that is never set, all from one thread of its own.
///
/// A timer of Dispatch wakes Dispatch's manager when it is set and again when it fires, which wakes once a second anyway to
/// look after its threads; a service that mostly waits is woken half as often by this.
package final class AlarmClock: Sendable {
    /// The one of the process.
    package static let shared = AlarmClock()

    private struct Alarm: Sendable {
        /// When it rings, in seconds of `SystemClock.monotonicSeconds`.
        let at: Double
        let ring: @Sendable () -> Void
    }

    private struct State {
        var alarms: [Int: Alarm] = [:]
        var nextNumber = 0
        /// When the thread looks again by itself.
        var wakesAt = 0.0
        var isRunning = false
    }

    private let state = Mutex(State())
    private let sooner = Signal()

    private init() {}

    /// Has a function called once some time has passed.
    ///
    /// - Parameters:
    ///   - duration: How long from now.
    ///   - ring: What is called, on a thread that must not be held up.
    /// - Returns: The alarm's number, by which it can be cancelled.
    package func set(in duration: Duration, ring: @escaping @Sendable () -> Void) -> Int {
        let at = SystemClock.monotonicSeconds + duration / .seconds(1)
        let (number, mustStart, isSooner) = state.withLock { state in
            let number = state.nextNumber
            state.nextNumber += 1
            state.alarms[number] = Alarm(at: at, ring: ring)
            let isSooner = at < state.wakesAt
            if isSooner { state.wakesAt = at }
            defer { state.isRunning = true }
            return (number, !state.isRunning, isSooner)
        }
        if mustStart {
            Thread.start(name: "alarm-clock") { self.run() }
        } else if isSooner {
            sooner.give()
        }
        return number
    }

    /// Takes an alarm back; one that has rung is none any more.
    package func cancel(_ number: Int) {
        state.withLock { state in _ = state.alarms.removeValue(forKey: number) }
    }

    private func run() -> Never {
        while true {
            let now = SystemClock.monotonicSeconds
            let (due, wakesAt) = state.withLock { state in
                let due = state.alarms.filter { $0.value.at <= now }
                for number in due.keys { state.alarms[number] = nil }
                state.wakesAt = state.alarms.values.map(\.at).min() ?? .infinity
                return (due.values.sorted { $0.at < $1.at }, state.wakesAt)
            }
            for alarm in due { alarm.ring() }
            sooner.wait(until: wakesAt)
        }
    }
}

/// What one thread gives and another waits for; it is kept where nobody waits yet.
@safe private final class Signal: Sendable {
    /// The system's semaphore, in memory of its own because it must not move.
    // Unsafe only by its type: the pointer never changes, and a semaphore is made for several threads at once
    // (sem_overview(7)).
    nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        unsafe semaphore = UnsafeMutablePointer.allocate(capacity: 1)
        let code = unsafe sem_init(semaphore, 0, 0)
        precondition(code == 0, "the system gives no semaphore")
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func give() { unsafe sem_post(semaphore) }

    /// Waits, at most until a moment of `SystemClock.monotonicSeconds`. May return too early.
    func wait(until moment: Double) {
        // A day at the most: what is later does not fit everywhere, and to look once a day for nothing costs nothing.
        let moment = min(moment, SystemClock.monotonicSeconds + 86_400)
        let seconds = moment.rounded(.down)
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((moment - seconds) * 1e9))
        unsafe clinux_wait(semaphore, &time)
    }
}
