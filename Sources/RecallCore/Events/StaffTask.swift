/// What the plan leaves to people: urgent patients whom nobody calls by itself, those who are held for what their record says,
/// and those who were not reached.
package enum StaffTask {
    /// What staff were told of a recall.
    package struct History: Equatable, Sendable {
        /// Whether they were told that the patient is urgent.
        package var isUrgentTold: Bool
        /// Whether they were told that the number stood for somebody else before.
        package var isAnotherPersonTold: Bool
        /// Whether they were told that the same person stands under another number.
        package var isSamePersonTold: Bool
        /// The newest attempt of the recall that counts.
        package var last: LastAttempt?
        /// The words of every task about the patient that came of no call.
        package var reasons: Set<String>

        package init(
            isUrgentTold: Bool, isAnotherPersonTold: Bool = false, isSamePersonTold: Bool = false,
            last: LastAttempt? = nil, reasons: Set<String> = []
        ) {
            self.isUrgentTold = isUrgentTold
            self.isAnotherPersonTold = isAnotherPersonTold
            self.isSamePersonTold = isSamePersonTold
            self.last = last
            self.reasons = reasons
        }
    }

    /// An attempt that may have used up what a recall is allowed.
    package struct LastAttempt: Equatable, Sendable {
        package var id: String
        package var callID: String?
        /// Nil for one that has not ended.
        package var outcome: Outcome?
        /// Whether it has brought staff a task.
        package var hasTask: Bool

        package init(id: String, callID: String? = nil, outcome: Outcome?, hasTask: Bool) {
            self.id = id
            self.callID = callID
            self.outcome = outcome
            self.hasTask = hasTask
        }
    }

    /// A task that a line of the plan brings.
    package struct Due: Equatable, Sendable {
        package var proposal: TaskProposal
        /// The attempt that it comes of; nil where it comes of none.
        package var attempt: String?
        package var callID: String?
        /// What is told once; nil for a task that its attempt is known by.
        package var once: Once?
        /// What staff may want to know beside what is to be done; nil for by how much the recall is overdue.
        package var note: String?

        /// What staff are told once.
        package enum Once: Equatable, Sendable {
            /// That the patient is urgent: of each recall.
            case urgent
            /// That the number stood for somebody else before.
            case anotherPerson
            /// That the same person stands under these other numbers.
            case samePerson([String])
        }

        package init(
            proposal: TaskProposal, attempt: String? = nil, callID: String? = nil, once: Once? = nil,
            note: String? = nil
        ) {
            self.proposal = proposal
            self.attempt = attempt
            self.callID = callID
            self.once = once
            self.note = note
        }

        /// The line that tells staff.
        ///
        /// - Parameters:
        ///   - id: The line's id.
        ///   - line: The line of the plan that brings the task.
        ///   - name: The patient's name.
        ///   - now: The moment of the plan.
        ///   - zone: Where the practice is.
        /// - Returns: The line.
        package func event(id: String, about line: PlanLine, name: PersonName, at now: Instant, zone: Zone) -> Event {
            let overdue = line.assessment.overdueDays
            return Event.task(
                proposal, id: id, patientID: line.patientID, name: name, phone: line.decision.phone, at: now,
                today: zone.day(of: now), attempt: attempt, callID: callID, riskLevel: line.assessment.level,
                note: note ?? (overdue > 0 ? "Overdue by \(overdue) days." : ""))
        }
    }

    /// Whether a line of the plan may bring a task at all, whatever staff were told.
    package static func mayConcern(_ line: PlanLine) -> Bool {
        urgent(line) != nil || held(line) != nil || line.decision.gate?.code == .attemptLimit
            || aboutPerson(line) != nil
    }

    /// The tasks that a line of the plan brings and that staff have not been told: those about who the patient is, and
    /// about the recall.
    package static func allDue(_ line: PlanLine, told history: History) -> [Due] {
        let person = aboutPerson(line).flatMap { due in
            switch due.once {
            case .anotherPerson: history.isAnotherPersonTold ? nil : due
            case .samePerson: history.isSamePersonTold ? nil : due
            case .urgent, nil: nil
            }
        }
        return [person, due(line, told: history)].compactMap(\.self)
    }

    /// The task to find out who a patient is: whose number stood for somebody else, or who stands under another number.
    private static func aboutPerson(_ line: PlanLine) -> Due? {
        if line.decision.shut.contains(where: { $0.cause == .anotherPerson }) {
            return Due(
                proposal: TaskProposal(.anotherPerson), once: .anotherPerson,
                note: "The export gives this number another name and date of birth than before. Nobody is called.")
        }
        guard !line.numbersToJoin.isEmpty else { return nil }
        let numbers = ([line.patientID] + line.numbersToJoin).joined(separator: " and ")
        return Due(
            proposal: TaskProposal(.samePerson), once: .samePerson(line.numbersToJoin),
            note: "Numbers \(numbers): the same name, date of birth and telephone. What holds one of them holds all.")
    }

    /// The task that a line of the plan brings and that staff have not been told; nil where there is none.
    ///
    /// A call that used up the limit has told staff itself; one that did not may be overtaken by the calendar.
    package static func due(_ line: PlanLine, told history: History) -> Due? {
        if let task = urgent(line) {
            return history.isUrgentTold ? nil : Due(proposal: task, once: .urgent)
        }
        if let task = held(line) {
            return history.reasons.contains(task.reason) ? nil : Due(proposal: task)
        }
        guard line.decision.gate?.code == .attemptLimit, let last = history.last, !last.hasTask,
            let outcome = last.outcome, line.decision.isFinished || outcome == .callbackRequested,
            let task = unreached(after: outcome, level: line.assessment.level)
        else { return nil }
        return Due(proposal: task, attempt: last.id, callID: last.callID)
    }

    /// The task about an urgent patient whom recalld may not or cannot ring; nil where no person has to step in, because
    /// the patient is called, asked not to be, or has an appointment.
    package static func urgent(_ line: PlanLine) -> TaskProposal? {
        guard line.assessment.level == .urgent, !line.decision.isFinished, !line.decision.isUnsettled else {
            return nil
        }
        switch line.decision.gate?.code {
        case .humanFirst:
            return TaskProposal(.urgentRingFirst)
        case .minor:
            return TaskProposal(.urgentMinor)
        case .consentRequired:
            return TaskProposal(.urgentConsent)
        case .noUsableNumber, .blockedNumber:
            return TaskProposal(.urgentNumber)
        case .held where line.assessment.due == nil:
            return TaskProposal(.urgentDueDate)
        default:
            return nil
        }
    }

    /// The task about a patient who is due and held for what the record says, which a person has to look at.
    package static func held(_ line: PlanLine) -> TaskProposal? {
        guard !line.decision.isFinished, !line.decision.isUnsettled,
            !line.decision.shut.contains(where: { $0.code == .notDue })
        else { return nil }
        switch line.decision.gate?.cause {
        case .deathUnclear: return TaskProposal(.deathUnclear)
        case .unreadStop: return TaskProposal(.unreadStop)
        case .noPreferredTime: return TaskProposal(.noPreferredTime)
        case .noName: return TaskProposal(.noName)
        default: return nil
        }
    }

    /// The task that the last attempt of a recall leaves that may not be tried again: a call-back that cannot be kept, a
    /// patient of high risk who was not reached.
    package static func unreached(after outcome: Outcome, level: RiskLevel) -> TaskProposal? {
        switch outcome {
        case .callbackRequested:
            TaskProposal(.callbackBeyondLimit)
        case .noAnswer, .busy, .voicemail, .voicemailLeft, .failed:
            level >= .high
                ? TaskProposal(.notReached)
                : nil
        default: nil
        }
    }

    /// The line about an id that an export gives to people with different dates of birth.
    package static func conflict(id: String, patientID: String, at now: Instant, today: Day) -> Event {
        Event.task(
            TaskProposal(.birthDatesConflict), id: id,
            patientID: patientID, at: now, today: today,
            note: "The export gives this number to people with different dates of birth. Nobody is called.")
    }
}
