package import RecallCore

/// A patient's row, ready to be stored.
package struct ImportedPatient: Sendable {
    package var patientID: String
    package var read: ReadRow
    package var facts: PatientFacts
    /// What tells one recall of the patient from the next: the last sight test and the last contact-lens check.
    package var cycle: String

    package init(patientID: String, read: ReadRow, facts: PatientFacts, cycle: String) {
        self.patientID = patientID
        self.read = read
        self.facts = facts
        self.cycle = cycle
    }
}
