/// The do-not-call list as it concerns the patients of one practice.
///
/// A number alone stops everybody on it, a patient alone that patient, both together that patient on that number.
package struct StopList: Equatable, Sendable {
    /// Numbers that nobody is called on.
    package private(set) var numbers: Set<PhoneNumber> = []
    private var patients: Set<String> = []
    /// Patients who are said to have moved away: they have left the recall, and have not asked for anything.
    private var moved: Set<String> = []
    /// Numbers that are not theirs, by patient.
    private var wrong: [String: Set<PhoneNumber>] = [:]
    /// Telephones that a call to a patient has closed, by patient: wrong ones, and those on which a death was told.
    package private(set) var closures: [String: Set<PhoneNumber>] = [:]

    package init(_ stops: some Sequence<Stop> = []) {
        for stop in stops {
            add(phone: stop.phone, patientID: stop.patientID, reason: stop.reason, source: stop.source)
        }
    }

    /// Takes an entry that stands.
    package mutating func add(phone: PhoneNumber?, patientID: String?, reason: String, source: String) {
        switch (phone, patientID.map(PatientIdentity.key)) {
        case (let phone?, let patient?):
            closures[patient, default: []].insert(phone)
            if reason != Outcome.deceasedReported.rawValue { wrong[patient, default: []].insert(phone) }
        case (let phone?, nil): numbers.insert(phone)
        case (nil, let patient?):
            if Self.isMove(reason: reason, source: source) { moved.insert(patient) } else { patients.insert(patient) }
        case (nil, nil): break
        }
    }

    /// Whether an entry came of a call in which we were told that the patient has moved away.
    private static func isMove(reason: String, source: String) -> Bool {
        source == "call" && Outcome(rawValue: reason)?.saysMoved == true
    }

    /// Whether the patient is not called on any number.
    package func isStopped(_ patientID: String) -> Bool {
        patients.contains(PatientIdentity.key(patientID))
    }

    /// Puts what the list says of a patient into the facts: who has moved is in no recall, and a number that is somebody
    /// else's is none of the patient's.
    package func apply(to facts: inout PatientFacts, of patientID: String) {
        if moved.isEmpty, wrong.isEmpty { return }
        let key = PatientIdentity.key(patientID)
        if moved.contains(key) { facts.reminderSuppressed = true }
        if let wrong = wrong[key] { facts.numbers.removeAll { wrong.contains($0) } }
    }
}
