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
    /// Whether the key lies in the store itself, and so in its backups.
    package var isKeyInside = false
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
    package static func text(patientID: String, practice: String) -> String {
        "patient|\(practice)|\(PatientIdentity.key(patientID))"
    }

    /// What was hashed of a patient before numbers were compared without zeros and case.
    package static func formerText(patientID: String, practice: String) -> String {
        "patient|\(practice)|\(patientID)"
    }

    /// What is hashed of a person, who may come back under another number: name, date of birth and each telephone; a
    /// person without a telephone is known by name and date of birth alone. Nothing where one of these two is missing.
    package static func texts(of facts: PatientFacts, practice: String) -> [String] {
        person(facts, practice).map { person in
            facts.numbers.isEmpty ? [person + "|any", person] : facts.numbers.map { "\(person)|\($0.e164)" } + [person]
        } ?? []
    }

    /// The texts by which a record would be known as that of a forgotten person.
    package static func texts(recognising facts: PatientFacts, practice: String) -> [String] {
        person(facts, practice).map { person in
            [person + "|any"] + (facts.numbers.isEmpty ? [person] : facts.numbers.map { "\(person)|\($0.e164)" })
        } ?? []
    }

    private static func person(_ facts: PatientFacts, _ practice: String) -> String? {
        guard let birth = facts.birth, let name = facts.name.key else { return nil }
        return "person|\(practice)|\(name)|\(birth)"
    }

    /// What is hashed of a number.
    package static func text(number: PhoneNumber) -> String { "number|\(number.e164)" }
}

extension Forgotten: CustomStringConvertible {
    package var description: String { "‹\(patients.count) forgotten›" }
}
