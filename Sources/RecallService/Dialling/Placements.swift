import RecallCore
import Synchronization

/// When the calls in progress were placed, and since when nothing is learnt of them, by the clock that never jumps.
final class Placements: Sendable {
    private let moments = Mutex<[String: Instant]>([:])
    private let unread = Mutex<[String: Instant]>([:])

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

    /// Notes that an answer about the call of an attempt made no sense, or that the provider does not know the call.
    ///
    /// - Returns: Since when none has.
    func noteUnread(_ attempt: String, at moment: Instant) -> Instant {
        unread.withLock { unread in
            let since = unread[attempt] ?? moment
            unread[attempt] = since
            return since
        }
    }

    /// Notes that an answer about the call of an attempt was read.
    func noteRead(_ attempt: String) { unread.withLock { _ = $0.removeValue(forKey: attempt) } }

    /// Forgets a call that is over.
    func forget(_ attempt: String) {
        moments.withLock { _ = $0.removeValue(forKey: attempt) }
        noteRead(attempt)
    }
}
