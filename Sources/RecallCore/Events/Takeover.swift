extension Event {
    /// Whether a newer record of the patient shows that the line has been dealt with, so that it is ours no longer.
    ///
    /// A change that was reported is a proposal until the record shows it. A task that asks somebody to reach the patient
    /// ends with an appointment or a test; one about the record itself, or about symptoms of a patient who has not been
    /// seen since, stays until a person ends it.
    ///
    /// - Parameters:
    ///   - facts: What the newer record says.
    ///   - outcome: What the call came to that brought the line; nil where none did.
    ///   - raisedOn: The local date of the line.
    ///   - today: The local date on which the record was read.
    /// - Returns: Whether nobody has to see to the line any more.
    package func isDealtWith(by facts: PatientFacts, outcome: Outcome?, raisedOn: Day, today: Day) -> Bool {
        switch kind {
        case .contactUpdates: isTakenOver(by: facts)
        case .tasks: isOvertaken(by: facts, outcome: outcome, raisedOn: raisedOn, today: today)
        case .outcomes, .bookings: false
        }
    }

    private func isTakenOver(by facts: PatientFacts) -> Bool {
        let isStopped = facts.doNotContact || facts.reminderSuppressed
        switch change {
        case .phoneNew: return newValue.flatMap(PhoneNumber.init(e164:)).map(facts.numbers.contains) ?? false
        case .phoneWrong: return oldValue.flatMap(PhoneNumber.init(e164:)).map { !facts.numbers.contains($0) } ?? false
        case .optedOutAICalls: return isStopped || facts.automatedConsent == false || facts.telephoneConsent == false
        case .optedOutPhone: return isStopped || facts.telephoneConsent == false
        case .optedOutRecalls: return isStopped
        case .deceasedReported: return facts.deceased != nil
        case .movedAway: return isStopped || facts.subjects.contains(.moved)
        case nil: return false
        }
    }

    private func isOvertaken(by facts: PatientFacts, outcome: Outcome?, raisedOn: Day, today: Day) -> Bool {
        let wasSeen = facts.lastTest.map { $0 >= raisedOn } ?? false
        let isBooked = facts.nextAppointment.map { $0 >= today } ?? false
        // Symptoms: an appointment in three weeks answers none.
        if priority == .urgent { return wasSeen }
        // Without a call, only the task to ring an urgent patient asks for the patient to be reached.
        guard let outcome else { return riskLevel == .urgent && (wasSeen || isBooked) }
        return !outcome.isOfRecord && (wasSeen || isBooked)
    }
}
