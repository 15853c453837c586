package import RecallCore

/// A patient whom somebody has named.
package struct FoundPatient: Equatable, Sendable {
    package var practice: String
    package var patientID: String
    package var name: PersonName
    /// Every telephone that the newest export gives.
    package var numbers: [PhoneNumber]
    /// The current recall.
    package var recallID: String
    package var likeness: PatientQuery.Likeness

    package init(
        practice: String, patientID: String, name: PersonName, numbers: [PhoneNumber], recallID: String,
        likeness: PatientQuery.Likeness
    ) {
        self.practice = practice
        self.patientID = patientID
        self.name = name
        self.numbers = numbers
        self.recallID = recallID
        self.likeness = likeness
    }

    /// The patient of a row, where a query means them.
    package init?(
        practice: String, patientID: String, read: ReadRow, recallID: String, query: PatientQuery
    ) {
        let numbers = read.phones.flatMap { [$0.reading.number].compactMap(\.self) + $0.reading.also }
        guard let likeness = query.likeness(patientID: patientID, name: read.name, numbers: numbers) else { return nil }
        self.init(
            practice: practice, patientID: patientID, name: read.name, numbers: numbers, recallID: recallID,
            likeness: likeness)
    }
}

extension FoundPatient: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "‹patient of \(practice)›" }
    package var debugDescription: String { description }
}
