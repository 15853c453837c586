package import RecallCore

/// What holds for all patients of a practice at the moment: limits used up, pauses, hours from exports.
package struct Situation: Equatable, Sendable {
    /// Calls of the local day, of all practices, that count.
    package var callsToday: Int
    /// US dollars of the local day, of all practices.
    package var spendToday: Double
    /// Whether staff have stopped dialling by command.
    package var isPaused: Bool
    package var provider: ProviderState
    package var openings: [ImportedOpening]
    /// Calls in progress, of all practices; those of which nobody knows are among them for as long as a call may last.
    package var callsInProgress: Int
}

extension PractitionerList {
    /// Those whom a settings export names, each once.
    package init(openings: [ImportedOpening]) {
        self.init()
        for opening in openings where !opening.practitioner.isEmpty {
            self = adding(PractitionerList([Practitioner(name: opening.practitioner, code: opening.code)]))
        }
    }
}

/// What became of the wish to begin an attempt.
package enum AttemptBeginning: Sendable {
    /// The intent is stored: place the call.
    case begun(CallSubject)
    /// A gate is shut after all.
    case shut(GateDecision)
    /// As many calls are in progress as may be.
    case busy
    /// The recall is gone, or has another attempt in progress.
    case gone
}
