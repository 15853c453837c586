/// What came of an attempt, in a sentence that staff can read to the patient.
package enum AttemptWords {
    /// The sentence of one attempt; `outcome` is nil while the call is in progress.
    package static func sentence(
        startedAt: Instant, outcome: Outcome?, number: PhoneNumber, zone: Zone, callbackAt: Instant? = nil
    ) -> String {
        let when = MomentWords.moment(startedAt, zone)
        let what =
            switch outcome {
            case nil: "the call is in progress"
            case .booked: "an appointment was booked"
            case .callbackRequested:
                callbackAt.map { "we were asked to ring again on \(MomentWords.moment($0, zone))" }
                    ?? "we were asked to ring again"
            case .declined: "no appointment was wanted"
            case .seenElsewhere: "we were told that the eyes have been tested elsewhere"
            case .wrongNumber: "it was somebody else's number"
            case .optedOut: "we were asked not to ring again"
            case .deceasedReported: "we were told that the patient has died"
            case .movedAway: "we were told that the patient has moved away"
            case .transferred: "the call was put through to the practice"
            case .identityNotConfirmed: "it could not be made sure that it was the patient"
            case .spokeNoResult: "somebody spoke to us, and nothing clear came of it"
            case .voicemailLeft: "a message was left on a machine"
            case .voicemail: "a machine answered, and no message was left"
            case .noAnswer: "nobody answered"
            case .busy: "the line was busy"
            case .failed: "the call did not come about"
            case .numberRefused: "the telephone provider refused the number"
            case .unknown: "it is not known whether the telephone rang"
            }
        return "On \(when) we rang \(number.national): \(what)."
    }

    /// The sentence of an attempt that certainly reached nobody.
    package static func nobody(startedAt: Instant, zone: Zone) -> String {
        "On \(MomentWords.moment(startedAt, zone)) a call was to be made, and nobody was rung."
    }
}

/// What comes next for a recall, in a sentence that staff can read to the patient.
package enum NextWords {
    /// The sentence; `gates` are those of the decision, in words.
    package static func sentence(_ line: PlanLine, gates: [GateState], last: PastAttempt?, zone: Zone) -> String {
        let decision = line.decision
        let why = gates.first { !$0.isOpen && $0.code != .dryRun }.map(\.words)
        if line.state == .dialling || line.state == .inCall { return "A call is in progress." }
        if decision.isUnsettled {
            return "It is not known what came of the last call. Nobody rings until a person has settled it."
        }
        if decision.isFinished {
            let outcome =
                switch last?.outcome {
                case .booked: "The last call ended with a booking."
                case .declined: "No appointment was wanted."
                case .seenElsewhere: "The eyes have been tested elsewhere."
                case .transferred: "The practice has taken over."
                default: ""
                }
            return [why ?? outcome, "This recall is not called again by itself."].filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        let isDryRun = decision.gate?.code == .dryRun
        guard let next = decision.nextAttemptAt else {
            return "\(why ?? "") Nobody rings until that changes."
        }
        let when = MomentWords.moment(next, zone)
        let number = decision.phone.map { " on \($0.national)" } ?? ""
        if isDryRun {
            return "Nothing holds the recall. Outside dry-run mode the patient would be rung\(number) from \(when)."
        }
        guard let why else { return "The patient is rung\(number) as soon as it is their turn." }
        return "\(why) The patient is rung\(number) from \(when) at the earliest."
    }
}
