package import RecallCore

/// What the calls of a patient came to.
package struct PatientResult: Sendable {
    package var outcome: Outcome
    package var booking: Appointment?

    package init(outcome: Outcome, booking: Appointment? = nil) {
        self.outcome = outcome
        self.booking = booking
    }
}
