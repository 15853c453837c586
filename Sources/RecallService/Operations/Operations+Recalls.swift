import RecallCore
package import RecallPorts

extension Operations {
    /// Holds one recall until it is released.
    package func hold(_ recall: String) async throws(StoreError) -> OperationAnswer {
        let isThere = try await store.mark(recall: recall, held: true, now: now)
        return Self.answer(
            isThere ? .done : .gone, "hold", recall, "Held.", next: "Release it with: recalld release \(recall)")
    }

    /// Lets a recall be called that was held, or that is urgent and waits for a person.
    package func release(_ recall: String) async throws(StoreError) -> OperationAnswer {
        let isThere = try await store.mark(recall: recall, held: false, released: true, now: now)
        return Self.answer(isThere ? .done : .gone, "release", recall, "Released.", next: nil)
    }

    /// Has one recall tried again that has ended, was cancelled or has used up its calls.
    package func retry(_ recall: String) async throws(StoreError) -> OperationAnswer {
        Self.answer(
            try await store.retry(recall: recall, now: now), "retry", recall, "It is tried again.",
            next: "The calls so far count no more; every other gate stays: see recalld plan.")
    }

    /// Ends one recall: it is not called again until somebody has it tried again.
    package func cancel(_ recall: String) async throws(StoreError) -> OperationAnswer {
        Self.answer(
            try await store.cancel(recall: recall, now: now), "cancel", recall,
            "Cancelled. A call in progress goes on.",
            next: "Take it back with: recalld retry \(recall)")
    }

    private static func answer(
        _ answer: RecallAnswer, _ operation: String, _ recall: String, _ done: String, next: String?
    ) -> OperationAnswer {
        let (result, sentence, next): (OperationAnswer.Result, String, String?) =
            switch answer {
            case .done: (.done, done, next)
            case .gone: (.notThere, "There is no recall \"\(recall)\".", "See: recalld plan --json")
            case .unsettled:
                (
                    .cannot, "A call of this recall is in progress, or nobody knows what came of it.",
                    "See recalld why, and recalld settle."
                )
            }
        return OperationAnswer(
            result, operation, [("recall", .string(recall))], word: answer.rawValue, sentence, next: next)
    }
}
