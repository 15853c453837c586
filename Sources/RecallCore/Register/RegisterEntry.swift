/// A patient of the register with the current recall, as stored.
package struct RegisterEntry: Sendable {
    package var patientID: String
    package var recallID: String
    package var facts: PatientFacts
    package var isHeldByStaff: Bool
    package var isReleasedByStaff: Bool
    package var isCancelled: Bool
    /// Whether an export gives the id to people with different dates of birth.
    package var hasConflict: Bool
    /// Whether the provider refused the request for the recall, and nobody has let it go on since.
    package var isRequestRefused = false
    /// The first day on which the recall may be called about again, where its booking came to nothing.
    package var reopensOn: Day?
    /// Whether the patient's number stood for another person before, and nobody has released the recall since.
    package var isAnotherPerson = false
    /// Whether a person has released the recall though the patient stands under another number, too.
    package var isSamePersonReleased = false
    /// For a record whose number another has by now: that number as it is compared.
    package var formerKey: String?
    /// Numbers that earlier exports gave, and the newest does not.
    package var earlierNumbers: [PhoneNumber] = []
    /// The newest export that holds the patient, when it was first seen, and the fingerprint of its header.
    package var export: Int64
    package var exportSeenAt: Instant
    package var exportFingerprint: String?

    package init(
        patientID: String, recallID: String, facts: PatientFacts, isHeldByStaff: Bool = false,
        isReleasedByStaff: Bool = false, isCancelled: Bool = false, hasConflict: Bool = false, export: Int64,
        exportSeenAt: Instant, exportFingerprint: String?
    ) {
        self.patientID = patientID
        self.recallID = recallID
        self.facts = facts
        self.isHeldByStaff = isHeldByStaff
        self.isReleasedByStaff = isReleasedByStaff
        self.isCancelled = isCancelled
        self.hasConflict = hasConflict
        self.export = export
        self.exportSeenAt = exportSeenAt
        self.exportFingerprint = exportFingerprint
    }
}

extension RegisterEntry: CustomStringConvertible {
    package var description: String { "‹entry of the register›" }
}
