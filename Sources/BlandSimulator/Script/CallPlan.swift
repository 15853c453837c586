/// What is to happen in one call: an outcome and, where the script gives them, its particulars.
package struct CallPlan: Sendable, Hashable, Codable {
    /// What happens.
    package var outcome: ScriptedOutcome
    /// The letter of the appointment that is taken; the first that is offered where nil.
    package var slot: String?
    /// The words in which a call-back is asked for, such as "tomorrow after four".
    package var words: String?
    /// The wish to stop: `ai_calls`, `phone` or `recalls`.
    package var stop: String?
    /// A new telephone number that the person gives.
    package var newNumber: String?
    /// Whether the person mentions flashes, floaters and the like, whatever else happens.
    package var symptoms: Bool?
    /// Length of the talk in seconds, before it is divided by the speed.
    package var seconds: Int?
    /// What `answered_by` says instead of the truth.
    package var answeredBy: String?
    /// What `disposition_tag` says instead of what fits.
    package var disposition: String?
    /// What an analysis is given as answers, by position, instead of those that fit.
    package var answers: [JSON]?
    /// The talk, each turn as `{"user": …, "text": …}`, instead of the usual words.
    package var transcript: [JSON]?
    /// The summary, instead of the usual one.
    package var summary: String?
    /// How long after the end the summary appears, in seconds before they are divided by the speed.
    package var summaryAfterSeconds: Double?
    /// A fault that every request to place such a call meets.
    package var fault: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case outcome, slot, words, stop
        case newNumber = "new_number"
        case symptoms, seconds
        case answeredBy = "answered_by"
        case disposition, answers, transcript, summary
        case summaryAfterSeconds = "summary_after_seconds"
        case fault
    }

    /// A call with this outcome, the rest as usual.
    package init(_ outcome: ScriptedOutcome) { self.outcome = outcome }

    /// Reads a plan, and refuses words that it does not know.
    package init(json: JSON) throws(ScriptError) {
        if case .string(let word) = json {
            guard let outcome = ScriptedOutcome(word: word) else { throw .unknownOutcome(word) }
            self.init(outcome)
            return
        }
        guard let members = json.object else { throw .notAnObject("a plan") }
        let word = members["outcome"]?.string ?? (members["fault"] == nil ? "" : "no_answer")
        guard let outcome = ScriptedOutcome(word: word) else { throw .unknownOutcome(word) }
        self.init(outcome)
        slot = members["slot"]?.string?.lowercased()
        words = members["words"]?.string
        stop = members["stop"]?.string ?? (outcome == .optedOut ? "phone" : nil)
        newNumber = members["new_number"]?.string
        symptoms = members["symptoms"]?.bool
        seconds = members["seconds"]?.number.map { Int($0) }
        answeredBy = members["answered_by"]?.string
        disposition = members["disposition"]?.string
        answers = members["answers"]?.array
        transcript = members["transcript"]?.array
        summary = members["summary"]?.string
        summaryAfterSeconds = members["summary_after_seconds"]?.number
        fault = members["fault"]?.string
        if let stop, !["ai_calls", "phone", "recalls"].contains(stop) { throw .unknownStop(stop) }
        if let fault, FaultName(rawValue: fault) == nil { throw .unknownFault(fault) }
    }

    /// The plan as it can be carried out with this request: nobody takes an appointment that was not offered,
    /// and a message is left only where one was sent (then always: Bland lets it override a hang-up).
    func fitted(to words: RequestWords) -> CallPlan {
        var plan = self
        if outcome.acceptsSlot {
            if words.slots.isEmpty {
                plan.outcome = .callback
                plan.slot = nil
            } else if !words.slots.contains(where: { $0.letter == slot }) {
                plan.slot = slot == nil ? words.slots.first?.letter : words.slots.last?.letter
            }
        }
        switch outcome {
        case .voicemailLeft where words.voicemailMessage == nil: plan.outcome = .voicemail
        case .voicemail where words.voicemailMessage != nil: plan.outcome = .voicemailLeft
        default: break
        }
        if plan.outcome == .optedOut && stop == nil { plan.stop = "phone" }
        if plan.outcome == .newNumber && newNumber == nil { plan.newNumber = "07700 900999" }
        if plan.outcome == .callback && self.words == nil { plan.words = "tomorrow after four" }
        if plan.outcome == .symptoms { plan.symptoms = true }
        return plan
    }
}
