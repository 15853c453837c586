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
        return forgotten.patients.contains(
            of(Forgotten.text(patientID: patientID, practice: practice), key: forgotten.key))
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
