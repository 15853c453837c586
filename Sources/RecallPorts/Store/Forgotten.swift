package import RecallCore

/// Who was forgotten, as hashes under a key that stands beside them.
package struct Forgotten: Sendable {
    /// The stop of a number that only forgotten people had.
    package struct Number: Equatable, Sendable {
        /// Nil where it counts for every practice.
        package var practice: String?
        package var reason: String
        package var source: String

        package init(practice: String? = nil, reason: String, source: String) {
            self.practice = practice
            self.reason = reason
            self.source = source
        }
    }

    package var key: [UInt8]
    package var patients: Set<String>
    package var numbers: [String: Number]

    package var isEmpty: Bool { patients.isEmpty && numbers.isEmpty }

    package init(key: [UInt8], patients: Set<String>, numbers: [String: Number]) {
        self.key = key
        self.patients = patients
        self.numbers = numbers
    }
}

extension Forgotten {
    /// What is hashed of a patient.
    package static func text(patientID: String, practice: String) -> String { "patient|\(practice)|\(patientID)" }

    /// What is hashed of a number.
    package static func text(number: PhoneNumber) -> String { "number|\(number.e164)" }
}

extension Forgotten: CustomStringConvertible {
    package var description: String { "‹\(patients.count) forgotten›" }
}
