import RecallCore
import RecallPorts

extension Operations {
    /// Erases a person's data; the wish not to be called stays as a hash.
    ///
    /// - Parameters:
    ///   - patientID: The patient's number in the practice's system.
    ///   - practice: The practice.
    /// - Returns: What was erased, or why nothing was.
    /// - Throws: `StoreError`, or `FileError` where the shared folder cannot be read or the page not be written.
    package func forget(_ patientID: String, of practice: PracticeContext) async throws -> OperationAnswer {
        let subject: [(String, JSONValue)] = [("practice", .string(practice.id))]
        switch try await Forgetting(configuration: configuration, store: store, now: now).forget(patientID, practice) {
        case .unknown:
            return OperationAnswer(.notThere, "forget", subject, "\(practice.id) has no patient \"\(patientID)\".")
        case .inCall:
            return OperationAnswer(
                .cannot, "forget", subject,
                "A call to this patient is in progress, or nobody knows yet what came of it.",
                next: "Wait until it has ended, or settle it with recalld settle, and try again. Nothing was erased.")
        case .waiting:
            return OperationAnswer(
                .cannot, "forget", subject, "Results about this patient wait to be written to the outbox.",
                next: "Let recalld write them, and try again. Nothing was erased.")
        case .erased(let report):
            return OperationAnswer(.done, "", details: report.lines, json: report.json)
        }
    }
}
