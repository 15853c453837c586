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

    /// Seconds for which the summary and the opinion are waited for after the end.
    package static let secondsForPostCallFields = 90
    /// Minutes beyond the longest call after which a call is given up.
    package static let minutesBeyondLongestCall = 15

    /// When a call was placed, by the clock that never jumps, of which only the wall clock of an earlier life of the process
    /// tells.
    ///
    /// That clock may have been set meanwhile, so it is not believed that more has passed than the longest call lasts: the
    /// provider is asked for some time yet before a person is.
    ///
    /// - Parameters:
    ///   - startedAt: When it was placed by the wall clock.
    ///   - wall: What the wall clock shows.
    ///   - steady: What the clock shows that never jumps.
    ///   - maxCallMinutes: How long a call may last.
    /// - Returns: The moment by the clock that never jumps.
    package static func placedAt(
        startedAt: Instant, wall: Instant, steady: Instant, maxCallMinutes: Int
    ) -> Instant {
        steady.adding(seconds: -min(max(wall.seconds(since: startedAt), 0), maxCallMinutes * 60))
    }

    /// Whether a call has gone on for longer than any can.
    private static func isBeyondAnyCall(placedAt: Instant, maxCallMinutes: Int, now: Instant) -> Bool {
        now > placedAt.adding(minutes: maxCallMinutes + minutesBeyondLongestCall)
    }

    /// Judges a call by the newest report on it. All moments are those of the clock that never jumps.
    ///
    /// `report` is nil where the provider does not know the call (which may be so for a moment after it was placed),
    /// and `overSince` is when a report was first seen that `isOver`.
    package static func verdict(
        report: CallReport?, placedAt: Instant, overSince: Instant?, maxCallMinutes: Int, now: Instant
    ) -> Verdict {
        if let report {
            if report.progress == .givenUp { return .settled }
            if isOver(report) {
                if report.hasPostCallFields || nobodySpoke(report) && report.opinion != nil { return .settled }
                if let overSince, now.seconds(since: overSince) >= secondsForPostCallFields { return .settled }
            }
        }
        guard isBeyondAnyCall(placedAt: placedAt, maxCallMinutes: maxCallMinutes, now: now) else { return .following }
        return report.map(isOver) == true ? .settled : .askPerson
    }

    /// Whether a report is on a call that was placed for an attempt. One on another call, as a provider would give that has
    /// mixed them up, says nothing of this one.
    ///
    /// - Parameters:
    ///   - report: What the provider says.
    ///   - callID: The provider's id of the call that was asked about.
    ///   - attemptID: Our id; a report that gives back none is taken by the provider's, and one that gives back another, too, is of
    ///     two calls.
    ///   - phone: The telephone that was called; a report that names none is taken by the ids.
    /// - Returns: Whether it may be believed of this call.
    package static func isOf(_ report: CallReport, callID: String, attemptID: String, phone: PhoneNumber) -> Bool {
        report.callID == callID && report.attemptIDs.allSatisfy { $0 == attemptID }
            && (report.to == nil || report.to == phone)
    }

    /// Whether the call itself has ended.
    package static func isOver(_ report: CallReport) -> Bool { report.progress == .over }

    /// Whether the call was never answered, so that no summary will ever come.
    private static func nobodySpoke(_ report: CallReport) -> Bool {
        report.ending != nil && report.turns.isEmpty && (report.durationSeconds ?? 0) == 0
    }

    /// Seconds for which the answers about a call are asked for again before it is concluded without them.
    package static let secondsForAnswers = 300

    /// Whether a call whose answers could not be had is asked about again. Without answers the talk and the provider's
    /// opinion decide, and staff are asked where they do not agree.
    package static func waitsForAnswers(overSince: Instant, now: Instant) -> Bool {
        now.seconds(since: overSince) < secondsForAnswers
    }
}
