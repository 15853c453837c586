/// When a call is over for good, so that it may be concluded.
package enum SettleRule {
    /// What to do with a call that is being followed.
    package enum Verdict: Equatable, Sendable {
        /// It is going on, or the provider still works on it: ask again later.
        case following
        /// It is over, and the report says all that it will ever say.
        case settled
        /// It has been going on for longer than any call can: a person has to find out.
        case askPerson
    }

    /// Seconds for which the summary and the disposition are waited for after the end.
    package static let secondsForPostCallFields = 90
    /// Minutes beyond the longest call after which a call is given up.
    package static let minutesBeyondLongestCall = 15

    /// Judges a call by the newest report on it.
    ///
    /// `report` is nil where the provider does not know the call (which may be so for a moment after it was placed),
    /// and `overSince` is when a report was first seen that `isOver`.
    package static func verdict(
        report: CallReport?, placedAt: Instant, overSince: Instant?, maxCallMinutes: Int, now: Instant
    ) -> Verdict {
        if let report {
            if report.hasQueueError { return .settled }
            if isOver(report) {
                if report.hasPostCallFields || nobodySpoke(report) && report.dispositionTag != nil { return .settled }
                if let overSince, now.seconds(since: overSince) >= secondsForPostCallFields { return .settled }
            }
        }
        let limit = placedAt.adding(minutes: maxCallMinutes + minutesBeyondLongestCall)
        guard now > limit else { return .following }
        return report.map(isOver) == true ? .settled : .askPerson
    }

    /// Whether the call itself has ended. `complete_error` is trouble after the call (a web hook that failed, say).
    package static func isOver(_ report: CallReport) -> Bool {
        report.completed || report.queueStatus == "complete_error"
    }

    /// Whether the call was never answered, so that no summary will ever come.
    private static func nobodySpoke(_ report: CallReport) -> Bool {
        switch report.status {
        case "no-answer", "busy", "failed", "canceled": report.turns.isEmpty && (report.durationSeconds ?? 0) == 0
        default: false
        }
    }
}
