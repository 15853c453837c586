import Logging
import RecallCore
import RecallPorts

/// Follows calls to their end, and looks for those whose answer was lost.
///
/// When a call is looked at and how long it has lasted is counted by the clock that never jumps; what is written for people has
/// the moment of the wall clock.
package struct CallPoller: PollingService {
    package let name = "follower"
    package let runtime: Runtime
    /// Calls whose looks fall due within that time are looked at in one run, and stored in one transaction.
    package let leastPause = Duration.milliseconds(250)

    package var wakeSignal: WakeSignal { runtime.pollerSignal }

    package init(runtime: Runtime) { self.runtime = runtime }

    /// How many calls are asked about at once.
    private static let width = 8
    /// How many looks that found nothing new are stored in one transaction. Those that a crash loses are made again.
    private static let resultsAtOnce = 50
    /// How many calls to one number are looked at in one search because the list does not say whose they are.
    private static let mostLooksOfSearch = 30

    package func runOnce() async throws -> Duration {
        guard let voice = runtime.current.voice else { return .seconds(20) }
        let due = try await runtime.store.attemptsToPoll(now: runtime.steadyNow, limit: 200)
        var polls: [PollResult] = []
        var isReached = false
        try await withThrowingTaskGroup(of: Seen.self) { group in
            func take(_ seen: Seen) async throws {
                runtime.progress.note(name)
                if seen.isAnswered, !isReached {
                    isReached = true
                    try await noteReached()
                }
                if let poll = seen.poll { polls.append(poll) }
                if polls.count >= Self.resultsAtOnce { try await store(&polls) }
            }
            var running = 0
            for attempt in due {
                if running >= Self.width, let seen = try await group.next() {
                    running -= 1
                    try await take(seen)
                }
                group.addTask { try await poll(attempt, voice) }
                running += 1
            }
            while let seen = try await group.next() { try await take(seen) }
        }
        try await store(&polls)
        guard let next = try await runtime.store.nextPoll() else { return .seconds(20) }
        return .milliseconds(max(50, Int(next.milliseconds - runtime.steadyNow.milliseconds)))
    }

    /// When the call of an attempt was placed, by the clock that never jumps.
    private func placedAt(_ attempt: Attempt) -> Instant {
        runtime.placements.moment(of: attempt.id) {
            SettleRule.placedAt(
                startedAt: attempt.startedAt, wall: runtime.now, steady: runtime.steadyNow,
                maxCallMinutes: maxCallMinutes)
        }
    }

    /// What it came to that a call was asked about.
    private struct Seen: Sendable {
        /// Whether the provider answered.
        var isAnswered: Bool
        /// The look, where there is nothing else to store.
        var poll: PollResult?
    }

    private func store(_ polls: inout [PollResult]) async throws {
        guard !polls.isEmpty else { return }
        try await runtime.store.record(polls)
        CrashPoint.reached(.pollStored)
        polls = []
    }

    private func poll(_ attempt: Attempt, _ voice: ThrottledClient) async throws -> Seen {
        guard runtime.configuration.practice(attempt.practice) != nil else { return try await waitForPractice(attempt) }
        do {
            var poll: PollResult?
            switch attempt.state {
            case .following: poll = try await follow(attempt, voice)
            case .unknown where attempt.callID != nil: poll = try await follow(attempt, voice)
            case .unknown: try await search(attempt, voice)
            case .placing, .settled, .notPlaced: break
            }
            return Seen(isAnswered: true, poll: poll)
        } catch let error as ProviderError {
            try await noteTrouble(error)
            try await runtime.store.record([PollResult(attempt: attempt.id, nextPollAt: later(attempt))])
            // The provider cannot say; where that goes on for as long as a person may be left waiting, a person is asked.
            if attempt.state == .unknown { try await askPerson(attempt) }
            return Seen(isAnswered: false)
        }
    }

    /// A call of a practice that is not in the configuration: what comes of it can be stored for nobody until it is back.
    private func waitForPractice(_ attempt: Attempt) async throws -> Seen {
        try await runtime.store.raise(
            .configuration, practice: attempt.practice,
            message:
                "Calls of the practice \(attempt.practice) are in progress, and it is not in the configuration. Put its file back, so that what came of them is stored.",
            now: runtime.now)
        let next = runtime.steadyNow.adding(seconds: Self.secondsWithoutPractice)
        return Seen(isAnswered: false, poll: PollResult(attempt: attempt.id, nextPollAt: next))
    }

    /// Seconds between two looks whether a practice is back.
    private static let secondsWithoutPractice = 60

    /// Asks about a call; answers what is to be noted where it is not over.
    private func follow(_ attempt: Attempt, _ voice: ThrottledClient) async throws -> PollResult? {
        guard let callID = attempt.callID else { return nil }
        var report: CallReport?
        do {
            report = try await voice.look(at: callID)
        } catch let error as ProviderError where error.isOfQuestion {
            return try await followUnread(attempt, error)
        }
        if let seen = report, !SettleRule.isOf(seen, callID: callID, attemptID: attempt.id, phone: attempt.phone) {
            runtime.logger.warning(
                "the answer is about another call, and is not believed", metadata: ["attempt": "\(attempt.id)"])
            report = nil
        }
        CrashPoint.reached(.reportReceived)
        let now = runtime.steadyNow
        if report != nil {
            runtime.placements.noteRead(attempt.id)
        } else if attempt.state == .following, isTimeToAskPerson(runtime.placements.noteUnread(attempt.id, at: now)) {
            // A call of that name is known to nobody: the answer to the request did not say the truth.
            try await giveUp(attempt)
            return nil
        }
        let isOver = report.map(SettleRule.isOver) ?? false
        let verdict = SettleRule.verdict(
            report: report, placedAt: placedAt(attempt), overSince: attempt.overSince, maxCallMinutes: maxCallMinutes,
            now: now)
        switch verdict {
        case .following:
            return PollResult(
                attempt: attempt.id, nextPollAt: now.adding(seconds: pollSeconds), isInCall: report != nil && !isOver,
                overSince: isOver ? now : nil)
        case .settled:
            if let report { try await conclude(attempt, report, voice) }
        case .askPerson:
            try await giveUp(attempt)
        }
        return nil
    }

    /// An answer about a call that makes no sense, as one that is too large: a person is asked where none has made any for as long
    /// as a lost answer is looked for.
    private func followUnread(_ attempt: Attempt, _ error: ProviderError) async throws -> PollResult? {
        let now = runtime.steadyNow
        let since = runtime.placements.noteUnread(attempt.id, at: now)
        guard attempt.state == .following, isTimeToAskPerson(since) else { throw error }
        try await noteTrouble(error)
        try await giveUp(attempt)
        return nil
    }

    private func conclude(_ attempt: Attempt, _ report: CallReport, _ voice: ThrottledClient) async throws {
        guard let record = record(attempt.practice) else { return }
        var answers = AnalysisAnswers()
        if Conclusion.needsAnalysis(report) {
            do {
                answers = try await voice.ask(about: report.callID)
                CrashPoint.reached(.answersReceived)
            } catch let error as ProviderError {
                let since = attempt.overSince ?? runtime.steadyNow
                if SettleRule.waitsForAnswers(overSince: since, now: runtime.steadyNow) {
                    try await runtime.store.record([
                        PollResult(attempt: attempt.id, nextPollAt: later(attempt), overSince: since)
                    ])
                    throw error
                }
                runtime.logger.notice("a call is concluded without answers", metadata: ["attempt": "\(attempt.id)"])
            }
        }
        let now = runtime.now
        let final = answers
        let stored = try await runtime.store.finishAttempt(attempt: attempt.id, from: [.following, .unknown], now: now)
        {
            try record.settlement($0, report: report, answers: final, now: now)
        }
        CrashPoint.reached(.settlementStored)
        runtime.placements.forget(attempt.id)
        if let stored { await told(attempt, stored.outcome) }
    }

    /// A call that never ends: staff are asked, and it is looked at rarely from then on.
    private func giveUp(_ attempt: Attempt) async throws {
        let now = runtime.steadyNow
        _ = try await runtime.store.markUnknown(attempt: attempt.id, now: now, nextPollAt: now)
        try await tell(attempt)
        let next = PollRule.nextAfterTelling(
            unknownSince: attempt.unknownSince ?? placedAt(attempt), pollSeconds: pollSeconds, now: now)
        try await runtime.store.record([PollResult(attempt: attempt.id, nextPollAt: next)])
    }

    /// Looks for a call whose answer was lost, by its number, and by our id in its details.
    private func search(_ attempt: Attempt, _ voice: ThrottledClient) async throws {
        let known = try await runtime.store.knownCalls(phone: attempt.phone)
        let since = PollRule.searchesSince(startedAt: attempt.startedAt, now: runtime.now)
        let calls = try await voice.find(to: attempt.phone, since: since)
        var looks = 0
        for call in calls where !known.contains(call.callID) {
            var ids = call.attemptIDs
            if ids.isEmpty, looks < Self.mostLooksOfSearch {
                looks += 1
                ids = try await attemptIDs(call.callID, voice)
            }
            guard !ids.isEmpty, ids.allSatisfy({ $0 == attempt.id }) else { continue }
            CrashPoint.reached(.callSeen)
            if try await runtime.store.accept(attempt: attempt.id, callID: call.callID, nextPollAt: runtime.steadyNow) {
                CrashPoint.reached(.callFound)
                runtime.logger.notice("a call without an answer was found", metadata: ["attempt": "\(attempt.id)"])
                await runtime.markDirty(attempt.practice)
                return
            }
            // It has ended meanwhile, or the provider gives the call of another attempt.
            break
        }
        try await runtime.store.record([PollResult(attempt: attempt.id, nextPollAt: later(attempt))])
        try await askPerson(attempt)
    }

    /// The ids of ours that stand in the details of a call; none where they cannot be read, for it may be any other call.
    private func attemptIDs(_ callID: String, _ voice: ThrottledClient) async throws -> [String] {
        do {
            return try await voice.look(at: callID)?.attemptIDs ?? []
        } catch let error as ProviderError where error.isOfQuestion {
            return []
        }
    }

    /// Tells staff, once, where an attempt has been unknown for as long as the configuration allows.
    private func askPerson(_ attempt: Attempt) async throws {
        if isTimeToAskPerson(attempt.unknownSince) { try await tell(attempt) }
    }

    private func isTimeToAskPerson(_ since: Instant?) -> Bool {
        PollRule.isTimeToAskPerson(
            unknownSince: since, reconcileMinutes: runtime.configuration.settings.bland.reconcileMinutes,
            now: runtime.steadyNow)
    }

    private func tell(_ attempt: Attempt) async throws {
        guard !attempt.unknownTold, let record = record(attempt.practice) else { return }
        let now = runtime.now
        let next = PollRule.nextAfterTelling(
            unknownSince: attempt.unknownSince ?? placedAt(attempt), pollSeconds: pollSeconds, now: runtime.steadyNow)
        let told = try await runtime.store.tellUnknown(attempt: attempt.id, now: now, nextPollAt: next) {
            record.unknownEvents($0, now: now)
        }
        CrashPoint.reached(.unknownTold)
        if told { await self.told(attempt, .unknown) }
    }

    private func told(_ attempt: Attempt, _ outcome: Outcome) async {
        runtime.logger.info(
            "a call has come to its end", metadata: ["attempt": "\(attempt.id)", "outcome": "\(outcome.rawValue)"])
        await runtime.outboxSignal.wake()
        await runtime.markDirty(attempt.practice)
    }

    private var pollSeconds: Int { runtime.configuration.settings.bland.pollSeconds }
    private var maxCallMinutes: Int { runtime.configuration.settings.bland.maxCallMinutes }

    /// The next look at an attempt about which nothing new was learnt.
    private func later(_ attempt: Attempt) -> Instant {
        if attempt.unknownTold, let since = attempt.unknownSince {
            return PollRule.nextAfterTelling(unknownSince: since, pollSeconds: pollSeconds, now: runtime.steadyNow)
        }
        return PollRule.next(
            polls: attempt.polls, unknownSince: attempt.unknownSince, pollSeconds: pollSeconds,
            reconcileMinutes: runtime.configuration.settings.bland.reconcileMinutes, now: runtime.steadyNow)
    }

    private func record(_ practice: String) -> OutcomeRecord? {
        runtime.configuration.practice(practice).map(OutcomeRecord.init)
    }

    private func noteReached() async throws {
        let known = try await runtime.store.provider()
        guard let note = ProviderRule.noteAnswer(known: known, now: runtime.now) else { return }
        try await runtime.store.setProvider(note, known: known, now: runtime.now)
    }

    private func noteTrouble(_ error: ProviderError) async throws {
        let known = try await runtime.store.provider()
        if let note = ProviderRule.note(error, known: known, now: runtime.now) {
            try await runtime.store.setProvider(note, known: known, now: runtime.now)
        }
        runtime.logger.warning("Bland did not answer a question", metadata: ["why": "\(error)"])
    }
}
