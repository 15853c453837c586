/// What a note, a column or the practice's own risk word can say of a patient: the conditions of the rule set, and the
/// matters that keep a patient from being called.
package enum Subject: String, Sendable, Codable, CaseIterable, Hashable {
    case glaucoma
    case glaucomaSuspect = "glaucoma_suspect"
    case ocularHypertension = "ocular_hypertension"
    case treatedOcularHypertension = "treated_ocular_hypertension"
    case diabetes
    /// Known to attend the diabetic eye screening.
    case screened
    /// Known not to attend the diabetic eye screening.
    case unscreened
    case familyHistoryOfGlaucoma = "family_history_of_glaucoma"
    case macularDegeneration = "macular_degeneration"
    case keratoconus
    case highMyopia = "high_myopia"
    case sightImpairment = "sight_impairment"
    case myopiaManagement = "myopia_management"
    /// MiSight lenses or atropine, which count under 18 only.
    case childTreatment = "child_treatment"
    case binocularVision = "binocular_vision"
    case cataract
    case orthoK = "ortho_k"
    case extendedWear = "extended_wear"
    case contactLensWearer = "contact_lens_wearer"
    case referral
    case hospital
    /// The patient has died, in plain words.
    case death
    /// A word about death that does not say plainly that the patient has died.
    case deathUnclear = "death_unclear"
    case noCalls = "no_calls"
    /// No calls at some time, at some place or on some telephone; what is left is decided by the words behind it.
    case limitedCalls = "limited_calls"
    /// A wish about the time of calls; the words found are those of `TimeWishes`.
    case callTimes = "call_times"
    /// A refusal of calls in a column of permissions or preferences.
    case refusal
    /// What may be a refusal and is not understood.
    case unreadStop = "unread_stop"
    case complaint
    case capacity
    case powerOfAttorney = "power_of_attorney"
    case moved
}

extension Subject {
    /// The subject in the words that a reason shows, and that stand in front of a column's text when it is read again.
    package var words: String {
        switch self {
        case .glaucoma: "glaucoma"
        case .glaucomaSuspect: "glaucoma suspect"
        case .ocularHypertension: "ocular hypertension"
        case .treatedOcularHypertension: "treated ocular hypertension"
        case .diabetes: "diabetes"
        case .screened, .unscreened: "diabetic screening"
        case .familyHistoryOfGlaucoma: "family history of glaucoma"
        case .macularDegeneration: "macular degeneration"
        case .keratoconus: "keratoconus"
        case .highMyopia: "high myopia"
        case .sightImpairment: "sight impaired"
        case .myopiaManagement: "myopia management"
        case .childTreatment: "misight"
        case .binocularVision: "binocular vision"
        case .cataract: "cataract"
        case .orthoK: "ortho-k"
        case .extendedWear: "extended wear"
        case .contactLensWearer: "contact lens"
        case .referral: "referral pending"
        case .hospital: "hes"
        case .death, .deathUnclear: "deceased"
        case .noCalls, .limitedCalls, .refusal, .unreadStop: "no calls"
        case .callTimes: "time of calls"
        case .complaint: "complaint"
        case .capacity: "dementia"
        case .powerOfAttorney: "power of attorney"
        case .moved: "moved away"
        }
    }

    /// Whether it is a condition of the eyes or the patient, not a matter of how the practice deals with the patient.
    package var isCondition: Bool {
        switch self {
        case .death, .deathUnclear, .noCalls, .limitedCalls, .callTimes, .refusal, .unreadStop, .complaint, .capacity,
            .powerOfAttorney, .moved:
            false
        default: true
        }
    }

    fileprivate var bit: UInt32 {
        switch self {
        case .glaucoma: 1 << 0
        case .glaucomaSuspect: 1 << 1
        case .ocularHypertension: 1 << 2
        case .treatedOcularHypertension: 1 << 3
        case .diabetes: 1 << 4
        case .screened: 1 << 5
        case .unscreened: 1 << 6
        case .familyHistoryOfGlaucoma: 1 << 7
        case .macularDegeneration: 1 << 8
        case .keratoconus: 1 << 9
        case .highMyopia: 1 << 10
        case .sightImpairment: 1 << 11
        case .myopiaManagement: 1 << 12
        case .childTreatment: 1 << 13
        case .binocularVision: 1 << 14
        case .cataract: 1 << 15
        case .orthoK: 1 << 16
        case .extendedWear: 1 << 17
        case .contactLensWearer: 1 << 18
        case .referral: 1 << 19
        case .hospital: 1 << 20
        case .death: 1 << 21
        case .noCalls: 1 << 22
        case .complaint: 1 << 23
        case .capacity: 1 << 24
        case .powerOfAttorney: 1 << 25
        case .moved: 1 << 26
        case .deathUnclear: 1 << 27
        case .limitedCalls: 1 << 28
        case .callTimes: 1 << 29
        case .refusal: 1 << 30
        case .unreadStop: 1 << 31
        }
    }
}

/// A set of subjects in one word of memory.
package struct SubjectSet: Equatable, Sendable {
    private var bits: UInt32 = 0

    package init() {}

    package init(_ subjects: some Sequence<Subject>) {
        for subject in subjects { insert(subject) }
    }

    package mutating func insert(_ subject: Subject) { bits |= subject.bit }

    package func contains(_ subject: Subject) -> Bool { bits & subject.bit != 0 }
}
