/// What the lines of news about one call have in common.
package struct CallEvents: Sendable {
    package var patientID: String
    package var name: PersonName
    package var phone: PhoneNumber
    package var riskLevel: RiskLevel
    package var attempt: String
    /// The provider's id of the call; nil where there is none.
    package var callID: String?
    package var startedAt: Instant
    /// Now, in the practice's zone, as a date.
    package var today: Day
    package var now: Instant

    package init(
        patientID: String, name: PersonName, phone: PhoneNumber, riskLevel: RiskLevel, attempt: String,
        callID: String?, startedAt: Instant, today: Day, now: Instant
    ) {
        self.patientID = patientID
        self.name = name
        self.phone = phone
        self.riskLevel = riskLevel
        self.attempt = attempt
        self.callID = callID
        self.startedAt = startedAt
        self.today = today
        self.now = now
    }
}

extension CallEvents {
    /// The lines that the end of a call brings: its outcome, a booking, contact updates, tasks.
    ///
    /// - Parameters:
    ///   - conclusion: What the call came to.
    ///   - booking: The appointment that was made in it.
    ///   - retry: What the rules of retrying say now that the call has ended.
    ///   - zone: The practice's time zone.
    ///   - newID: Makes the id of an event.
    /// - Returns: The lines, the outcome first.
    package func events(
        _ conclusion: Conclusion, booking: Appointment?, retry: RetryDecision, zone: Zone, newID: () -> String
    ) -> [Event] {
        var events = [outcome(conclusion, nextStep: nextStep(conclusion, retry: retry, zone: zone), id: newID())]
        if let booking { events.append(self.booking(booking, id: newID())) }
        events += conclusion.contactChanges.map { contactUpdate($0, note: conclusion.note, id: newID()) }
        var tasks = conclusion.tasks
        if retry.gate?.code == .attemptLimit,
            let more = StaffTask.unreached(after: conclusion.outcome, level: riskLevel)
        {
            tasks.append(more)
        }
        events += tasks.map { task($0, note: conclusion.note, id: newID()) }
        return events
    }

    private func event(_ kind: EventKind, at: Instant, note: String, id: String) -> Event {
        Event(
            id: id, kind: kind, patientID: patientID, name: name, phone: phone, at: at, attempt: attempt,
            callID: callID,
            note: note)
    }

    private func outcome(_ conclusion: Conclusion, nextStep: String, id: String) -> Event {
        var event = event(.outcomes, at: startedAt, note: conclusion.note, id: id)
        event.outcome = conclusion.outcome
        event.answeredBy = conclusion.answeredBy
        event.durationSeconds = conclusion.durationSeconds
        event.riskLevel = riskLevel
        event.nextStep = nextStep
        return event
    }

    private func booking(_ appointment: Appointment, id: String) -> Event {
        var event = event(
            .bookings, at: now, note: "Asked for on the telephone. Enter it in the diary.", id: id)
        event.appointment = appointment
        event.bookingStatus = .requested
        return event
    }

    private func contactUpdate(_ change: ContactChange, note: String, id: String) -> Event {
        var event = event(.contactUpdates, at: now, note: note, id: id)
        event.change = change.change
        event.oldValue = change.oldNumber?.e164
        event.newValue = change.newNumber?.e164
        return event
    }

    /// A line for staff.
    package func task(_ task: TaskProposal, note: String, id: String) -> Event {
        Event.task(
            task, id: id, patientID: patientID, name: name, phone: phone, at: now, today: today, attempt: attempt,
            callID: callID, note: note)
    }

    private func nextStep(_ conclusion: Conclusion, retry: RetryDecision, zone: Zone) -> String {
        // An outcome that says nothing of its own is tried again.
        if let advice = conclusion.outcome.words.advice { return advice }
        guard let next = retry.next else { return "No more calls" }
        return "Called again from \(MomentWords.shortMoment(next, zone))"
    }
}
