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
    ///   - runs: Whether the daemon runs, without which nothing goes on.
    ///   - makeVoice: Reads the key anew and makes the provider, which is asked how the account stands; nil where nobody is
    ///     to be asked. It is not used in a dry run.
    /// - Returns: What became of it, and what the provider said.
    /// - Throws: Why the store could not do it.
    package func resume(
        _ practice: PracticeContext?, daemonRuns runs: Bool = true,
        asking makeVoice: (() throws -> ThrottledClient?)? = nil
    ) async throws(StoreError) -> OperationAnswer {
        let doubt = try await store.clock().doubt
        try await store.resume(practice: practice?.id ?? "", now: now)
        let zone = (practice ?? configuration.practices.first)?.zone ?? .london
        var notes: [String] = []
        if doubt != nil {
            notes.append("The clock of this machine is taken as it is: \(MomentWords.moment(now, zone)).")
        }
        // What still holds calls, of all that was to go on; without any of it they go on.
        var stops: [String] = []
        if let practice, try await store.limits(practice: practice.id, today: zone.day(of: now)).isPaused {
            stops.append("The pause for all practices still stands, so nobody is called. End it with: recalld resume")
        }
        if let makeVoice {
            let account = configuration.settings.isLive ? await Self.ask(makeVoice) : nil
            if let account {
                if let wrong = account.wrong {
                    stops.append(account.words)
                    // The service asks with the key that it has then, and goes on where that one is taken.
                    try await store.setProvider(.stopped, reason: wrong, now: now)
                    try await store.askAboutAccountSoon(now: now)
                } else {
                    notes.append(account.words)
                }
            }
        }
        let needsPerson = !stops.isEmpty
        if !configuration.settings.isLive {
            stops.append("This is a dry run: Bland is not asked, and nobody is called.")
        }
        if !runs { stops.append("recalld does not run, so nobody is called. Start it: systemctl start recalld") }
        let meant = practice.map { [$0] } ?? configuration.practices
        var pausedByFile: [String] = []
        for practice in meant where !practice.settings.folder.isEmpty {
            if await Planning.isFilePaused(practice, store: store) { pausedByFile.append(practice.id) }
        }
        let files = pausedByFile.map { "\($0) stays paused by the PAUSE file in its shared folder." }
        // Where one of several goes on, the file of another is a note.
        if pausedByFile.count == meant.count { stops += files } else { notes += files.map { "note: \($0)" } }
        return OperationAnswer(
            needsPerson ? .waits : .done, "resume", [("practice", .text(practice?.id))],
            stops.isEmpty
                ? "Dialling goes on\(Self.named(practice))."
                : "Dialling is no longer paused by command\(Self.named(practice)).",
            details: stops + notes)
    }

    /// Asks the provider how the account stands, with the key as it stands now.
    private static func ask(
        _ makeVoice: () throws -> ThrottledClient?
    ) async -> (words: String, wrong: String?) {
        do {
            guard let voice = try makeVoice() else {
                return ("Bland was not asked: no key can be read from here. The service asks with its own.", nil)
            }
            _ = try await voice.account()
            return ("Bland takes the key: it was asked just now.", nil)
        } catch let error as ProviderError {
            switch error {
            case .accountWrong(let reason):
                return (
                    "Bland takes no calls from us, asked just now: \(reason). Put it right, then run recalld resume again.",
                    reason
                )
            case .unreachable(let reason):
                return (
                    "Bland cannot be reached (\(reason)). Calls wait, and go on by themselves when it answers.", nil
                )
            case .tooOften, .refused, .unreadable, .cancelled:
                return (
                    "Bland was asked and gave no answer of use (\(error)). The service asks again by itself.", nil
                )
            }
        } catch {
            return (
                "Bland was not asked: the key cannot be read from here (\(error)). The service reads its own.", nil
            )
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
    ///
    /// - Parameter practice: The practice.
    /// - Returns: What became of it.
    /// - Throws: `FileError` where the folder cannot be read, or is not this practice's; `StoreError`.
    package func folderMoved(_ practice: PracticeContext) async throws -> OperationAnswer {
        try await PracticeShare.moved(practice, store: store, now: now)
        return OperationAnswer(
            .done, "practice moved", [("practice", .string(practice.id))],
            "\(practice.settings.folder) is used as it stands.")
    }

    private static func named(_ practice: PracticeContext?) -> String { practice.map { " for \($0.id)" } ?? "" }
}
