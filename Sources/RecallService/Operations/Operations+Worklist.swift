import RecallCore
package import RecallPorts

extension Operations {
    /// Ends a task or a change of contact that somebody has dealt with.
    package func taskDone(_ id: String) async throws(StoreError) -> OperationAnswer {
        let subject: [(String, JSONValue)] = [("event_id", .string(id))]
        guard try await store.endLine(id, now: now) else {
            return OperationAnswer(
                .notThere, "ack", subject, "There is no open task \"\(id)\".", next: "See: recalld tasks --changes")
        }
        return OperationAnswer(.done, "ack", subject, "Done.")
    }

    /// Notes that an alert has been seen.
    ///
    /// - Parameters:
    ///   - code: The alert; nil for every one, of which there may be none.
    ///   - practice: Those of one practice, and those of no practice; nil for all.
    /// - Returns: How many had not been seen before.
    /// - Throws: What the store says.
    package func acknowledge(code: String?, practice: PracticeContext?) async throws(StoreError) -> OperationAnswer {
        let subject: [(String, JSONValue)] = [("code", .text(code)), ("practice", .text(practice?.id))]
        let count = try await store.acknowledge(code: code, practice: practice?.id, now: now)
        guard count > 0 || code == nil else {
            return OperationAnswer(
                .notThere, "ack", subject, "There is no failure \"\(code ?? "")\".", next: "See: recalld status")
        }
        return OperationAnswer(
            .done, "ack", subject,
            count == 1 ? "One failure is acknowledged." : "\(count) failures are acknowledged.")
    }

    /// Ends a task, or notes that an alert has been seen: whichever has that name.
    package func done(with what: String, practice: PracticeContext?) async throws(StoreError) -> OperationAnswer {
        let task = try await taskDone(what)
        if task.result == .done { return task }
        let alert = try await acknowledge(code: what, practice: practice)
        if alert.result == .done { return alert }
        return OperationAnswer(
            .notThere, "ack", [("what", .string(what))], "There is no failure and no open task \"\(what)\".",
            next: "See: recalld status, recalld tasks --changes")
    }
}
