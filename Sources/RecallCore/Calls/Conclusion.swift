/// What a call came to, with all that follows from it.
package struct Conclusion: Equatable, Sendable {
    package var outcome: Outcome
    /// The slot that was accepted; only one that this call offered.
    package var acceptedSlot: OfferedSlot?
    /// When the person asked to be called back, by the practice's clock.
    package var callbackAt: LocalTime?
    /// `human`, `voicemail`, or empty where nobody took the call.
    package var answeredBy: String
    package var durationSeconds: Int
    package var contactChanges: [ContactChange]
    package var stops: [CallStop]
    package var tasks: [TaskProposal]
    /// One plain sentence for staff, without a condition.
    package var note: String
    /// Whether a message was left, or has to be taken for left.
    package var messageLeft: Bool
}

/// What is known of a call beside the provider's report.
package struct CallContext: Equatable, Sendable {
    /// The number that was dialled.
    package var number: PhoneNumber
    package var identityCheck: IdentityCheck
    /// Whether this call was sent with a message for a machine.
    package var messageSent: Bool
    /// When the call was placed, by the practice's clock; words such as "tomorrow" are read from it.
    package var placedAt: LocalTime

    package init(number: PhoneNumber, identityCheck: IdentityCheck, messageSent: Bool = false, placedAt: LocalTime) {
        self.number = number
        self.identityCheck = identityCheck
        self.messageSent = messageSent
        self.placedAt = placedAt
    }
}

extension Conclusion {
    /// Whether the provider is to be asked the seven questions before the call is concluded: a person may have spoken.
    package static func needsAnalysis(_ report: CallReport) -> Bool {
        let signs = TranscriptCues(report.turns)
        if report.answeredBy == .noAnswer || report.answeredBy == .busy { return signs.speech > 0 }
        if signs.machineWording, report.answeredBy != .human || signs.speech == 0 { return false }
        if report.answeredBy == .voicemail { return signs.turns >= 2 && signs.speech > 0 }
        return report.answeredBy == .human && signs.turns > 0 || signs.speech > 0
    }

    /// What a call came to. No member of the report is believed by itself.
    ///
    /// - Parameters:
    ///   - report: What the provider tells of the call.
    ///   - answers: The answers to the questions about it.
    ///   - offered: All places that the call offered: what the patient said is understood among these.
    ///   - held: Those of them that can still be booked; all where nil.
    ///   - context: What else is known of the call.
    /// - Returns: What it came to.
    package static func conclude(
        _ report: CallReport, answers: AnalysisAnswers, offered: [OfferedSlot], held: [OfferedSlot]? = nil,
        context: CallContext
    ) -> Conclusion {
        var weighing = OutcomeClassifier(
            report: report, answers: answers, offered: offered, held: held ?? offered, context: context)
        return weighing.conclude()
    }

    /// The end of an attempt whose number the provider refuses for ever.
    package static func numberRefused(_ number: PhoneNumber) -> Conclusion {
        var conclusion = unknown()
        conclusion.outcome = .numberRefused
        conclusion.tasks = []
        conclusion.note = OutcomeClassifier.note(.numberRefused)
        conclusion.addConsequences(wish: nil, number: number)
        return conclusion
    }

    /// The end, for now, of an attempt of which it cannot be known whether anybody was called.
    package static func unknown() -> Conclusion {
        Conclusion(
            outcome: .unknown, answeredBy: "", durationSeconds: 0, contactChanges: [], stops: [],
            tasks: [TaskProposal(.outcomeUnknown)], note: OutcomeClassifier.note(.unknown), messageLeft: false)
    }
}

extension Conclusion: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹\(outcome.rawValue)›" }
    package var debugDescription: String { description }
}
