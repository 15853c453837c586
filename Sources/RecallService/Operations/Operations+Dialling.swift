import RecallCore
package import RecallPorts

extension Operations {
    /// Stops dialling for a practice, or for all.
    package func pause(_ practice: PracticeContext?) async throws(StoreError) -> OperationAnswer {
        try await store.pause(practice: practice?.id ?? "", now: now)
        return OperationAnswer(
            .done, "pause", [("practice", .text(practice?.id))],
            "Dialling is paused\(Self.named(practice)). Calls in progress go on.",
            next: "Start it again with: recalld resume")
    }

    /// Starts dialling again for a practice, or for all, and has a stopped account asked about at once.
    package func resume(_ practice: PracticeContext?) async throws(StoreError) -> OperationAnswer {
        try await store.resume(practice: practice?.id ?? "", now: now)
        var notes: [String] = []
        for practice in configuration.practices where await Planning.isFilePaused(practice, store: store) {
            notes.append("note: \(practice.id) stays paused by the PAUSE file in its shared folder.")
        }
        return OperationAnswer(
            .done, "resume", [("practice", .text(practice?.id))], "Dialling goes on\(Self.named(practice)).",
            details: notes)
    }

    /// Has a stopped account asked about at once; one that is not stopped is left alone.
    package func askAboutAccount() async throws(StoreError) -> OperationAnswer {
        guard try await store.provider().word == .stopped else {
            return OperationAnswer(
                .cannot, "ask", [], "The telephone service takes calls; there is nothing to ask about.")
        }
        try await store.askAboutAccountSoon(now: now)
        return OperationAnswer(
            .done, "ask", [], "The telephone service is asked about the account at once.",
            next: "Calls go on by themselves if it takes them again.")
    }

    /// Lets a practice's folder stand anywhere, because it was moved.
    package func folderMoved(_ practice: PracticeContext) async throws(StoreError) -> OperationAnswer {
        try await store.forgetShare(practice: practice.id, now: now)
        return OperationAnswer(
            .done, "practice moved", [("practice", .string(practice.id))],
            "\(practice.settings.folder) is used as it stands.")
    }

    private static func named(_ practice: PracticeContext?) -> String { practice.map { " for \($0.id)" } ?? "" }
}
