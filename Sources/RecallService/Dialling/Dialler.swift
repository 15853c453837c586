import Logging
import RecallCore
import RecallPorts
import RecallSystem
import ServiceLifecycle
import Synchronization

/// Dials recalls whose time has come: the intent is stored first, then the request leaves, once.
package final class Dialler: PollingService {
    package let name = "dialler"
    package let waitsUntilReady = true
    package let runtime: Runtime
    /// Every call that ends gives the wake signal; of many at once, one run sees to all.
    package let leastPause = Duration.milliseconds(250)

    package var wakeSignal: WakeSignal { runtime.diallerSignal }

    /// What the plan of each practice was last made from.
    private let planned = Mutex<[String: PlanBasis]>([:])
    private let backoff = Mutex(ProviderBackoff())
    /// Whether a plan has left memory behind that is to be given back; not before the run that made it is over.
    private let hasLeftMemory = Mutex(false)

    package init(runtime: Runtime) { self.runtime = runtime }

    /// Seconds between two questions whether a stopped account works again.
    private static let accountAge = 900

    package func runOnce() async throws -> Duration {
        if hasLeftMemory.withLock({ $0 }), try await runtime.giveBackMemory() {
            hasLeftMemory.withLock { $0 = false }
        }
        try await recover()
        try await askAboutAccount()
        let rest = try await makePlans()
        let pause = try await dial()
        return rest.map { min($0, pause) } ?? pause
    }

    /// Dials what is due, and says how long nothing more is likely to be.
    private func dial() async throws -> Duration {
        let setup = runtime.current
        let settings = setup.configuration.settings
        guard settings.isLive, let voice = setup.voice else { return .seconds(20) }
        let ids = setup.configuration.practices.map(\.id)
        if let wait = backoff.withLock({ $0.wait(at: runtime.now) }) { return min(wait, .seconds(20)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            var tried: Set<String> = []
            var hasTurn = false
            dialling: while !Task.isShuttingDownGracefully, !Task.isCancelled {
                let waiting = backoff.withLock { $0.waitingRecalls(at: runtime.now) }
                let due = try await runtime.store.dueRecalls(
                    practices: ids, now: runtime.now, limit: 50, without: waiting.union(tried))
                guard !due.isEmpty else { break }
                for recall in due {
                    // First the turn, then the question whether the call may be placed: between that and the request nothing
                    // is waited for.
                    if !hasTurn {
                        do { try await voice.turn() } catch { break dialling }
                        hasTurn = true
                    }
                    let setup = runtime.current
                    guard !Task.isShuttingDownGracefully, setup.configuration.settings.isLive else { break dialling }
                    tried.insert(recall.recall)
                    runtime.progress.note(name)
                    switch try await begin(recall, setup) {
                    case .begun(let subject):
                        hasTurn = false
                        CrashPoint.reached(.attemptStored)
                        runtime.placements.note(subject.attempt.id, at: runtime.steadyNow)
                        group.addTask { try await self.place(subject, setup, voice) }
                    case .busy:
                        break dialling
                    case .shut, .gone:
                        continue
                    }
                    if backoff.withLock({ $0.wait(at: runtime.now) }) != nil { break dialling }
                }
            }
            try await group.waitForAll()
        }
        let now = runtime.now
        let next = [
            try await runtime.store.nextDue(practices: ids, after: now),
            backoff.withLock { $0.nextRecall(after: now) },
        ].compactMap(\.self).min()
        return .milliseconds(max(50, min(20_000, next.map { Int($0.milliseconds - now.milliseconds) } ?? 20_000)))
    }

    /// Attempts that are being placed though no request is on its way: what became of them could not be stored, because
    /// the disk was full, say. Each run waits for its own requests, so at its beginning there is none.
    private func recover() async throws {
        let lost = try await runtime.store.recoverPlacing(now: runtime.steadyNow)
        guard lost > 0 else { return }
        runtime.logger.warning(
            "what became of requests could not be stored; their calls are looked for", metadata: ["count": "\(lost)"])
        await runtime.pollerSignal.wake()
    }

    // MARK: The plan

    /// Makes the plans that something has changed, that have grown old, or that are of another day.
    ///
    /// - Returns: how long until a plan has rested that is to be made anew; nil where there is none.
    private func makePlans() async throws -> Duration? {
        var rest: Duration?
        let dirty = runtime.takeDirty()
        let configuration = runtime.configuration
        for practice in configuration.practices {
            let now = runtime.now
            let basis = try await PlanBasis(practice, runtime)
            if let last = planned.withLock({ $0[practice.id] }) {
                if !dirty.contains(practice.id), last.holds(basis) { continue }
                if let left = last.rest(basis) {
                    runtime.keepDirty(practice.id)
                    rest = min(rest ?? left, left)
                    continue
                }
            }
            runtime.progress.note(name)
            let made = try await Planning.plan(
                practice, settings: configuration.settings, store: runtime.store, at: now, into: Made(basis: basis)
            ) { $0.add($1) }
            let told = try await runtime.store.storeQueue(
                practice: practice.id, queue: made.queue, now: now,
                task: configuration.settings.isLive
                    ? { @Sendable in
                        $0.event(
                            id: Identifier.make("e", at: now), about: $1, name: $2.name, at: now, zone: practice.zone)
                    } : nil)
            CrashPoint.reached(.planStored)
            if told > 0 { await runtime.outboxSignal.wake() }
            planned.withLock { $0[practice.id] = made.basis }
            await runtime.show(made.tallies, of: practice.id)
            hasLeftMemory.withLock { $0 = true }
        }
        return rest
    }

    /// What the dialler keeps of a plan.
    private struct Made: Sendable {
        var basis: PlanBasis
        var queue = PlannedQueue()
        var tallies = PlanTallies()

        mutating func add(_ line: PlanLine) {
            basis.add(line)
            queue.add(line)
            tallies.add(line)
        }
    }

    // MARK: Calls

    private func begin(_ recall: DueRecall, _ setup: Runtime.Setup) async throws -> AttemptBeginning {
        guard let practice = setup.configuration.practice(recall.practice) else { return .gone }
        let settings = setup.configuration.settings
        let isFilePaused = await Planning.isFilePaused(practice, store: runtime.store)
        let now = runtime.now
        let beginning = try await runtime.store.beginAttempt(
            recall: recall, id: Identifier.make("a", at: now), now: now, localTime: practice.zone.local(now),
            maxConcurrent: settings.bland.maxConcurrent, maxCallMinutes: settings.bland.maxCallMinutes,
            slots: practice.rules.slots, staleAfterDays: practice.rules.recall.staleAfterDays,
            context: Planning.context(
                practice, settings: settings, now: now, isFilePaused: isFilePaused))
        if case .shut(let decision) = beginning {
            // The next plan finds out more; until then the recall is not tried again at every turn.
            let later = now.adding(seconds: 60)
            try await runtime.store.postpone(
                recall: recall.recall, until: decision.nextAttemptAt.map { max($0, later) })
        }
        return beginning
    }

    /// Sends the request of a stored attempt, once, and stores what became of it.
    private func place(_ subject: CallSubject, _ setup: Runtime.Setup, _ voice: ThrottledClient) async throws {
        let attempt = subject.attempt
        guard let practice = setup.configuration.practice(attempt.practice) else { return }
        if attempt.phone.isDrama, !setup.configuration.settings.bland.isLoopback {
            // Numbers of films: test data that went astray. Nobody is called, and the number is no longer tried.
            try await refuse(attempt, practice)
            return
        }
        let request = AttemptRequest(practice: practice, script: setup.configuration.shipped.script).make(subject)
        let result = await voice.place(request)
        CrashPoint.reached(.requestAnswered)
        log(result, attempt)
        try await carryOut(
            .after(result), attempt, practice, pollSeconds: setup.configuration.settings.bland.pollSeconds)
    }

    /// Does what was decided of a request that was answered, or whose answer was lost.
    private func carryOut(
        _ decision: PlacementDecision, _ attempt: Attempt, _ practice: PracticeContext, pollSeconds: Int
    ) async throws {
        // Before anything is stored, for whoever begins attempts meanwhile looks at it.
        pause(decision.pause, recall: attempt.recall)
        // And a stopped account before the attempt is given back: it makes room for the next one to begin.
        let isStopped: Bool = if case .accountStopped? = decision.news { true } else { false }
        if isStopped { try await note(decision.news) }
        switch decision.attempt {
        case .follow(let callID):
            guard try await follow(attempt, callID: callID, pollSeconds: pollSeconds) else { return }
        case .lookFor: try await lookFor(attempt)
        case .giveBack: try await giveBack(attempt)
        case .endRefused: try await refuse(attempt, practice)
        case .setAside(let reason): try await setAside(attempt, practice, reason: reason)
        }
        if !isStopped { try await note(decision.news) }
        if decision.looksForOthers, try await runtime.store.pollSoon(phone: attempt.phone, now: runtime.steadyNow) {
            await runtime.pollerSignal.wake()
        }
    }

    private func pause(_ pause: PlacementDecision.Pause, recall: String) {
        let now = runtime.now
        backoff.withLock { backoff in
            switch pause {
            case .none: break
            case .over: backoff.succeed()
            case .provider(let seconds): backoff.fail(at: now, asked: seconds)
            case .recall(let seconds): backoff.postpone(recall, at: now, until: now.adding(seconds: seconds))
            }
        }
    }

    /// Follows a call that the provider has taken; where it names one that is another attempt's, nobody knows what became
    /// of this request.
    ///
    /// - Returns: Whether the answer can be believed.
    private func follow(_ attempt: Attempt, callID: String, pollSeconds: Int) async throws -> Bool {
        let isAccepted = try await runtime.store.accept(
            attempt: attempt.id, callID: callID, nextPollAt: runtime.steadyNow.adding(seconds: pollSeconds))
        if !isAccepted, try await runtime.store.attempt(attempt.id)?.state == .placing {
            runtime.logger.warning(
                "the answer names another attempt's call, and the call is looked for",
                metadata: ["attempt": "\(attempt.id)"])
            try await lookFor(attempt)
            return false
        }
        CrashPoint.reached(.acceptStored)
        await runtime.pollerSignal.wake(unlessWithin: .seconds(pollSeconds))
        await runtime.pageSignal.wake()
        return true
    }

    private func lookFor(_ attempt: Attempt) async throws {
        let now = runtime.steadyNow
        _ = try await runtime.store.markUnknown(
            attempt: attempt.id, now: now, nextPollAt: now.adding(seconds: PollRule.secondsBeforeSearch))
        CrashPoint.reached(.lossStored)
        await runtime.pollerSignal.wake()
        await runtime.pageSignal.wake()
    }

    private func giveBack(_ attempt: Attempt) async throws {
        _ = try await runtime.store.markNotPlaced(attempt: attempt.id)
        CrashPoint.reached(.voidStored)
        await runtime.markDirty(attempt.practice)
    }

    private func refuse(_ attempt: Attempt, _ practice: PracticeContext) async throws {
        let now = runtime.now
        let record = OutcomeRecord(practice: practice)
        _ = try await runtime.store.finishAttempt(attempt: attempt.id, from: [.placing], now: now) {
            record.refusal($0, now: now)
        }
        CrashPoint.reached(.refusalStored)
        await runtime.outboxSignal.wake()
        await runtime.markDirty(attempt.practice)
    }

    /// Sets the recall of a request aside that was refused for what stands in it; too many in a row stop dialling.
    private func setAside(_ attempt: Attempt, _ practice: PracticeContext, reason: String) async throws {
        let now = runtime.now
        let record = OutcomeRecord(practice: practice)
        let inARow = try await runtime.store.setAside(attempt: attempt.id, now: now) {
            record.refusedEvents($0, reason: reason, now: now)
        }
        CrashPoint.reached(.voidStored)
        if let inARow, let note = ProviderRule.note(refusedInARow: inARow, reason: reason) {
            pause(.provider(seconds: nil), recall: attempt.recall)
            try await runtime.store.setProvider(note.word, reason: note.reason, now: now)
            runtime.logger.error("dialling has stopped", metadata: ["why": "\(note.reason ?? "")"])
            await markAllDirty()
        }
        await runtime.outboxSignal.wake()
        await runtime.markDirty(attempt.practice)
    }

    private func log(_ result: PlacementResult, _ attempt: Attempt) {
        let logger = runtime.logger
        logger.info("a call was asked for", metadata: ["attempt": "\(attempt.id)", "result": "\(result.word)"])
        switch result {
        case .perhapsCalled(let reason):
            logger.warning(
                "an answer was lost, and the call is looked for",
                metadata: ["attempt": "\(attempt.id)", "why": "\(reason)"])
        case .accountWrong(let reason):
            logger.error(
                "dialling has stopped: the account or its configuration is wrong", metadata: ["why": "\(reason)"])
        case .requestWrong(let reason):
            logger.warning(
                "a request was refused; its recall is set aside",
                metadata: ["attempt": "\(attempt.id)", "why": "\(reason)"])
        case .accepted, .nobodyCalled, .sameNumberTooSoon, .numberRefused: break
        }
    }

    // MARK: The provider

    private func note(_ news: PlacementDecision.ProviderNews?) async throws {
        guard let news else { return }
        let known = try await runtime.store.provider()
        if let note = ProviderRule.note(news, known: known, now: runtime.now) {
            try await runtime.store.setProvider(note, known: known, now: runtime.now)
            await runtime.pageSignal.wake()
        }
        switch news {
        case .accountStopped: await markAllDirty()
        case .works, .unreachable: break
        }
    }

    /// Asks, every quarter of an hour and when staff resume dialling, whether an account works again that was stopped. The
    /// key is read anew first.
    private func askAboutAccount() async throws {
        let state = try await runtime.store.provider()
        guard state.word == .stopped, abs(runtime.now.seconds(since: state.askedAt)) >= Self.accountAge else { return }
        do {
            try runtime.readKeyAnew()
        } catch {
            runtime.logger.error("the key could not be read again; the old one stays", metadata: ["why": "\(error)"])
        }
        guard let voice = runtime.current.voice else { return }
        do {
            _ = try await voice.account()
            try await runtime.store.setProvider(.ok, reason: nil, now: runtime.now)
            backoff.withLock { $0.forget() }
            runtime.logger.notice("the account works again; dialling goes on")
            await markAllDirty()
        } catch let error as ProviderError {
            try await runtime.store.setProvider(.stopped, reason: state.reason, now: runtime.now)
            runtime.logger.warning("the account is still stopped", metadata: ["why": "\(error)"])
        }
    }

    private func markAllDirty() async {
        for practice in runtime.configuration.practices { await runtime.markDirty(practice.id) }
    }
}

extension PlacementResult {
    /// One word for logs.
    fileprivate var word: String {
        switch self {
        case .accepted: "accepted"
        case .nobodyCalled: "nobody_called"
        case .sameNumberTooSoon: "same_number_too_soon"
        case .perhapsCalled: "perhaps_called"
        case .numberRefused: "number_refused"
        case .accountWrong: "account_wrong"
        case .requestWrong: "request_wrong"
        }
    }
}
