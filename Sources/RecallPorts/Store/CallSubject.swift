package import RecallCore

/// All that is known about whom an attempt concerns, read in the transaction that changes it.
package struct CallSubject: Equatable, Sendable {
    package var attempt: Attempt
    package var patientID: String
    package var facts: PatientFacts
    package var read: ReadRow
    /// The attempts of the recall that count, this one included, oldest first.
    package var attempts: [PastAttempt]
    /// Those of the offered slots that the call still holds, as the diary has them.
    package var held: [Slot]

    package init(
        attempt: Attempt, patientID: String, facts: PatientFacts, read: ReadRow, attempts: [PastAttempt],
        held: [Slot]
    ) {
        self.attempt = attempt
        self.patientID = patientID
        self.facts = facts
        self.read = read
        self.attempts = attempts
        self.held = held
    }
}
