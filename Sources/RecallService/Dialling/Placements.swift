import RecallCore
import Synchronization

/// When the calls in progress were placed, and since when nothing can be read of them, by the clock that never jumps.
final class Placements: Sendable {
    private let moments = Mutex<[String: Instant]>([:])
    private let unreadable = Mutex<[String: Instant]>([:])

    /// Notes that the request of an attempt leaves now.
    func note(_ attempt: String, at moment: Instant) { moments.withLock { $0[attempt] = moment } }

    /// When the call of an attempt was placed; of one of an earlier life, `estimate` says so once and for all.
    func moment(of attempt: String, estimate: () -> Instant) -> Instant {
        moments.withLock { moments in
            if let known = moments[attempt] { return known }
            let moment = estimate()
            moments[attempt] = moment
            return moment
        }
    }

    /// Notes that an answer about the call of an attempt made no sense.
    ///
    /// - Returns: Since when none has.
    func noteUnreadable(_ attempt: String, at moment: Instant) -> Instant {
        unreadable.withLock { unreadable in
            let since = unreadable[attempt] ?? moment
            unreadable[attempt] = since
            return since
        }
    }

    /// Notes that an answer about the call of an attempt was read.
    func noteRead(_ attempt: String) { unreadable.withLock { _ = $0.removeValue(forKey: attempt) } }

    /// Forgets a call that is over.
    func forget(_ attempt: String) {
        moments.withLock { _ = $0.removeValue(forKey: attempt) }
        noteRead(attempt)
    }
}
