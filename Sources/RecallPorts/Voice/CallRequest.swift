package import RecallCore

/// All that is needed to ask a provider for one call, and nothing more: no condition or address goes in. Values only; how
/// they are written and said is the provider's affair.
package struct CallRequest: Equatable, Sendable {
    /// The attempt's id; it comes back with the call.
    package var attemptID: String
    /// The practice's id, from its configuration.
    package var practiceID: String
    package var practiceName: String
    package var practicePhone: PhoneNumber
    /// The practice's time zone, such as `Europe/London`.
    package var timeZone: String
    package var number: PhoneNumber
    package var patient: PersonName
    /// Whether a parent or guardian is asked for instead of the patient.
    package var asksForGuardian: Bool
    package var recallType: RecallType
    package var identityCheck: IdentityCheck
    package var dateOfBirth: Day?
    package var postcode: String?
    package var offered: [OfferedSlot]
    /// Whether a message may be left on a machine in this call.
    package var leavesMessage: Bool
    package var maxCallMinutes: Int
    package var script: CallScript

    package init(
        attemptID: String, practiceID: String, practiceName: String, practicePhone: PhoneNumber,
        timeZone: String, number: PhoneNumber, patient: PersonName, asksForGuardian: Bool = false,
        recallType: RecallType = .sightTest,
        identityCheck: IdentityCheck = .dateOfBirth, dateOfBirth: Day? = nil, postcode: String? = nil,
        offered: [OfferedSlot] = [], leavesMessage: Bool = false, maxCallMinutes: Int = 6,
        script: CallScript = .standard
    ) {
        self.attemptID = attemptID
        self.practiceID = practiceID
        self.practiceName = practiceName
        self.practicePhone = practicePhone
        self.timeZone = timeZone
        self.number = number
        self.patient = patient
        self.asksForGuardian = asksForGuardian
        self.recallType = recallType
        self.identityCheck = identityCheck
        self.dateOfBirth = dateOfBirth
        self.postcode = postcode
        self.offered = offered
        self.leavesMessage = leavesMessage
        self.maxCallMinutes = maxCallMinutes
        self.script = script
    }
}

extension CallRequest: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹request for \(attemptID)›" }
    package var debugDescription: String { description }
}
