package import RecallCore

/// How long no request for a call is sent, because Bland asked for patience or cannot be reached.
///
/// Nothing of it is stored: after a restart the first request finds out anew.
package struct ProviderBackoff: Sendable {
    /// Seconds after the first refusal where Bland names none, and the most.
    private static let first = 15
    private static let longest = 300

    private var pause: Pause?
    private var failures = 0
    /// Recalls whose number Bland has had a moment ago, and until when they are left alone.
    private var recalls: [String: Pause] = [:]

    /// From one moment to another, by the wall clock. Where it begins in the future it is over: the clock was set back.
    private struct Pause {
        var since: Instant
        var until: Instant

        /// Requests that were on their way together may be told of in another order than they were answered in.
        func holds(at now: Instant) -> Bool { since <= now.adding(seconds: 60) && now < until }
    }

    package init() {}

    /// A request was refused for now; `asked` is how many seconds Bland named. Without them each refusal doubles the wait;
    /// those of requests that were on their way together count as one.
    package mutating func fail(at now: Instant, asked: Int?) {
        let isWaiting = pause?.holds(at: now) ?? false
        if !isWaiting { failures += 1 }
        let seconds = asked ?? min(Self.longest, Self.first << min(failures - 1, 5))
        // Up to a fifth more, so that several daemons do not come back all at once.
        let milliseconds = seconds * 1000 + Int.random(in: 0...(seconds * 200 + 1))
        let moment = Instant(milliseconds: now.milliseconds + Int64(milliseconds))
        pause = Pause(since: now, until: isWaiting ? max(pause?.until ?? moment, moment) : moment)
    }

    /// A call was taken.
    package mutating func succeed() { failures = 0 }

    /// The account works again: the next request may leave at once.
    package mutating func forget() {
        failures = 0
        pause = nil
    }

    /// How long to wait before the next request; nil where none is needed.
    package func wait(at now: Instant) -> Duration? {
        guard let pause, pause.holds(at: now) else { return nil }
        return .milliseconds(pause.until.milliseconds - now.milliseconds + 1)
    }

    /// Leaves one recall alone for a while.
    package mutating func postpone(_ recall: String, at now: Instant, until moment: Instant) {
        recalls[recall] = Pause(since: now, until: moment)
    }

    /// The recalls that are left alone now.
    package mutating func waitingRecalls(at now: Instant) -> Set<String> {
        recalls = recalls.filter { $0.value.holds(at: now) }
        return Set(recalls.keys)
    }

    /// When the next of those recalls may be tried again.
    package func nextRecall(after now: Instant) -> Instant? { recalls.values.map(\.until).filter { $0 > now }.min() }
}
