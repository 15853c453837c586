/// What a patient is known by from one export to the next.
package enum PatientIdentity {
    /// The id of a row's patient: the number that the export gives, or one that is derived where it gives none.
    ///
    /// A derived id is made of the name and the date of birth, so that it stays the same while these do. A row that lacks
    /// them has a fatal problem and is not used.
    ///
    /// - Parameters:
    ///   - row: The row as it was read.
    ///   - digest: A digest of a text in hexadecimal digits.
    /// - Returns: The id.
    package static func id(of row: ReadRow, digest: (String) -> String) -> String {
        row.text(.patientID) ?? derived(from: row, digest: digest)
    }

    private static func derived(from row: ReadRow, digest: (String) -> String) -> String {
        let text = [
            row.name.last.lowercased(), row.name.first.lowercased(), row.dates[.dateOfBirth]?.description ?? "",
        ].joined(separator: "|")
        return "x-" + digest(text).prefix(derivedDigits)
    }

    /// Hexadecimal digits of a derived id: of 100,000 patients two share one in a case out of 50,000.
    private static let derivedDigits = 12
}
