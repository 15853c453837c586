import Synchronization

/// When each service last did a run of its work, for the watchdog.
package final class Progress: Sendable {
    private let rounds = Mutex<[String: ContinuousClock.Instant]>([:])
    private let done = Mutex<Set<String>>([])
    private let isReady = Mutex(false)
    private let longWork = Mutex<ContinuousClock.Instant?>(nil)

    package init() {}

    /// The service has done a run, or has begun one.
    package func note(_ service: String, at moment: ContinuousClock.Instant = .now) {
        rounds.withLock { $0[service] = moment }
    }

    /// The service goes on with something for which the others may have to wait, such as the one transaction of an import.
    package func noteLongWork(_ service: String, at moment: ContinuousClock.Instant = .now) {
        note(service, at: moment)
        longWork.withLock { $0 = moment }
    }

    /// The service has finished a run.
    package func finish(_ service: String) {
        note(service)
        done.withLock { _ = $0.insert(service) }
    }

    /// Whether each of these services has finished a run since the start.
    package func hasDoneRound(_ services: Set<String>) -> Bool { done.withLock { services.isSubset(of: $0) } }

    /// The service manager has been told that recalld is ready, so that work which takes long may begin.
    package func noteReady() { isReady.withLock { $0 = true } }

    package var hasBecomeReady: Bool { isReady.withLock { $0 } }

    /// A service that ended in order is not waited for.
    package func end(_ service: String) { rounds.withLock { $0[service] = nil } }

    /// The services that have not moved for longer than `limit`; none while a long piece of work goes on, for which they
    /// may be waiting.
    package func stuck(longerThan limit: Duration, at now: ContinuousClock.Instant = .now) -> [String] {
        if let work = longWork.withLock({ $0 }), now - work <= limit { return [] }
        return rounds.withLock { all in all.filter { now - $0.value > limit }.map(\.key).sorted() }
    }
}
