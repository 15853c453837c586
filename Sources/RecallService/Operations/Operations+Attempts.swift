import RecallCore
package import RecallPorts

extension Operations {
    /// Settles an unknown attempt as staff have found it to be.
    package func settle(_ id: String, as finding: StaffFinding) async throws(StoreError) -> OperationAnswer {
        let subject: [(String, JSONValue)] = [("attempt", .string(id)), ("outcome", .string(finding.word))]
        if let practice = try await store.attempt(id)?.practice, let wrong = configuration.wrongPractice(practice) {
            return OperationAnswer(.cannot, "settle", subject, "\(practice): \(wrong.words).")
        }
        guard try await isSettled(id, finding) else {
            return OperationAnswer(.notThere, "settle", subject, "There is no unknown attempt \"\(id)\".")
        }
        return OperationAnswer(.done, "settle", subject, "Settled.")
    }

    /// Whether there was such an attempt and it is settled now.
    private func isSettled(_ id: String, _ finding: StaffFinding) async throws(StoreError) -> Bool {
        guard let attempt = try await store.attempt(id), let practice = configuration.practice(attempt.practice) else {
            return false
        }
        let record = OutcomeRecord(practice: practice)
        let now = now
        switch finding {
        case .notCalled:
            return try await store.markNotCalled(attempt: id, now: now) { record.notCalledEvents($0, now: now) }
        case .outcome(let outcome):
            let settled = try await store.finishAttempt(attempt: id, from: [.unknown], now: now) {
                record.settlementByStaff($0, outcome: outcome, now: now)
            }
            return settled != nil
        }
    }
}
