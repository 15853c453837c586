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
