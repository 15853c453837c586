/// What a call says about reaching a patient: a proposal for staff, since whoever spoke was known by voice alone.
package struct ContactChange: Hashable, Sendable, Codable {
    /// The kinds of change, by the words that files use.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case phoneNew = "phone_new"
        case phoneWrong = "phone_wrong"
        case optedOutAICalls = "opted_out_ai_calls"
        case optedOutPhone = "opted_out_phone"
        case optedOutRecalls = "opted_out_recalls"
        case deceasedReported = "deceased_reported"
        case movedAway = "moved_away"
    }

    package var change: Kind
    package var oldNumber: PhoneNumber?
    package var newNumber: PhoneNumber?

    package init(_ change: Kind, oldNumber: PhoneNumber? = nil, newNumber: PhoneNumber? = nil) {
        self.change = change
        self.oldNumber = oldNumber
        self.newNumber = newNumber
    }
}

/// A suppression that a call brings about; only a person takes it away again.
package struct CallStop: Hashable, Sendable, Codable {
    /// Whom the suppression keeps from being called.
    package enum Scope: String, Sendable, Codable {
        /// The patient, on any number.
        case patient
        /// Everybody on the number that was dialled.
        case number
        /// The patient, on the number that was dialled.
        case patientOnNumber
    }

    package var scope: Scope
    package var reason: Outcome

    package init(_ scope: Scope, _ reason: Outcome) {
        self.scope = scope
        self.reason = reason
    }
}
