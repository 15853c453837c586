/// What an analysis of a call answers.
enum CallAnalysis {
    /// What a question asks about.
    enum Subject: Int, CaseIterable {
        case identity, slot, callback, stop, situation, newNumber, symptoms

        /// The subject of a question, known by its words.
        init?(question: String) {
            let text = question.lowercased()
            func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
            if has("loss of vision", "flashes", "floaters", "red eye", "symptom") {
                self = .symptoms
            } else if has("wrong number", "deceased", "moved away", "seen elsewhere") {
                self = .situation
            } else if has("new telephone", "new number", "new phone") {
                self = .newNumber
            } else if has("to stop", "called again", "do not call", "opt out", "stop calling") {
                self = .stop
            } else if has("called back", "call back", "callback", "call-back") {
                self = .callback
            } else if has("appointment", "offered", "slot") {
                self = .slot
            } else if has("patient", "guardian", "identity", "confirm", "speak to") {
                self = .identity
            } else {
                return nil
            }
        }
    }

    /// The answers to these questions, each `[text, type]`, in their order; null to a question not understood.
    static func answers(to questions: [JSON], plan: CallPlan, words: RequestWords) -> [JSON] {
        questions.enumerated().map { index, question in
            if let own = plan.answers { return index < own.count ? own[index] : .null }
            let text = question.string ?? question.array?.first?.string ?? question["question"]?.string ?? ""
            let type = question.array?.last?.string ?? question["type"]?.string ?? "string"
            guard let subject = Subject(question: text) else { return .null }
            return answer(subject, plan: plan, words: words, type: type)
        }
    }

    private static func answer(_ subject: Subject, plan: CallPlan, words: RequestWords, type: String) -> JSON {
        let talked = plan.outcome.isConversation
        func text(_ value: String?) -> JSON {
            type.hasPrefix("bool") ? .bool(value != nil) : .string(value ?? "none")
        }
        switch subject {
        case .identity: return .bool(plan.outcome.confirmsIdentity)
        case .symptoms: return .bool(talked && plan.symptoms == true)
        case .slot: return text(plan.outcome.acceptsSlot ? plan.slot : nil)
        case .callback: return text(plan.outcome == .callback ? plan.words : nil)
        case .stop: return text(talked ? plan.stop : nil)
        case .newNumber: return text(talked ? plan.newNumber : nil)
        case .situation:
            switch plan.outcome {
            case .wrongNumber, .deceased, .movedAway, .seenElsewhere: return text(plan.outcome.rawValue)
            default: return text(nil)
            }
        }
    }
}
