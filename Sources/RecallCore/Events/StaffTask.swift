/// What the plan leaves to people: urgent patients whom nobody calls by itself, and those who were not reached.
package enum StaffTask {
    /// The task about an urgent patient whom recalld may not or cannot ring; nil where no person has to step in, because
    /// the patient is called, asked not to be, or has an appointment.
    package static func urgent(_ line: PlanLine) -> TaskProposal? {
        guard line.assessment.level == .urgent, !line.decision.isFinished, !line.decision.isUnsettled else {
            return nil
        }
        switch line.decision.gate?.code {
        case .humanFirst:
            return TaskProposal(
                .today,
                "Urgent: please ring this patient yourself today. Release the recall to have it called instead.")
        case .minor:
            return TaskProposal(
                .today, "Urgent: no parent or guardian is on record, so nobody is called. Please ring the family today."
            )
        case .consentRequired:
            return TaskProposal(
                .today,
                "Urgent: no consent to automated calls is on record, so nobody is called. Please get in touch today.")
        case .noUsableNumber, .blockedNumber:
            return TaskProposal(
                .today, "Urgent: no number on record can be called. Please get in touch in another way today.")
        case .held where line.assessment.due == nil:
            return TaskProposal(
                .today, "Urgent: no due date is known, so nobody is called. Please look at the record today.")
        default:
            return nil
        }
    }

    /// The task that the last attempt of a recall leaves that may not be tried again: a call-back that cannot be kept, a
    /// patient of high risk who was not reached.
    package static func unreached(after outcome: Outcome, level: RiskLevel) -> TaskProposal? {
        switch outcome {
        case .callbackRequested:
            TaskProposal(.today, "Asked to be called back, but no more calls are allowed. Please ring.")
        case .noAnswer, .busy, .voicemail, .voicemailLeft, .failed:
            level >= .high
                ? TaskProposal(.soon, "Could not be reached after all calls, and should be seen. Please ring or write.")
                : nil
        default: nil
        }
    }
}
