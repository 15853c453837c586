import GRDB

/// What narrows a question to some patients. They are told as one value, so that SQLite need not read the question
/// anew for each call.
enum Chosen {
    private static let keys = "SELECT value FROM json_each(?)"
    static let patients = " AND patient.id IN (\(keys))"
    /// All that the patients have; the recalls of a plan are called on no others.
    static let numbers = " AND phone IN (SELECT phone FROM patient_number WHERE patient IN (\(keys)))"

    static func arguments(_ patients: Set<Int64>) -> StatementArguments {
        ["[\(patients.sorted().map(String.init).joined(separator: ","))]"]
    }
}
