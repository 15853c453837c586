import RecallCore
import RecallPorts
import RecallSystem

/// The hashes by which a forgotten person is told from others.
enum PersonHash {
    /// The hash of a text under a key: HMAC-SHA-256 in hexadecimal digits.
    static func of(_ text: String, key: [UInt8]) -> String {
        Digest.hexadecimal(MessageAuthentication.code(for: Array(text.utf8), key: key))
    }

    /// Whether a patient of a practice was forgotten.
    static func isForgotten(_ patientID: String, of practice: String, in forgotten: Forgotten) -> Bool {
        guard !forgotten.patients.isEmpty else { return false }
        return isAny(
            [
                Forgotten.text(patientID: patientID, practice: practice),
                Forgotten.formerText(patientID: patientID, practice: practice),
            ], in: forgotten)
    }

    /// Whether the patient of a row was forgotten, under this number or another.
    static func isForgotten(_ patient: ImportedPatient, of practice: String, in forgotten: Forgotten) -> Bool {
        guard !forgotten.patients.isEmpty else { return false }
        return isForgotten(patient.patientID, of: practice, in: forgotten)
            || isAny(Forgotten.texts(recognising: patient.facts, practice: practice), in: forgotten)
    }

    private static func isAny(_ texts: [String], in forgotten: Forgotten) -> Bool {
        texts.contains { forgotten.patients.contains(of($0, key: forgotten.key)) }
    }

    /// Those of the numbers that a forgotten person had stopped.
    static func stopped(
        _ numbers: [PhoneNumber], in forgotten: Forgotten
    ) -> [(number: PhoneNumber, entry: Forgotten.Number)] {
        guard !forgotten.numbers.isEmpty else { return [] }
        return numbers.compactMap { number in
            forgotten.numbers[of(Forgotten.text(number: number), key: forgotten.key)].map { (number, $0) }
        }
    }
}
