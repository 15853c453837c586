/// Everything that a row of an export says of a patient and that the rules ask for, whatever the day.
package struct PatientFacts: Equatable, Sendable {
    package var name: PersonName
    package var birth: Day?
    package var lastTest: Day?
    package var nextRecall: Day?
    package var lastVisit: Day?
    package var nextAppointment: Day?
    package var lastLensCheck: Day?
    package var nextLensCheck: Day?
    package var lensSpecificationExpiry: Day?
    /// The interval that the export gives.
    package var interval: GivenInterval?

    /// The numbers that may be dialled, best first.
    package var numbers: [PhoneNumber]
    /// Whether any number could be read, be it one that is dialled or not.
    package var hasReadNumber: Bool

    /// What was found, where and in which words; one a subject and column.
    package var findings: [Finding]
    /// The practice's own risk word; nil where the cell is blank.
    package var riskWord: RiskWord?
    /// Whether nothing clinical is known, or a cell that matters most says that nothing is.
    package var isClinicalStatusUnknown: Bool
    /// A no in the contact-lens column, which outweighs everything else.
    package var isNoLensWearer: Bool

    /// Why the record says that the patient has died; nil where it does not.
    package var deceased: StopSource?
    package var doNotContact: Bool
    package var isOnPreferenceService: Bool
    package var reminderSuppressed: Bool
    package var telephoneConsent: Bool?
    package var automatedConsent: Bool?
    package var hasGuardian: Bool
    /// Whether a title or a column of ages or kinds of patients says that it is a child.
    package var isSaidChild: Bool

    package init(
        name: PersonName = PersonName(), birth: Day? = nil, lastTest: Day? = nil, nextRecall: Day? = nil,
        lastVisit: Day? = nil, nextAppointment: Day? = nil, lastLensCheck: Day? = nil, nextLensCheck: Day? = nil,
        lensSpecificationExpiry: Day? = nil, interval: GivenInterval? = nil, numbers: [PhoneNumber] = [],
        hasReadNumber: Bool = false, findings: [Finding] = [], riskWord: RiskWord? = nil,
        isClinicalStatusUnknown: Bool = false, isNoLensWearer: Bool = false, deceased: StopSource? = nil,
        doNotContact: Bool = false, isOnPreferenceService: Bool = false, reminderSuppressed: Bool = false,
        telephoneConsent: Bool? = nil, automatedConsent: Bool? = nil, hasGuardian: Bool = false,
        isSaidChild: Bool = false
    ) {
        self.name = name
        self.birth = birth
        self.lastTest = lastTest
        self.nextRecall = nextRecall
        self.lastVisit = lastVisit
        self.nextAppointment = nextAppointment
        self.lastLensCheck = lastLensCheck
        self.nextLensCheck = nextLensCheck
        self.lensSpecificationExpiry = lensSpecificationExpiry
        self.interval = interval
        self.numbers = numbers
        self.hasReadNumber = hasReadNumber
        self.findings = findings
        self.riskWord = riskWord
        self.isClinicalStatusUnknown = isClinicalStatusUnknown
        self.isNoLensWearer = isNoLensWearer
        self.deceased = deceased
        self.doNotContact = doNotContact
        self.isOnPreferenceService = isOnPreferenceService
        self.reminderSuppressed = reminderSuppressed
        self.telephoneConsent = telephoneConsent
        self.automatedConsent = automatedConsent
        self.hasGuardian = hasGuardian
        self.isSaidChild = isSaidChild
    }

    /// The subjects that any source names.
    package var subjects: SubjectSet {
        var set = SubjectSet()
        for finding in findings { set.insert(finding.subject) }
        if case .condition(let subject) = riskWord { set.insert(subject) }
        return set
    }
}

/// One subject that the row names, with the words that were found and the column that they stand in.
package struct Finding: Equatable, Sendable {
    package var subject: Subject
    package var words: String
    package var field: Field

    package init(subject: Subject, words: String, field: Field) {
        self.subject = subject
        self.words = words
        self.field = field
    }
}

extension Finding: CustomStringConvertible {
    package var description: String { "‹finding›" }
}

/// Where a record says that the patient has died.
package enum StopSource: String, Sendable {
    case column
    case status
    case name
}

extension PatientFacts: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹patient›" }
    package var debugDescription: String { description }
}
