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

    /// Starts dialling again for a practice, or for all, and has a stopped account asked about at once. A clock
    /// that was not believed is taken as it is.
    ///
    /// - Parameters:
    ///   - practice: The practice; nil for all.
    ///   - makeVoice: Reads the key anew and makes the provider, which is asked how the account stands; nil where nobody is
    ///     to be asked. It is not used in a dry run.
    /// - Returns: What became of it, and what the provider said.
    /// - Throws: Why the store could not do it.
    package func resume(
        _ practice: PracticeContext?, asking makeVoice: (() throws -> ThrottledClient?)? = nil
    ) async throws(StoreError) -> OperationAnswer {
        let doubt = try await store.clock().doubt
        try await store.resume(practice: practice?.id ?? "", now: now)
        var notes: [String] = []
        if doubt != nil {
            let zone = (practice ?? configuration.practices.first)?.zone ?? .london
            notes.append("The clock of this machine is taken as it is: \(MomentWords.moment(now, zone)).")
        }
        var result = OperationAnswer.Result.done
        if let makeVoice, configuration.settings.isLive {
            let account = await Self.ask(makeVoice)
            notes.append(account.words)
            if account.needsPerson { result = .waits }
        }
        for practice in configuration.practices where await Planning.isFilePaused(practice, store: store) {
            notes.append("note: \(practice.id) stays paused by the PAUSE file in its shared folder.")
        }
        return OperationAnswer(
            result, "resume", [("practice", .text(practice?.id))],
            result == .done
                ? "Dialling goes on\(Self.named(practice))." : "Dialling is no longer paused\(Self.named(practice)).",
            details: notes)
    }

    /// Asks the provider how the account stands, with the key as it stands now.
    private static func ask(
        _ makeVoice: () throws -> ThrottledClient?
    ) async -> (words: String, needsPerson: Bool) {
        do {
            guard let voice = try makeVoice() else {
                return ("note: no key can be read from here; the service asks Bland with its own.", false)
            }
            _ = try await voice.account()
            return ("Bland takes the key.", false)
        } catch let error as ProviderError {
            switch error {
            case .accountWrong(let reason):
                return ("Bland takes no calls from us: \(reason). Put it right, then run recalld resume again.", true)
            case .unreachable, .tooOften, .refused, .unreadable, .cancelled:
                return ("note: Bland gave no answer (\(error)); the service asks again by itself.", false)
            }
        } catch {
            return ("note: the key cannot be read from here (\(error)); the service reads its own.", false)
        }
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
