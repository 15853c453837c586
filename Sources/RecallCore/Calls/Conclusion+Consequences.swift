extension Conclusion {
    /// Adds the stops, the changes of the record and the work for staff that follow from the outcome, whoever says it: a
    /// call's report or staff who have found it out.
    ///
    /// - Parameters:
    ///   - wish: What the person wants no more of; nil where there is no such wish.
    ///   - number: The telephone that was called.
    package mutating func addConsequences(wish: AnalysisAnswers.StopWish?, number: PhoneNumber) {
        if let wish {
            contactChanges.append(ContactChange(Self.change(wish), oldNumber: number))
            stops += [CallStop(.patient, .optedOut), CallStop(.number, .optedOut)]
        }
        switch outcome {
        case .deceasedReported:
            contactChanges.append(ContactChange(.deceasedReported))
            stops.append(CallStop(.patient, .deceasedReported))
            tasks.append(TaskProposal(.deceasedReported))
        case .wrongNumber:
            contactChanges.append(ContactChange(.phoneWrong, oldNumber: number))
            stops.append(CallStop(.patientOnNumber, .wrongNumber))
            tasks.append(TaskProposal(.wrongNumber))
        case .movedAway:
            contactChanges.append(ContactChange(.movedAway))
            stops.append(CallStop(.patient, .movedAway))
            tasks.append(TaskProposal(.movedAway))
        case .numberRefused: stops.append(CallStop(.number, .numberRefused))
        case .spokeNoResult: tasks.append(TaskProposal(.unclearEnd))
        case .identityNotConfirmed: tasks.append(TaskProposal(.identityNotConfirmed))
        case .booked, .callbackRequested, .declined, .seenElsewhere, .optedOut, .transferred, .voicemailLeft,
            .voicemail, .noAnswer, .busy, .failed, .unknown:
            break
        }
    }

    private static func change(_ wish: AnalysisAnswers.StopWish) -> ContactChange.Kind {
        switch wish {
        case .aiCalls: .optedOutAICalls
        case .phone: .optedOutPhone
        case .recalls: .optedOutRecalls
        }
    }

    /// What an attempt came to of which nothing was known, as staff have found it.
    package static func bySaying(_ outcome: Outcome, number: PhoneNumber) -> Conclusion {
        var conclusion = unknown()
        conclusion.outcome = outcome
        conclusion.tasks = []
        conclusion.note = "Settled by staff."
        conclusion.addConsequences(wish: outcome == .optedOut ? .phone : nil, number: number)
        return conclusion
    }
}
