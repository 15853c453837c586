extension Event {
    /// The line that asks a member of staff to do something.
    ///
    /// - Parameters:
    ///   - proposal: What is to be done, and how soon.
    ///   - id: The line's id.
    ///   - patientID: The patient whom it is about.
    ///   - name: The patient's name; empty where it is not known which.
    ///   - phone: The number that was called or would be.
    ///   - now: The moment at which the task is raised.
    ///   - today: The date of `now` where the practice is.
    ///   - attempt: The attempt that brought it.
    ///   - callID: The provider's id of that attempt's call.
    ///   - riskLevel: The patient's level, where the task is about it.
    ///   - note: What staff may want to know beside what is to be done.
    /// - Returns: The line, due as soon as the proposal says.
    package static func task(
        _ proposal: TaskProposal, id: String, patientID: String, name: PersonName = PersonName(),
        phone: PhoneNumber? = nil, at now: Instant, today: Day, attempt: String? = nil, callID: String? = nil,
        riskLevel: RiskLevel? = nil, note: String = ""
    ) -> Event {
        var event = Event(
            id: id, kind: .tasks, patientID: patientID, name: name, phone: phone, at: now, attempt: attempt,
            callID: callID, note: note)
        event.riskLevel = riskLevel
        event.priority = proposal.priority
        event.reason = proposal.reason
        event.dueBy = proposal.dueBy(raisedOn: today)
        return event
    }
}
