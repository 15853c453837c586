package import RecallCore

/// An entry of the do-not-call list.
package struct Stop: Equatable, Sendable {
    /// Nil where it counts for every practice.
    package var practice: String?
    package var phone: PhoneNumber?
    package var patientID: String?
    package var reason: String
    /// Who asked: `staff`, `call`, `export`, `provider`.
    package var source: String

    package init(practice: String?, phone: PhoneNumber?, patientID: String?, reason: String, source: String) {
        self.practice = practice
        self.phone = phone
        self.patientID = patientID
        self.reason = reason
        self.source = source
    }
}
