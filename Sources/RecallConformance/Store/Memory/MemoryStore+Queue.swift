package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func plan<Result: Sendable>(
        practice: String, today: Day, suppose: [String: [PastAttempt]],
        context: @escaping @Sendable (PracticeLimits) -> GateContext, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws(StoreError) -> Result {
        try read { state in
            var result = start
            let context = context(state.limits(practice, today: today))
            Planner.plan(
                state.snapshot(practice, today: today, suppose: suppose, in: context), context: context
            ) { add(&result, $0) }
            return result
        }
    }

    package func explain(
        practice: String, patientID: String, today: Day, context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> ExplainedLine? {
        try read { state in
            let context = context(state.limits(practice, today: today))
            let found = Planner.explain(
                patientID, in: state.snapshot(practice, today: today, in: context), context: context)
            return found.map { ExplainedLine(line: $0.line, input: $0.input, context: context) }
        }
    }

    package func limits(practice: String, today: Day) async throws(StoreError) -> PracticeLimits {
        try read { state in state.limits(practice, today: today) }
    }

    package func storeQueue(
        practice: String, queue: PlannedQueue, now: Instant,
        task: (@Sendable (StaffTask.Due, PlanLine, PatientFacts) throws -> Event)?
    ) async throws(StoreError) -> Int {
        try write { state in
            for place in queue.places {
                let next = place.next.map { $0 <= now ? MemoryState.dueAlready : $0 }
                state.recalls.update(
                    place.recall, where: { $0.order != place.order || $0.nextAttemptAt != next },
                    { row in
                        row.order = place.order
                        row.nextAttemptAt = next
                    })
            }
            guard let task else { return 0 }
            var told = 0
            for line in queue.concerns {
                for due in StaffTask.allDue(line, told: state.told(of: line.recallID)) {
                    guard let patient = state.patient(practice, line.patientID) else { continue }
                    let event = try task(due, line, patient.facts)
                    state.note(due.once, of: line, patient.key)
                    try state.insert(event, practice: practice, patient: patient.key, attempt: due.attempt, now: now)
                    told += 1
                }
            }
            return told
        }
    }

    package func dueRecalls(
        practices: [String], now: Instant, limit: Int, without: Set<String>
    ) async throws(StoreError) -> [DueRecall] {
        try read { state in
            let due = state.recalls.rows { row in
                row.isCurrent && row.nextAttemptAt.map { $0 <= now } ?? false && practices.contains(row.practice)
                    && !without.contains(row.id)
            }
            return due.sorted { ($0.order ?? 0, $0.practice) < ($1.order ?? 0, $1.practice) }.prefix(limit)
                .map { DueRecall(recall: $0.id, practice: $0.practice) }
        }
    }

    package func nextDue(practices: [String], after now: Instant) async throws(StoreError) -> Instant? {
        try read { state in
            state.recalls.rows { $0.isCurrent && practices.contains($0.practice) }.compactMap(\.nextAttemptAt)
                .filter { $0 > now }.min()
        }
    }

    package func postpone(recall: String, until: Instant?) async throws(StoreError) {
        try write { state in _ = state.recalls.update(recall) { $0.nextAttemptAt = until } }
    }

    package func mark(recall: String, held: Bool?, released: Bool?, now: Instant) async throws(StoreError) -> Bool {
        try write { state in
            let isMarked = state.recalls.update(recall, where: \.isCurrent) { row in
                row.isHeldByStaff = held ?? row.isHeldByStaff
                row.isReleased = released ?? row.isReleased
                if held == false || released == true { row.isRequestRefused = false }
            }
            if isMarked, released == true { state.releasePerson(of: recall) }
            if isMarked { try state.note(actor, held == true ? "hold" : "release", recall, now: now) }
            return isMarked
        }
    }

    package func retry(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer {
        try write { state in
            if state.attempts.contains(where: { $0.attempt.recall == recall && $0.isLive }) { return .unsettled }
            let isThere = state.recalls.update(recall, where: \.isCurrent) { row in
                row.isCancelled = false
                row.isRequestRefused = false
                row.setAsideAt = now
            }
            guard isThere else { return .gone }
            try state.note(actor, "retry", recall, now: now)
            return .done
        }
    }

    package func cancel(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer {
        try write { state in
            let isThere = state.recalls.update(recall, where: \.isCurrent) { row in
                row.isCancelled = true
                row.nextAttemptAt = nil
            }
            guard isThere else { return .gone }
            try state.note(actor, "cancel", recall, now: now)
            return .done
        }
    }

    package func pause(practice: String, now: Instant) async throws(StoreError) {
        try write { state in
            try state.pause(practice, now: now)
            try state.note(actor, "pause", practice.isEmpty ? "all practices" : practice, now: now)
        }
    }

    package func pauseRestored(practice: String, message: String, now: Instant) async throws(StoreError) {
        try write { state in
            try state.pause(practice, now: now)
            let key = AlertKey(practice: practice, code: AlertCode.restoredDatabase.rawValue)
            state.alerts.remove { $0.practice == practice && $0.code == key.code }
            try state.alerts.insert(
                Alert(practice: practice, code: key.code, message: message, since: now), key)
            try state.note(.recalld, "pause", practice, now: now)
        }
    }

    package func resume(practice: String, now: Instant) async throws(StoreError) {
        try write { state in
            state.pauses.remove(where: { $0.practice == practice || practice.isEmpty })
            state.alerts.remove {
                $0.code == AlertCode.restoredDatabase.rawValue && ($0.practice == practice || practice.isEmpty)
            }
            state.askAboutAccountSoon()
            try state.acceptClock(actor, now: now)
            try state.note(actor, "resume", practice.isEmpty ? "all practices" : practice, now: now)
        }
    }
}

extension MemoryState {
    /// Notes what staff were told once.
    fileprivate mutating func note(_ once: StaffTask.Due.Once?, of line: PlanLine, _ patient: Int64) {
        switch once {
        case .urgent: recalls.update(line.recallID) { $0.isUrgentTaskRaised = true }
        case .anotherPerson: patients.update(patient) { $0.anotherPerson = .told }
        case .samePerson(let others):
            let keys = Set(([line.patientID] + others).map(PatientIdentity.key))
            patients.update(
                where: { $0.practice == line.practice && keys.contains($0.numberKey) && $0.samePerson == .none },
                { $0.samePerson = .told })
        case nil: break
        }
    }

    /// Lets a patient be called whose number stood for another person before, or who stands under another number, once
    /// staff have been told.
    fileprivate mutating func releasePerson(of recall: String) {
        guard let patient = recalls[recall]?.patient else { return }
        patients.update(patient) { row in
            row.anotherPerson = .none
            if row.samePerson == .told { row.samePerson = .released }
        }
    }

    /// Where the queue keeps what could be tried when the plan was made.
    fileprivate static let dueAlready = Instant(milliseconds: 0)

    fileprivate mutating func pause(_ practice: String, now: Instant) throws(StoreError) {
        if pauses[practice] == nil { try pauses.insert(PauseRow(practice: practice, since: now), practice) }
    }

    /// What holds for a practice.
    func limits(_ practice: String, today: Day) -> PracticeLimits {
        let ofToday = attempts.rows { $0.localDay == today && $0.counts }
        var limits = PracticeLimits(
            callsToday: ofToday.count, spendToday: ofToday.compactMap { $0.settlement?.priceUSD }.reduce(0, +),
            isPaused: pauses[practice] != nil || pauses[""] != nil, provider: provider,
            openings: openings[practice]?.openings ?? [],
            liveAttempts: attempts.rows(where: \.isLive).map {
                LiveAttempt(state: $0.attempt.state, startedAt: $0.attempt.startedAt)
            },
            isInboxStuck: alerts.contains { alert in
                alert.practice == practice
                    && AlertCode(rawValue: alert.code).map(AlertCode.ofStuckInbox.contains) ?? false
            })
        limits.clockDoubt = clockDoubt
        return limits
    }

    /// What the plan of a practice is made of.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - today: The local date.
    ///   - chosen: The patients of whom it is made; nil for all.
    ///   - suppose: Attempts taken as made, by patient id.
    ///   - context: What the gates need to know of the moment.
    /// - Returns: The patients, and the numbers that are no one patient's.
    func snapshot(
        _ practice: String, today: Day, of chosen: Set<Int64>? = nil, suppose: [String: [PastAttempt]] = [:],
        in context: GateContext
    ) -> PlanSnapshot {
        let register = register(practice, today: today)
        var histories: [Int64: CallHistory] = [:]
        let tried = attempts.rows { $0.attempt.practice == practice && $0.counts }
        for row in tried.sorted(by: { $0.attempt.startedAt < $1.attempt.startedAt }) {
            histories[row.attempt.patient, default: CallHistory()].add(stored(row), today: today)
        }
        let patients = self.patients.rows { $0.practice == practice && chosen?.contains($0.key) ?? true }
        let current = recalls.rows { $0.practice == practice && $0.isCurrent }
        let recallOf = Dictionary(current.map { ($0.patient, $0) }, uniquingKeysWith: { $1 })
        var snapshot = PlanSnapshot(
            patients: [], stoppedNumbers: register.stops.numbers,
            numbersInUse: Set(attempts.rows(where: \.isInProgress).map(\.attempt.phone)),
            numbersDialledToday: Set(attempts.rows { $0.localDay == today && $0.counts }.map(\.attempt.phone)))
        snapshot.closedNumbers = register.closedNumbers
        for row in keptCalls.rows() {
            if row.localDay == today { snapshot.numbersDialledToday.insert(row.phone) }
            if row.startedAt > context.callsSince.moment {
                snapshot.callsByNumber[row.phone, default: []].append(row.startedAt)
            }
        }
        for row in attempts.rows(where: { $0.counts && $0.attempt.startedAt > context.callsSince.moment }) {
            if let tried = recalls[row.attempt.recall]?.setAsideAt, row.attempt.startedAt < tried { continue }
            snapshot.callsByNumber[row.attempt.phone, default: []].append(row.attempt.startedAt)
        }
        for row in patients {
            guard let recall = recallOf[row.key], let entry = entry(row, recall) else { continue }
            let supposed = suppose[row.numberKey]
            snapshot.patients.append(register.patient(entry, history: histories[row.key], suppose: supposed))
            if let supposed { snapshot.suppose(supposed) }
        }
        return snapshot
    }

    private func register(_ practice: String, today: Day) -> RegisterView {
        let stops = self.stops.rows { $0.endedAt == nil && ($0.stop.practice ?? practice) == practice }
        var register = RegisterView(stops: StopList(stops.lazy.map(\.stop)))
        for patient in patients.rows(where: {
            $0.practice == practice && register.stops.closures[$0.numberKey] != nil
        }) { register.note(numbers: patient.facts.numbers, of: patient.patientID) }
        for row in exports.rows(where: {
            $0.export.practice == practice && $0.reading?.kind == "patients" && $0.state == .imported
                && $0.reading?.isPart == false
        }) { register.note(export: row.id, fingerprint: row.reading?.fingerprint) }
        for row in appointments.rows(where: { $0.practice == practice }) {
            register.note(row.appointment, today: today)
        }
        return register
    }

    private func entry(_ row: PatientRow, _ recall: RecallRow) -> RegisterEntry? {
        exports[row.export].map { export in
            var entry = RegisterEntry(
                patientID: row.patientID, recallID: recall.id, facts: row.facts, isHeldByStaff: recall.isHeldByStaff,
                isReleasedByStaff: recall.isReleased, isCancelled: recall.isCancelled, hasConflict: row.hasConflict,
                export: row.export, exportSeenAt: export.saidAt,
                exportFingerprint: export.reading?.fingerprint)
            entry.reopensOn = recall.reopensOn
            entry.isRequestRefused = recall.isRequestRefused
            entry.formerKey = row.formerKey
            entry.earlierNumbers = row.earlierNumbers
            entry.isAnotherPerson = row.anotherPerson != .none
            entry.isSamePersonReleased = row.samePerson == .released
            return entry
        }
    }

    private func stored(_ row: AttemptRow) -> StoredAttempt {
        let recall = recalls[row.attempt.recall]
        return StoredAttempt(
            state: row.attempt.state, startedAt: row.attempt.startedAt, localDay: row.localDay,
            phone: row.attempt.phone, outcome: row.attempt.outcome, callbackAt: row.settlement?.callbackAt,
            isInCall: row.isInCall, isOfCurrentRecall: recall?.isCurrent ?? false,
            recallSetAsideAt: recall?.setAsideAt, messageSent: row.attempt.leavesMessage)
    }

    /// What staff were told of a recall.
    fileprivate func told(of recall: String) -> StaffTask.History {
        let tried = attempts.rows { $0.attempt.recall == recall && $0.counts }
        let last = tried.sorted { $0.attempt.startedAt < $1.attempt.startedAt }.last?.attempt
        let patient = recalls[recall].flatMap { patients[$0.patient] }
        let told = events.rows {
            $0.event.kind == .tasks && $0.attempt == nil && $0.patient == recalls[recall]?.patient
        }
        .compactMap(\.event.reason)
        return StaffTask.History(
            isUrgentTold: recalls[recall]?.isUrgentTaskRaised ?? false,
            isAnotherPersonTold: patient?.anotherPerson == .told,
            isSamePersonTold: patient.map { $0.samePerson != .none } ?? false,
            last: last.map { last in
                StaffTask.LastAttempt(
                    id: last.id, callID: last.callID, outcome: last.outcome,
                    hasTask: events.contains { $0.attempt == last.id && $0.event.kind == .tasks })
            }, reasons: Set(told))
    }
}
