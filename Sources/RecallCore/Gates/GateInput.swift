/// All that decides whether one patient may be called: the facts, their assessment, and what happened since the import.
package struct GateInput: Sendable {
    package var facts: PatientFacts
    package var assessment: Assessment
    package var isHeldByStaff: Bool
    /// Whether staff have cancelled the recall.
    package var isCancelled = false
    /// Whether an export gives the patient's id to people with different dates of birth.
    package var hasConflict = false
    /// Whether the provider refused the request for this recall, and nobody has let it go on since.
    package var isRequestRefused = false
    /// Whether the patient's number stood for another person before, and nobody has released the recall since.
    package var isAnotherPerson = false
    /// What other records of the same person say; nil where there are none.
    var person: SamePerson.Effect?
    /// Numbers that a call has shown to be nobody's to be called on.
    package var closedNumbers: Set<PhoneNumber> = []
    /// When the number that would be dialled was called lately, whoever was meant.
    package var callsToNumber: [Instant] = []
    /// Whether a person has released an urgent recall to be called.
    package var isReleasedByStaff: Bool
    /// Whether the patient's id is on the practice's own stop list.
    package var isStopped: Bool
    /// Numbers on that list.
    package var stoppedNumbers: Set<PhoneNumber>
    /// Numbers that count as blocked because too many patients share them.
    package var blockedNumbers: Set<PhoneNumber>
    /// The last day to come on which a diary shows the patient.
    package var diaryAppointment: Day?
    /// The last day that is past on which a diary showed the patient.
    package var pastAppointment: Day?
    /// Whether a diary says of the appointment of the record that the patient did not come, or that it was cancelled.
    package var hasMissedNextAppointment = false
    /// The first day on which the recall may be called about again, where its booking came to nothing.
    package var reopensOn: Day?
    /// When the newest export that holds the patient was first seen.
    package var exportSeenAt: Instant
    /// Whether the newest export of its layout no longer holds the patient.
    package var isMissingFromNewest: Bool
    package var attempts: [PastAttempt]
    /// Whether a call to the number is in progress.
    package var isNumberInUse: Bool
    /// Where somebody else's call has the number's turn of the day: until when.
    package var householdUntil: Instant?

    package init(
        facts: PatientFacts, assessment: Assessment, isHeldByStaff: Bool = false, isReleasedByStaff: Bool = false,
        isStopped: Bool = false, stoppedNumbers: Set<PhoneNumber> = [], blockedNumbers: Set<PhoneNumber> = [],
        diaryAppointment: Day? = nil, exportSeenAt: Instant, isMissingFromNewest: Bool = false,
        attempts: [PastAttempt] = [], isNumberInUse: Bool = false, householdUntil: Instant? = nil
    ) {
        self.facts = facts
        self.assessment = assessment
        self.isHeldByStaff = isHeldByStaff
        self.isReleasedByStaff = isReleasedByStaff
        self.isStopped = isStopped
        self.stoppedNumbers = stoppedNumbers
        self.blockedNumbers = blockedNumbers
        self.diaryAppointment = diaryAppointment
        self.exportSeenAt = exportSeenAt
        self.isMissingFromNewest = isMissingFromNewest
        self.attempts = attempts
        self.isNumberInUse = isNumberInUse
        self.householdUntil = householdUntil
    }
}

extension GateInput: CustomStringConvertible {
    package var description: String { "‹gate input›" }
}
