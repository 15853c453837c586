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
    package var isMaster: Bool

    package init(
        name: PersonName = PersonName(), birth: Day? = nil, lastTest: Day? = nil, nextRecall: Day? = nil,
        lastVisit: Day? = nil, nextAppointment: Day? = nil, lastLensCheck: Day? = nil, nextLensCheck: Day? = nil,
        lensSpecificationExpiry: Day? = nil, interval: GivenInterval? = nil, numbers: [PhoneNumber] = [],
        hasReadNumber: Bool = false, findings: [Finding] = [], riskWord: RiskWord? = nil,
        isClinicalStatusUnknown: Bool = false, isNoLensWearer: Bool = false, deceased: StopSource? = nil,
        doNotContact: Bool = false, isOnPreferenceService: Bool = false, reminderSuppressed: Bool = false,
        telephoneConsent: Bool? = nil, automatedConsent: Bool? = nil, hasGuardian: Bool = false, isMaster: Bool = false
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
        self.isMaster = isMaster
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
package struct Finding: Equatable, Sendable, Codable {
    package var subject: Subject
    package var words: String
    package var field: Field

    package init(subject: Subject, words: String, field: Field) {
        self.subject = subject
        self.words = words
        self.field = field
    }

    private enum CodingKeys: String, CodingKey {
        case subject = "s"
        case words = "w"
        case field = "f"
    }
}

extension Finding: CustomStringConvertible {
    package var description: String { "‹finding›" }
}

/// Where a record says that the patient has died.
package enum StopSource: String, Sendable, Codable {
    case column
    case status
    case name
}

extension PatientFacts: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹patient›" }
    package var debugDescription: String { description }
}

extension PatientFacts: Codable {
    private enum CodingKeys: String, CodingKey {
        case title = "t"
        case first = "f"
        case last = "l"
        case birth = "b"
        case lastTest = "lt"
        case nextRecall = "nr"
        case lastVisit = "lv"
        case nextAppointment = "na"
        case lastLensCheck = "lc"
        case nextLensCheck = "nc"
        case lensSpecificationExpiry = "le"
        case interval = "i"
        case numbers = "n"
        case findings = "c"
        case riskWord = "r"
        case deceased = "d"
        case telephoneConsent = "ct"
        case automatedConsent = "ca"
        case marks = "m"
    }

    /// The yes-or-no members as one number.
    private struct Marks: OptionSet {
        let rawValue: Int
        static let hasReadNumber = Marks(rawValue: 1)
        static let clinicalStatusUnknown = Marks(rawValue: 2)
        static let noLensWearer = Marks(rawValue: 4)
        static let doNotContact = Marks(rawValue: 8)
        static let preferenceService = Marks(rawValue: 16)
        static let reminderSuppressed = Marks(rawValue: 32)
        static let guardian = Marks(rawValue: 64)
        static let master = Marks(rawValue: 128)
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        func day(_ key: CodingKeys) throws -> Day? {
            try box.decodeIfPresent(Int.self, forKey: key).map { Day(number: $0) }
        }
        let marks = Marks(rawValue: try box.decode(Int.self, forKey: .marks))
        self.init(
            name: PersonName(
                title: try box.decodeIfPresent(String.self, forKey: .title) ?? "",
                first: try box.decodeIfPresent(String.self, forKey: .first) ?? "",
                last: try box.decodeIfPresent(String.self, forKey: .last) ?? ""),
            birth: try day(.birth), lastTest: try day(.lastTest), nextRecall: try day(.nextRecall),
            lastVisit: try day(.lastVisit), nextAppointment: try day(.nextAppointment),
            lastLensCheck: try day(.lastLensCheck), nextLensCheck: try day(.nextLensCheck),
            lensSpecificationExpiry: try day(.lensSpecificationExpiry),
            interval: try box.decodeIfPresent(GivenInterval.self, forKey: .interval),
            numbers: try box.decodeIfPresent([PhoneNumber].self, forKey: .numbers) ?? [],
            hasReadNumber: marks.contains(.hasReadNumber),
            findings: try box.decodeIfPresent([Finding].self, forKey: .findings) ?? [],
            riskWord: try box.decodeIfPresent(RiskWord.self, forKey: .riskWord),
            isClinicalStatusUnknown: marks.contains(.clinicalStatusUnknown),
            isNoLensWearer: marks.contains(.noLensWearer),
            deceased: try box.decodeIfPresent(StopSource.self, forKey: .deceased),
            doNotContact: marks.contains(.doNotContact), isOnPreferenceService: marks.contains(.preferenceService),
            reminderSuppressed: marks.contains(.reminderSuppressed),
            telephoneConsent: try box.decodeIfPresent(Bool.self, forKey: .telephoneConsent),
            automatedConsent: try box.decodeIfPresent(Bool.self, forKey: .automatedConsent),
            hasGuardian: marks.contains(.guardian), isMaster: marks.contains(.master))
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        func put(_ text: String, _ key: CodingKeys) throws {
            if !text.isEmpty { try box.encode(text, forKey: key) }
        }
        func put(_ day: Day?, _ key: CodingKeys) throws {
            if let day { try box.encode(Int(day.number), forKey: key) }
        }
        try put(name.title, .title)
        try put(name.first, .first)
        try put(name.last, .last)
        try put(birth, .birth)
        try put(lastTest, .lastTest)
        try put(nextRecall, .nextRecall)
        try put(lastVisit, .lastVisit)
        try put(nextAppointment, .nextAppointment)
        try put(lastLensCheck, .lastLensCheck)
        try put(nextLensCheck, .nextLensCheck)
        try put(lensSpecificationExpiry, .lensSpecificationExpiry)
        try box.encodeIfPresent(interval, forKey: .interval)
        if !numbers.isEmpty { try box.encode(numbers, forKey: .numbers) }
        if !findings.isEmpty { try box.encode(findings, forKey: .findings) }
        try box.encodeIfPresent(riskWord, forKey: .riskWord)
        try box.encodeIfPresent(deceased, forKey: .deceased)
        try box.encodeIfPresent(telephoneConsent, forKey: .telephoneConsent)
        try box.encodeIfPresent(automatedConsent, forKey: .automatedConsent)
        var marks: Marks = []
        if hasReadNumber { marks.insert(.hasReadNumber) }
        if isClinicalStatusUnknown { marks.insert(.clinicalStatusUnknown) }
        if isNoLensWearer { marks.insert(.noLensWearer) }
        if doNotContact { marks.insert(.doNotContact) }
        if isOnPreferenceService { marks.insert(.preferenceService) }
        if reminderSuppressed { marks.insert(.reminderSuppressed) }
        if hasGuardian { marks.insert(.guardian) }
        if isMaster { marks.insert(.master) }
        try box.encode(marks.rawValue, forKey: .marks)
    }
}
