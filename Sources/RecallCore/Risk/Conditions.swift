/// The conditions of a patient that count on one day: by the subjects found, the age and the nation.
struct Conditions {
    let age: Int?
    let isChild: Bool
    let isSenior: Bool
    let seniorAge: Int

    let glaucoma: Bool
    let glaucomaSuspect: Bool
    let ocularHypertension: Bool
    let treatedOcularHypertension: Bool
    let diabetes: Bool
    let isKnownScreened: Bool
    let familyHistory: Bool
    let macularDegeneration: Bool
    let keratoconus: Bool
    let highMyopia: Bool
    let sightImpairment: Bool
    let myopiaManagement: Bool
    let isTreatedChild: Bool
    let binocularVision: Bool
    let cataract: Bool
    let orthoK: Bool
    let extendedWear: Bool
    let isLensWearer: Bool
    let referral: Bool
    let hospital: Bool
    private let risk: RiskRules

    init(_ facts: PatientFacts, nation: Nation, risk: RiskRules, today: Day) {
        self.risk = risk
        let found = facts.subjects
        age = facts.birth.map { $0.wholeYears(to: today) }
        seniorAge = nation == .scotland ? risk.seniorAgeScotland : risk.seniorAge
        isChild = age.map(Minority.isMinor(age:)) ?? false
        isSenior = age.map { [seniorAge] in $0 >= seniorAge } ?? false
        let isUnder18 = age.map { $0 < 18 } ?? false

        glaucoma = found.contains(.glaucoma)
        glaucomaSuspect = found.contains(.glaucomaSuspect)
        treatedOcularHypertension = found.contains(.treatedOcularHypertension)
        ocularHypertension = treatedOcularHypertension || found.contains(.ocularHypertension)
        diabetes = found.contains(.diabetes) || found.contains(.screened)
        isKnownScreened = found.contains(.screened) && !found.contains(.unscreened)
        familyHistory = found.contains(.familyHistoryOfGlaucoma) && age.map { $0 >= risk.familyHistoryAge } ?? true
        macularDegeneration = found.contains(.macularDegeneration)
        keratoconus = found.contains(.keratoconus)
        highMyopia = found.contains(.highMyopia)
        sightImpairment = found.contains(.sightImpairment)
        orthoK = found.contains(.orthoK)
        isTreatedChild = isUnder18 && (found.contains(.childTreatment) || orthoK)
        myopiaManagement = isTreatedChild || (isUnder18 && found.contains(.myopiaManagement))
        binocularVision = isChild && found.contains(.binocularVision)
        cataract = found.contains(.cataract)
        extendedWear = found.contains(.extendedWear)
        let hasLensDate =
            facts.lastLensCheck != nil || facts.nextLensCheck != nil || facts.lensSpecificationExpiry != nil
        isLensWearer =
            !facts.isNoLensWearer && (found.contains(.contactLensWearer) || extendedWear || orthoK || hasLensDate)
        referral = found.contains(.referral)
        hospital = found.contains(.hospital)
    }

    /// Months between sight tests: the shortest of the groups that the patient belongs to.
    func interval(_ table: RecallIntervals) -> Int {
        var months = table.standard
        if isChild { months = min(months, table.under16) }
        if isSenior { months = min(months, table.seventyPlus) }
        if diabetes { months = min(months, table.diabetes) }
        if glaucoma || glaucomaSuspect || ocularHypertension { months = min(months, table.glaucoma) }
        if familyHistory { months = min(months, table.familyHistoryGlaucoma40Plus) }
        if macularDegeneration || keratoconus || highMyopia || sightImpairment || cataract {
            months = min(months, risk.sightRiskInterval)
        }
        if binocularVision || myopiaManagement { months = min(months, risk.childInterval) }
        return months
    }
}
