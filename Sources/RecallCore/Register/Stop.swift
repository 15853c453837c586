/// An entry of the do-not-call list.
package struct Stop: Equatable, Sendable {
    /// Nil where it counts for every practice.
    package var practice: String?
    package var phone: PhoneNumber?
    /// The patient's number as it is compared.
    package private(set) var patientID: String?
    package var reason: String
    /// What stands in the place of the patient, once forgotten, in an entry that others on the telephone need.
    package static let forgottenPatient = "(forgotten)"
    /// Who asked: `staff`, `call`, `export`, `provider`.
    package var source: String

    package init(practice: String?, phone: PhoneNumber?, patientID: String?, reason: String, source: String) {
        self.practice = practice
        self.phone = phone
        self.patientID = patientID.map(PatientIdentity.key)
        self.reason = reason
        self.source = source
    }
}

extension Stop: CustomStringConvertible {
    package var description: String { "‹stop by \(source)›" }
}

extension Stop {
    /// The entries of a row of a do-not-call list: each number for itself, and the patient; none where the row's verdict
    /// says that nobody of it is registered.
    package static func entries(of row: ReadRow, practice: String) -> [Stop] {
        if row.screening == .clear { return [] }
        let numbers = row.phones.flatMap { [$0.reading.number].compactMap(\.self) + $0.reading.also }
        let reason = "do-not-call list"
        var entries = numbers.map {
            Stop(practice: practice, phone: $0, patientID: nil, reason: reason, source: "export")
        }
        if let patient = row.text(.patientID) {
            entries.append(
                Stop(practice: practice, phone: nil, patientID: patient, reason: reason, source: "export"))
        }
        return entries
    }

    /// The entry by which a call closes its telephone for the practice: it is the wrong one, or the patient was said to have
    /// died. Nil where the call says nothing of the kind.
    package static func closing(
        after outcome: Outcome, practice: String, phone: PhoneNumber, patientID: String
    ) -> Stop? {
        guard outcome == .wrongNumber || outcome == .deceasedReported else { return nil }
        return Stop(
            CallStop(.patientOnNumber, outcome), practice: practice, phone: phone, patientID: patientID)
    }

    /// The entry that a call brings.
    ///
    /// - Parameters:
    ///   - stop: What the call came to.
    ///   - practice: The practice whose patient was called.
    ///   - phone: The number that was called.
    ///   - patientID: The patient who was called.
    package init(_ stop: CallStop, practice: String, phone: PhoneNumber, patientID: String) {
        let source = stop.reason == .numberRefused ? "provider" : "call"
        let reason = stop.reason.rawValue
        switch stop.scope {
        case .patient:
            self.init(practice: practice, phone: nil, patientID: patientID, reason: reason, source: source)
        case .number:
            self.init(practice: nil, phone: phone, patientID: nil, reason: reason, source: source)
        case .patientOnNumber:
            self.init(practice: practice, phone: phone, patientID: patientID, reason: reason, source: source)
        }
    }
}
