import Bland
import Logging
import RecallCore
import RecallStore
import RecallSystem
import ServiceLifecycle
import Synchronization

/// Dials recalls whose time has come: the intent is stored first, then the request leaves, once.
package final class Dialler: RoundService {
    package let name = "dialler"
    package let runtime: Runtime

    package var bell: Bell { runtime.diallerBell }

    /// When the plan of each practice was last made, and for which local day.
    private let planned = Mutex<[String: (at: Instant, day: Day)]>([:])
    /// Until when no request is sent, because Bland asked for patience.
    private let patience = Mutex<Instant?>(nil)

    package init(runtime: Runtime) { self.runtime = runtime }

    /// Seconds after which a plan is made anew though nothing is known to have changed.
    private static let planAge = 600
    /// Seconds between two questions whether a stopped account works again.
    private static let accountAge = 900

    package func round() async throws -> Duration {
        try await askAboutAccount()
        try await makePlans()
        let setup = runtime.current
        let settings = setup.installation.settings
        guard settings.isLive, let bland = setup.bland else { return .seconds(20) }
        let ids = setup.installation.practices.map(\.id)
        let wait = patience.withLock { $0 }
        if let wait, wait > runtime.now { return .seconds(wait.seconds(since: runtime.now) + 1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            var tried: Set<String> = []
            dialling: while !Task.isShuttingDownGracefully, !Task.isCancelled {
                let due = try await runtime.store.dueRecalls(practices: ids, now: runtime.now, limit: 50)
                    .filter { !tried.contains($0.recall) }
                guard !due.isEmpty else { break }
                for recall in due {
                    guard !Task.isShuttingDownGracefully else { break dialling }
                    tried.insert(recall.recall)
                    runtime.progress.note(name)
                    switch try await begin(recall, setup) {
                    case .begun(let subject):
                        CrashPoint.reached(.attemptStored)
                        group.addTask { try await self.place(subject, setup, bland) }
                    case .busy:
                        break dialling
                    case .shut, .gone:
                        continue
                    }
                    if let wait = patience.withLock({ $0 }), wait > runtime.now { break dialling }
                }
            }
            try await group.waitForAll()
        }
        let now = runtime.now
        let next = try await runtime.store.nextDue(practices: ids, after: now)
        return .milliseconds(max(50, min(20_000, next.map { Int($0.milliseconds - now.milliseconds) } ?? 20_000)))
    }

    // MARK: The plan

    /// Makes the plans that something has changed, that have grown old, or that are of another day.
    private func makePlans() async throws {
        let dirty = runtime.takeDirty()
        let installation = runtime.installation
        for desk in installation.practices {
            let now = runtime.now
            let day = desk.zone.day(of: now)
            let last = planned.withLock { $0[desk.id] }
            if let last, !dirty.contains(desk.id), last.day == day, abs(now.seconds(since: last.at)) < Self.planAge {
                continue
            }
            runtime.progress.note(name)
            let lines = try await Planning.plan(
                desk, settings: installation.settings, store: runtime.store, at: now)
            let told = try await runtime.store.storeQueue(
                practice: desk.id, lines: lines, now: now,
                urgent: installation.settings.isLive
                    ? { @Sendable in Self.urgentTask($0, $1, desk: desk, now: now) } : nil)
            CrashPoint.reached(.planStored)
            if told > 0 { await runtime.outboxBell.ring() }
            planned.withLock { $0[desk.id] = (now, day) }
        }
    }

    /// The line for staff about an urgent patient.
    private static func urgentTask(_ line: PlanLine, _ facts: PatientFacts, desk: PracticeDesk, now: Instant) -> Event {
        let today = desk.zone.day(of: now)
        let task = TaskProposal(
            .today, "Urgent: please ring this patient yourself today. Release the recall to have it called instead.")
        var event = Event(
            id: Identifier.make("e", at: now), kind: .tasks, patientID: line.patientID, name: facts.name,
            phone: line.decision.phone, at: now,
            note: line.assessment.overdueDays > 0
                ? "Overdue by \(line.assessment.overdueDays) days." : "")
        event.priority = task.priority
        event.reason = task.reason
        event.dueBy = task.dueBy(raisedOn: today)
        return event
    }

    // MARK: Calls

    private func begin(_ recall: DueRecall, _ setup: Runtime.Setup) async throws -> AttemptBeginning {
        guard let desk = setup.installation.practice(recall.practice) else { return .gone }
        let settings = setup.installation.settings
        let now = runtime.now
        let beginning = try await runtime.store.beginAttempt(
            recall: recall, id: Identifier.make("a", at: now), now: now, localTime: desk.zone.local(now),
            maxConcurrent: settings.bland.maxConcurrent, maxCallMinutes: settings.bland.maxCallMinutes,
            slots: desk.rules.slots, staleAfterDays: desk.rules.recall.staleAfterDays,
            context: Planning.context(
                desk, settings: settings, now: now, isFilePaused: Planning.isFilePaused(desk)))
        if case .shut(let decision) = beginning {
            // The next plan finds out more; until then the recall is not tried again at every turn.
            let later = now.adding(seconds: 60)
            try await runtime.store.postpone(
                recall: recall.recall, until: decision.nextAttemptAt.map { max($0, later) })
        }
        return beginning
    }

    /// Sends the request of a stored attempt, once, and stores what became of it.
    private func place(_ subject: CallSubject, _ setup: Runtime.Setup, _ bland: BlandAccess) async throws {
        let attempt = subject.attempt
        guard let desk = setup.installation.practice(attempt.practice) else { return }
        let settings = setup.installation.settings
        let clerk = CallClerk(desk: desk, script: setup.installation.shipped.script)
        if attempt.phone.isDrama, !settings.bland.isLoopback {
            // Numbers of films: test data that went astray. Nobody is called, and the number is no longer tried.
            try await refuse(attempt, clerk)
            return
        }
        let result: PlacementResult
        do {
            result = try await bland.place(clerk.request(subject))
        } catch {
            // The request's turn never came; nothing has left.
            try await giveBack(attempt)
            return
        }
        CrashPoint.reached(.requestAnswered)
        runtime.logger.info("a call was asked for", metadata: ["attempt": "\(attempt.id)", "result": "\(result.word)"])
        let now = runtime.now
        switch result {
        case .accepted(let callID, _):
            _ = try await runtime.store.accept(
                attempt: attempt.id, callID: callID, nextLookAt: now.adding(seconds: settings.bland.pollSeconds))
            CrashPoint.reached(.acceptStored)
            try await noteProvider(.ok, nil)
            await runtime.followerBell.ring()
            await runtime.pageBell.ring()
        case .perhapsCalled(let reason):
            _ = try await runtime.store.loseSight(attempt: attempt.id, now: now, nextLookAt: now.adding(seconds: 2))
            CrashPoint.reached(.lossStored)
            runtime.logger.warning(
                "an answer was lost, and the call is looked for",
                metadata: ["attempt": "\(attempt.id)", "why": "\(reason)"])
            await runtime.followerBell.ring()
            await runtime.pageBell.ring()
        case .nobodyCalled(let seconds, let reason):
            try await giveBack(attempt)
            try await noteProvider(.unreachable, reason)
            bePatient(seconds ?? 15)
        case .sameNumberTooSoon(let seconds, _):
            try await giveBack(attempt)
            try await runtime.store.postpone(recall: attempt.recall, until: now.adding(seconds: max(seconds, 10)))
        case .numberRefused:
            try await refuse(attempt, clerk)
        case .accountWrong(let reason):
            try await giveBack(attempt)
            try await noteProvider(.stopped, reason)
            runtime.logger.error(
                "dialling has stopped: the account or its configuration is wrong", metadata: ["why": "\(reason)"])
            await markAllDirty()
            bePatient(5)
        case .requestWrong(let reason):
            try await giveBack(attempt)
            // Bland does not take what recalld sends: trying on would only repeat it.
            try await noteProvider(.stopped, "Bland does not take the request: \(reason)")
            runtime.logger.error("dialling has stopped: the request is not taken", metadata: ["why": "\(reason)"])
            await markAllDirty()
            bePatient(5)
        }
    }

    private func giveBack(_ attempt: Attempt) async throws {
        _ = try await runtime.store.void(attempt: attempt.id)
        CrashPoint.reached(.voidStored)
        await runtime.markDirty(attempt.practice)
    }

    private func refuse(_ attempt: Attempt, _ clerk: CallClerk) async throws {
        let now = runtime.now
        _ = try await runtime.store.settle(attempt: attempt.id, from: [.placing], now: now) {
            clerk.refusal($0, now: now)
        }
        CrashPoint.reached(.refusalStored)
        await runtime.outboxBell.ring()
        await runtime.markDirty(attempt.practice)
    }

    // MARK: Bland

    private func bePatient(_ seconds: Int) {
        // Up to a fifth more, so that several daemons do not come back all at once.
        let milliseconds = seconds * 1000 + Int.random(in: 0...(seconds * 200 + 1))
        patience.withLock { $0 = Instant(milliseconds: runtime.now.milliseconds + Int64(milliseconds)) }
    }

    private func noteProvider(_ word: ProviderState.Word, _ reason: String?) async throws {
        let known = try await runtime.store.provider()
        if known.word == word, known.reason == reason { return }
        // That a call could not be asked for says nothing better of an account that is stopped.
        if known.word == .stopped, word == .unreachable { return }
        try await runtime.store.setProvider(word, reason: reason, now: runtime.now)
        await runtime.pageBell.ring()
    }

    /// Asks, every quarter of an hour, whether an account works again that was stopped.
    private func askAboutAccount() async throws {
        guard let bland = runtime.current.bland else { return }
        let state = try await runtime.store.provider()
        guard state.word == .stopped, runtime.now.seconds(since: state.askedAt) >= Self.accountAge else { return }
        do {
            _ = try await bland.balance()
            try await runtime.store.setProvider(.ok, reason: nil, now: runtime.now)
            runtime.logger.notice("the account works again; dialling goes on")
            await markAllDirty()
        } catch let error as BlandError {
            try await runtime.store.setProvider(.stopped, reason: state.reason, now: runtime.now)
            runtime.logger.warning("the account is still stopped", metadata: ["why": "\(error)"])
        }
    }

    private func markAllDirty() async {
        for desk in runtime.installation.practices { await runtime.markDirty(desk.id) }
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
