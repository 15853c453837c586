/// A patient's row, ready to be stored.
package struct ImportedPatient: Sendable {
    package var patientID: String
    package var read: ReadRow
    package var facts: PatientFacts
    /// What tells one recall of the patient from the next.
    package var cycle: String
    /// What earlier exports said of the patient and this one is silent about.
    package var kept: [KeptCell] = []

    package init(patientID: String, read: ReadRow, facts: PatientFacts, cycle: String) {
        self.patientID = patientID
        self.read = read
        self.facts = facts
        self.cycle = cycle
    }
}

extension ImportedPatient {
    /// The patient of a row; nil for a row that cannot be used.
    ///
    /// - Parameters:
    ///   - row: The row as it was read.
    ///   - memo: What earlier rows of the export came to.
    ///   - digest: A digest of a text in hexadecimal digits.
    package init?(row: ReadRow, memo: inout RowMemo, digest: (String) -> String) {
        guard !row.problems.contains(where: \.isFatal) else { return nil }
        let read = RowMerger.aboutLenses(row)
        self.init(read: read, id: PatientIdentity.id(of: read, digest: digest), memo: &memo)
    }

    private init(read: ReadRow, id: String, memo: inout RowMemo) {
        let facts = PatientFacts(row: read, memo: &memo)
        self.init(patientID: id, read: read, facts: facts, cycle: RecallCycle.cycle(of: facts))
    }

    /// The patient of two rows of one export that give the same id.
    package static func joined(_ first: ImportedPatient, _ second: ImportedPatient) -> ImportedPatient {
        var memo = RowMemo()
        return ImportedPatient(
            read: RowMerger.merge(first.read, second.read), id: first.patientID, memo: &memo)
    }

    /// Whether the two rows are about different people: both give a date of birth, and not the same; or, where the numbers
    /// differ as they are written, a date of birth is missing and the names are not the same.
    package func isInConflict(with other: ImportedPatient) -> Bool {
        guard let one = read.dates[.dateOfBirth], let another = other.read.dates[.dateOfBirth] else {
            return patientID != other.patientID && !read.name.isSame(as: other.read.name)
        }
        return one != another
    }
}

extension ImportedPatient: CustomStringConvertible {
    package var description: String { "‹imported patient›" }
}
