/// Which conditions a column asks for.
enum ColumnSubjects {
    /// Those that the header names, else the one of the field; none for a column of several things.
    static func of(header: String, field: Field) -> [Subject] {
        var subjects: [Subject] = []
        for mention in NoteReader.read(header.filter { $0 != "?" })
        where mention.isPresent && mention.subject.isCondition {
            if !subjects.contains(mention.subject) { subjects.append(mention.subject) }
        }
        if subjects.isEmpty { subjects = byShorthand(header) }
        if subjects.isEmpty, let usual = usual(field) { subjects = [usual] }
        if field == .flagFamilyHistoryGlaucoma, !subjects.contains(.familyHistoryOfGlaucoma) {
            subjects = [.familyHistoryOfGlaucoma]
        }
        return subjects
    }

    private static func usual(_ field: Field) -> Subject? {
        switch field {
        case .flagDiabetes: .diabetes
        case .flagGlaucoma: .glaucoma
        case .flagFamilyHistoryGlaucoma: .familyHistoryOfGlaucoma
        case .flagOcularHypertension: .ocularHypertension
        case .flagAmd: .macularDegeneration
        case .flagMyopiaManagement: .myopiaManagement
        case .clWearer: .contactLensWearer
        default: nil
        }
    }

    /// Headers in a shorthand that free text does not use.
    private static func byShorthand(_ header: String) -> [Subject] {
        switch header.lowercased().filter({ $0.isLetter }) {
        case "kc", "kerat": [.keratoconus]
        case "hospital", "hospitalpatient", "hospitalpx", "underhospitalcare": [.hospital]
        case "registeredsi", "si": [.sightImpairment]
        case "diabscreening", "diabeticscreen", "screening", "eyescreening": [.screened]
        case "extendedwearlenses", "ew": [.extendedWear]
        case "pseudophakic", "cats": [.cataract]
        default: []
        }
    }
}
