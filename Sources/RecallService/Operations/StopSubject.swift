package import RecallCore

/// Who is not to be called: a number, or a patient of a practice.
package enum StopSubject: Sendable {
    /// A number, for one practice or for all.
    case number(PhoneNumber, PracticeContext?)
    case patient(String, PracticeContext)

    var practice: String? {
        switch self {
        case .number(_, let practice): practice?.id
        case .patient(_, let practice): practice.id
        }
    }

    var phone: PhoneNumber? {
        switch self {
        case .number(let number, _): number
        case .patient: nil
        }
    }

    var patientID: String? {
        switch self {
        case .number: nil
        case .patient(let id, _): id
        }
    }
}
