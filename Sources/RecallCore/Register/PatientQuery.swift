import Tabular

/// How a person names a patient to a command or on a page: by the practice's number for them, by telephone in any form, or by
/// the name or a part of it.
package struct PatientQuery: Sendable {
    /// How a patient came to be meant, the surest last.
    package enum Likeness: Int, Comparable, Sendable {
        /// A part of the name.
        case partOfName
        /// Whole words of the name.
        case name
        case telephone
        /// The number but for case and zeros in front.
        case number
        /// The number as it stands.
        case exactNumber

        package static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
    }

    /// What was typed, without blanks at its ends.
    package let text: String
    private let number: String
    private let phones: Set<PhoneNumber>
    private let words: [String]

    package init(_ text: String) {
        self.text = PhoneText.trimmed(text)
        number = PatientIdentity.key(self.text)
        let reading = PhoneReader.read(self.text)
        phones = Set([reading.number].compactMap(\.self) + reading.also)
        words = Self.words(self.text)
    }

    /// How a patient is meant; nil where they are not.
    ///
    /// - Parameters:
    ///   - patientID: The practice's number for them.
    ///   - name: Their name.
    ///   - numbers: Their telephones.
    /// - Returns: The surest way in which they are meant.
    package func likeness(
        patientID: String, name: PersonName, numbers: some Sequence<PhoneNumber>
    ) -> Likeness? {
        if patientID == text { return .exactNumber }
        if !number.isEmpty, PatientIdentity.key(patientID) == number { return .number }
        if !phones.isEmpty { return numbers.contains(where: phones.contains) ? .telephone : nil }
        // A single letter is part of nearly every name.
        guard !words.isEmpty, words.contains(where: { $0.count > 1 }) else { return nil }
        let own = Self.words([name.title, name.first, name.last].joined(separator: " "))
        if words.allSatisfy(own.contains) { return .name }
        return words.allSatisfy { word in own.contains { $0.contains(word) } } ? .partOfName : nil
    }

    /// Of all patients those who are meant: where one is meant surely, others who are meant less surely are not.
    package static func chosen<Found>(_ found: [(patient: Found, likeness: Likeness)]) -> [Found] {
        let best = found.map(\.likeness).max()
        return found.filter { $0.likeness == best }.map(\.patient)
    }

    private static func words(_ text: String) -> [String] {
        NearestForm.folded(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}

extension PatientQuery: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹query›" }
    package var debugDescription: String { description }
}
