package import RecallCore

/// Takes the patients of one export, inside its transaction.
package protocol PatientImport: AnyObject {
    /// Who must not be brought back.
    var forgotten: Forgotten { get }
    /// How many patients the export holds.
    var count: Int { get }
    /// Patients whose rows disagree about the date of birth.
    var conflicts: Set<String> { get }
    /// What the patients so far change of what was known.
    var change: ImportChange { get }

    /// Stores a patient; a second row of the same patient in one export is joined to the first.
    func add(_ patient: ImportedPatient) throws

    /// Notes that a row is of somebody who must not be brought back: whoever had the number before has it no more.
    func passOver(_ patient: ImportedPatient) throws

    /// Stops a number again that a forgotten person had stopped, now that somebody else has it.
    func stop(_ number: PhoneNumber, by entry: Forgotten.Number) throws
}
