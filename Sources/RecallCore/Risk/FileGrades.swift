/// The levels of all patients of one export taken together: a file that grades nobody tells that something clinical is
/// missing from it.
package struct FileGrades: Equatable, Sendable {
    /// Patients counted.
    package private(set) var patients = 0
    private var low = 0
    /// Patients of whom nothing clinical is known.
    private var unknown = 0

    package init() {}

    /// Counts one patient.
    package mutating func count(_ facts: PatientFacts, level: RiskLevel) {
        patients += 1
        if level == .low { low += 1 }
        if facts.isClinicalStatusUnknown { unknown += 1 }
    }

    /// What staff have to know of the file; nil where it grades its patients.
    package var warning: String? {
        guard patients > 0 else { return nil }
        if unknown == patients {
            return
                "The patients export tells nothing clinical: no column of conditions, no risk, no notes. Nobody can be "
                + "called by need until it does; all count as medium at least. Add those columns to the export."
        }
        if low == patients {
            return "Every patient of the export counts as low risk. That is rarely so: see whether its columns of "
                + "conditions and notes are filled in."
        }
        return nil
    }
}
