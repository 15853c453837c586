import RecallCore
package import RecallPorts

extension Operations {
    /// Puts a number or a patient on the do-not-call list.
    package func stop(_ subject: StopSubject, reason: String) async throws(StoreError) -> OperationAnswer {
        let entry = Stop(
            practice: subject.practice, phone: subject.phone, patientID: subject.patientID, reason: reason,
            source: AuditActor.staff)
        let isNew = try await store.addStop(entry, now: now)
        return OperationAnswer(
            .done, "suppress", Self.members(subject), word: isNew ? nil : "there_already",
            isNew ? "Never called from now on." : "It was on the list already.")
    }

    /// Takes a number or a patient off the do-not-call list; those who were forgotten may come back.
    package func endStop(_ subject: StopSubject, reason: String) async throws(StoreError) -> OperationAnswer {
        let ended = try await store.endStops(
            practice: subject.practice, phone: subject.phone, patientID: subject.patientID,
            hashes: Forgetting.hashes(of: subject, in: try await store.forgotten()), reason: reason, now: now)
        guard ended > 0 else {
            return OperationAnswer(
                .notThere, "unsuppress", Self.members(subject), "There is no such entry on the list.")
        }
        return OperationAnswer(
            .done, "unsuppress", Self.members(subject), "Off the list.",
            next: "The export, the patient's record and the other gates still decide.")
    }

    private static func members(_ subject: StopSubject) -> [(String, JSONValue)] {
        [
            ("practice", .text(subject.practice)), ("phone", .text(subject.phone?.e164)),
            ("patient_id", .text(subject.patientID)),
        ]
    }
}
