/// When staff must no longer do what a task asks of them: the patient has asked not to be called since, has died, or has an
/// appointment.
package enum TaskWithdrawal {
    /// What is known now of the patient and the telephone of a task.
    package struct Circumstances: Sendable {
        /// The record; nil for a task about nobody known.
        package var facts: PatientFacts?
        /// The entries of the do-not-call list that name the patient or the telephone.
        package var stops: [Stop]
        /// Whether a call since has brought an appointment.
        package var isBookedSince: Bool

        package init(facts: PatientFacts?, stops: [Stop], isBookedSince: Bool) {
            self.facts = facts
            self.stops = stops
            self.isBookedSince = isBookedSince
        }
    }

    /// What becomes of a task.
    package enum Verdict: Equatable, Sendable {
        case stands
        /// It must not be done any more, for this reason.
        case fallsAway(String)
        /// It is still to be done, and not by ringing that telephone.
        case warns(String)
    }

    /// Decides what becomes of a task.
    ///
    /// What only asks for a ring falls away. What the patient has to be told whatever they wish (symptoms, a place that is
    /// gone) stays, with a warning; so does the task of somebody else on a telephone where one person asked us to stop.
    package static func verdict(on task: Event, in circumstances: Circumstances) -> Verdict {
        let reach = task.taskReason?.reach ?? .whatever
        guard reach != .none else { return .stands }
        let facts = circumstances.facts
        let ofPatient = circumstances.stops.filter { $0.phone == nil && $0.reason != Outcome.movedAway.rawValue }
        if facts?.deceased != nil || ofPatient.contains(where: { $0.reason == Outcome.deceasedReported.rawValue }) {
            return .fallsAway("the patient is said to have died.")
        }
        let asked: String? =
            if !ofPatient.isEmpty {
                "the patient has asked not to be called."
            } else if facts?.doNotContact == true || facts?.telephoneConsent == false {
                "the patient's record says that they must not be called."
            } else {
                nil
            }
        if let asked { return reach == .ring ? .fallsAway(asked) : .warns("Do not ring: \(asked)") }
        if reach == .ring, circumstances.isBookedSince { return .fallsAway("the patient has an appointment.") }
        return onTelephone(task, circumstances, reach)
    }

    private static func onTelephone(_ task: Event, _ circumstances: Circumstances, _ reach: TaskReason.Reach) -> Verdict
    {
        guard let phone = task.phone else { return .stands }
        let ofNumber = circumstances.stops.filter { $0.phone == phone && $0.reason != Outcome.numberRefused.rawValue }
        guard !ofNumber.isEmpty else { return .stands }
        let isForAll = ofNumber.contains { $0.patientID == nil && $0.source != "call" }
        if isForAll, reach == .ring { return .fallsAway("the telephone is on the stop list and must not be rung.") }
        if ofNumber.contains(where: { $0.patientID == nil }) {
            return .warns("Do not ring this telephone: somebody on it has asked not to be called.")
        }
        return .warns("Do not ring this telephone: it was said to be somebody else's, or of a patient who has died.")
    }
}

extension TaskReason {
    /// What a task asks for.
    package enum Reach: Sendable {
        /// Something about the record, whatever the patient wishes.
        case none
        /// That the patient is rung or written to, for the recall's sake.
        case ring
        /// That the patient is told something, whatever they wish.
        case whatever
    }

    package var reach: Reach {
        switch self {
        case .urgentRingFirst, .urgentMinor, .urgentConsent, .urgentNumber, .callbackBeyondLimit, .notReached,
            .unclearEnd, .identityNotConfirmed, .callbackUnreadable, .asksForPerson:
            .ring
        case .symptoms, .placeTaken, .placeBlocked, .placeGone, .appointmentNotSeen, .appointmentNotAttended,
            .appointmentCancelled, .acceptedPlaceGone:
            .whatever
        case .urgentDueDate, .outcomeUnknown, .wrongNumber, .deceasedReported, .movedAway, .bookingAndStop,
            .newNumberUnreadable, .birthDatesConflict, .anotherPerson, .samePerson, .requestRefused, .deathUnclear,
            .unreadStop, .noPreferredTime, .noName:
            .none
        }
    }
}

extension Event {
    /// Why it was raised, for a task in words that this version writes.
    package var taskReason: TaskReason? {
        guard kind == .tasks, let reason else { return nil }
        return TaskReason.allCases.first { reason.hasPrefix($0.words) }
    }

    /// The task with a warning behind what it asks for; nil where it warns of that already.
    package func warning(_ words: String) -> Event? {
        let reason = reason ?? ""
        guard !reason.contains(words) else { return nil }
        var warned = self
        warned.reason = reason.isEmpty ? words : "\(reason) \(words)"
        return warned
    }

    /// The line that says that a task has fallen away, and why.
    package func withdrawal(because words: String, at now: Instant) -> Event {
        var line = Event(
            id: "\(id)-end", kind: .tasks, patientID: patientID, name: name, phone: nil, at: now,
            note: "It was: \(reason ?? "")")
        line.priority = priority
        line.reason = "No longer to be done: \(words)"
        return line
    }
}
