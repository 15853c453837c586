package import RecallCore

/// How long no request for a call is sent, because Bland asked for patience or cannot be reached.
///
/// Nothing of it is stored: after a restart the first request finds out anew.
package struct Patience: Sendable {
    /// Seconds after the first refusal where Bland names none, and the most.
    private static let first = 15
    private static let longest = 300

    private var until: Instant?
    private var failures = 0
    /// Recalls whose number Bland has had a moment ago, and until when they are left alone.
    private var recalls: [String: Instant] = [:]

    package init() {}

    /// A request was refused for now; `asked` is how many seconds Bland named. Without them each refusal doubles the wait;
    /// those of requests that were on their way together count as one.
    package mutating func fail(at now: Instant, asked: Int?) {
        if until.map({ $0 <= now }) ?? true { failures += 1 }
        let seconds = asked ?? min(Self.longest, Self.first << min(failures - 1, 5))
        // Up to a fifth more, so that several daemons do not come back all at once.
        let milliseconds = seconds * 1000 + Int.random(in: 0...(seconds * 200 + 1))
        let moment = Instant(milliseconds: now.milliseconds + Int64(milliseconds))
        until = max(until ?? moment, moment)
    }

    /// A call was taken.
    package mutating func succeed() { failures = 0 }

    /// The account works again: the next request may leave at once.
    package mutating func forget() {
        failures = 0
        until = nil
    }

    /// How long to wait before the next request; nil where none is needed.
    package func wait(at now: Instant) -> Duration? {
        guard let until, until > now else { return nil }
        return .milliseconds(until.milliseconds - now.milliseconds + 1)
    }

    /// Leaves one recall alone for a while.
    package mutating func postpone(_ recall: String, until moment: Instant) { recalls[recall] = moment }

    /// The recalls that are left alone now.
    package mutating func waitingRecalls(at now: Instant) -> Set<String> {
        recalls = recalls.filter { $0.value > now }
        return Set(recalls.keys)
    }

    /// When the next of those recalls may be tried again.
    package func nextRecall(after now: Instant) -> Instant? { recalls.values.filter { $0 > now }.min() }
}
