/// When a recall may be tried again after the attempts made so far.
package enum RetryRule {
    /// Decides by the attempts of one recall.
    ///
    /// The gates of the calendar are not among those given back: where `gate` is nil and `next` is later than `now`, the
    /// practice is shut, and `OpeningHours.gate(at:)` says why.
    package static func decide(
        attempts: [PastAttempt], calling: CallingRules, hours: OpeningHours, zone: Zone, now: Instant
    ) -> RetryDecision {
        let all = attempts.sorted { $0.startedAt < $1.startedAt }
        let attempts = all.filter { !$0.isSetAside }
        guard let first = attempts.first, let last = attempts.last else {
            return waiting(nil, next: hours.nextStart(from: now), attempts: all, calling: calling)
        }
        // These two hold whatever was tried later.
        if attempts.contains(where: { $0.outcome == .optedOut }) { return .ended(.optedOut) }
        if attempts.contains(where: { $0.outcome == .deceasedReported }) { return .ended(.deceasedReported) }
        // Nobody may be rung up twice at a time, nor while it is not known whether a call was made.
        if attempts.contains(where: { $0.outcome == nil || $0.outcome == .unknown }) { return .unsettled }
        if let end = end(after: last) { return end }
        guard attempts.count < calling.maxAttempts else { return .ended(.attemptLimit) }

        if last.outcome == .callbackRequested, let wanted = last.callbackAt {
            let next = hours.nextStart(from: max(wanted, now))
            let gate = now < wanted ? ShutGate(.attemptSpacing, until: next) : nil
            return waiting(gate, next: next, attempts: all, calling: calling)
        }

        let spaced = last.startedAt.adding(hours: calling.minHoursBetweenAttempts)
        let nextDay = zone.start(of: zone.day(of: last.startedAt).adding(days: 1))
        let next = hours.nextStart(from: max(spaced, nextDay, now))
        let limit = first.startedAt.adding(hours: calling.withinDays * 24)
        if let next, next > limit { return .ended(.attemptLimit) }
        if next == nil, now > limit { return .ended(.attemptLimit) }
        let gate: ShutGate? =
            if now < spaced {
                ShutGate(.attemptSpacing, until: next)
            } else if now < nextDay {
                ShutGate(.householdToday, until: next)
            } else {
                nil
            }
        return waiting(gate, next: next, attempts: all, calling: calling)
    }

    /// The end that the last outcome puts to the recall; nil where it is tried again.
    private static func end(after last: PastAttempt) -> RetryDecision? {
        if last.isOnFormerNumber, last.outcome?.isAboutNumber == true { return nil }
        return switch last.outcome {
        case .noAnswer, .busy, .voicemail, .voicemailLeft, .failed, .callbackRequested, .unknown, nil: nil
        case .booked, .declined, .seenElsewhere, .transferred: .ended(nil)
        case .optedOut: .ended(.optedOut)
        case .deceasedReported: .ended(.deceasedReported)
        case .movedAway: .ended(.movedAway)
        case .wrongNumber: .ended(.wrongNumber)
        case .numberRefused: .ended(.numberRefused)
        case .identityNotConfirmed, .spokeNoResult: .ended(.unclearEnd)
        }
    }

    private static func waiting(
        _ gate: ShutGate?, next: Instant?, attempts: [PastAttempt], calling: CallingRules
    ) -> RetryDecision {
        let mayLeave =
            next != nil && calling.voicemail == .leaveMessage
            && !attempts.contains(where: \.mayHaveLeftMessage)
        return RetryDecision(finished: false, gate: gate, next: next, mayLeaveMessage: mayLeave)
    }
}

/// Whether and when a recall is tried again.
package struct RetryDecision: Equatable, Sendable {
    /// Whether no attempt will follow by itself.
    package var finished: Bool
    /// What the attempts so far shut; `until` is `next`.
    package var gate: ShutGate?
    /// When the next attempt may start; nil where none may, or none until something is settled.
    package var next: Instant?
    /// Whether that attempt may leave a message on a machine.
    package var mayLeaveMessage: Bool

    package init(finished: Bool, gate: ShutGate?, next: Instant?, mayLeaveMessage: Bool) {
        self.finished = finished
        self.gate = gate
        self.next = next
        self.mayLeaveMessage = mayLeaveMessage
    }

    fileprivate static func ended(_ cause: GateCause?) -> RetryDecision {
        RetryDecision(finished: true, gate: cause.map { ShutGate($0) }, next: nil, mayLeaveMessage: false)
    }

    fileprivate static let unsettled = RetryDecision(finished: false, gate: nil, next: nil, mayLeaveMessage: false)
}
