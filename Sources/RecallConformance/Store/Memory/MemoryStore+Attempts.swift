package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func beginAttempt(
        recall: DueRecall, id: String, now: Instant, localTime: LocalTime, maxConcurrent: Int, maxCallMinutes: Int,
        slots rules: SlotRules, staleAfterDays: Int, context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> AttemptBeginning {
        let calls = AttemptDecision.CallLimits(maxConcurrent: maxConcurrent, maxCallMinutes: maxCallMinutes)
        let offer = SlotOffer(rules: rules, now: now, localTime: localTime, staleAfterDays: staleAfterDays)
        return try write { state in
            guard let current = state.recalls[recall.recall], current.isCurrent,
                let patient = state.patients[current.patient]
            else { return .gone }
            let limits = state.limits(recall.practice, today: localTime.day)
            let context = context(limits)
            let snapshot = AttemptSnapshot(
                limits: limits,
                household: state.snapshot(
                    recall.practice, today: localTime.day, of: state.household(of: patient), in: context))
            let decision = AttemptDecision.decide(
                recall: recall.recall, snapshot: snapshot, calls: calls, offer: offer,
                context: context
            ) {
                state.diary(recall.practice, for: patient, days: offer.days)
            }
            switch decision {
            case .begin(let intent):
                let attempt = Attempt(
                    id: id, recall: recall.recall, patient: patient.key, practice: recall.practice,
                    phone: intent.phone, startedAt: now, state: .placing, leavesMessage: intent.leavesMessage,
                    offered: intent.offered, unknownTold: false, polls: 0)
                try state.begin(
                    AttemptRow(attempt: attempt, localDay: localTime.day), reservedUntil: intent.reservedUntil)
                return state.subject(id).map { .begun($0) } ?? .gone
            case .shut(let gates): return .shut(gates)
            case .busy: return .busy
            case .gone: return .gone
            }
        }
    }

    package func recoverPlacing(now: Instant) async throws(StoreError) -> Int {
        try write { state in
            state.attempts.update(where: { $0.attempt.state == .placing }) { row in
                row.attempt.state = .unknown
                row.attempt.unknownSince = min(row.attempt.startedAt, now)
                row.nextPollAt = now
            }
        }
    }

    package func accept(attempt: String, callID: String, nextPollAt: Instant) async throws(StoreError) -> Bool {
        try write { state in
            guard let row = state.attempts[attempt], AttemptStep.accept.from.contains(row.attempt.state) else {
                return false
            }
            let isOthers = state.attempts.contains { $0.attempt.callID == callID && $0.attempt.id != attempt }
            guard row.attempt.callID == nil || row.attempt.callID == callID, !isOthers else { return false }
            state.refusedRequests.remove { _ in true }
            return state.attempts.update(attempt) { row in
                row.attempt.state = .following
                row.attempt.callID = callID
                row.nextPollAt = nextPollAt
            }
        }
    }

    package func markNotPlaced(attempt: String) async throws(StoreError) -> Bool {
        try write { state in state.withdraw(attempt, by: .markNotPlaced) }
    }

    package func setAside(
        attempt id: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Int? {
        try write { state in
            guard let subject = state.subject(id), state.withdraw(id, by: .markNotPlaced) else { return nil }
            let patient = subject.attempt.patient
            let others = state.refusedRequests.rows { $0 != patient }.count
            guard RefusalRule.isOfPatient(others: others) else { return others }
            if state.refusedRequests[patient] == nil { try state.refusedRequests.insert(patient, patient) }
            state.recalls.update(subject.attempt.recall) { $0.isRequestRefused = true }
            try state.insert(try events(subject), of: subject.attempt, now: now)
            return others + 1
        }
    }

    package func markUnknown(attempt: String, now: Instant, nextPollAt: Instant) async throws(StoreError) -> Bool {
        try write { state in
            state.attempts.update(
                attempt, where: { AttemptStep.markUnknown.from.contains($0.attempt.state) }
            ) { row in
                row.attempt.state = .unknown
                row.attempt.unknownSince = now
                row.nextPollAt = nextPollAt
                row.isInCall = false
            }
        }
    }

    package func attemptsToPoll(now: Instant, limit: Int) async throws(StoreError) -> [Attempt] {
        try read { state in
            let due = state.attempts.rows { row in row.isFollowed && row.nextPollAt.map { $0 <= now } ?? false }
            return due.sorted { ($0.nextPollAt ?? now) < ($1.nextPollAt ?? now) }.prefix(limit).map(\.attempt)
        }
    }

    package func nextPoll() async throws(StoreError) -> Instant? {
        try read { state in state.attempts.rows(where: \.isFollowed).compactMap(\.nextPollAt).min() }
    }

    package func record(_ polls: [PollResult]) async throws(StoreError) {
        try write { state in
            for poll in polls {
                state.attempts.update(poll.attempt, where: \.isFollowed) { row in
                    row.nextPollAt = poll.nextPollAt
                    row.attempt.polls += 1
                    row.isInCall = poll.isInCall
                    row.attempt.overSince = row.attempt.overSince ?? poll.overSince
                }
            }
        }
    }

    package func pollSoon(phone: PhoneNumber?, now: Instant) async throws(StoreError) -> Bool {
        try write { state in
            let count = state.attempts.update(
                where: { row in
                    row.isFollowed && row.nextPollAt.map { $0 > now } ?? false
                        && (phone == nil || row.attempt.phone == phone)
                },
                { row in
                    row.nextPollAt = now
                    row.attempt.unknownSince = row.attempt.unknownSince.map { min($0, now) }
                    row.attempt.overSince = row.attempt.overSince.map { min($0, now) }
                })
            return count > 0
        }
    }

    package func finishAttempt(
        attempt id: String, from states: Set<AttemptState>, now: Instant,
        decide: @escaping @Sendable (CallSubject) throws -> Settlement
    ) async throws(StoreError) -> Settlement? {
        try write { state in
            guard let subject = state.subject(id),
                states.intersection(AttemptStep.settle.from).contains(subject.attempt.state)
            else { return nil }
            let settlement = try decide(subject)
            state.attempts.update(id) { row in
                row.attempt.state = .settled
                row.attempt.outcome = settlement.outcome
                row.settlement = settlement
                row.settledAt = now
                row.nextPollAt = nil
                row.isInCall = false
            }
            state.reservations.remove { $0.attempt == id }
            if let booking = settlement.booking { try state.book(booking, for: subject.attempt, now: now) }
            for stop in settlement.stops { _ = try state.add(stop, by: actor, now: now) }
            try state.insert(settlement.events, of: subject.attempt, now: now)
            if !settlement.stops.isEmpty || settlement.booking != nil {
                try state.withdrawTasks(of: subject.attempt.practice, now: now)
            }
            if actor != .recalld {
                try state.note(actor, "settle", "\(id): \(settlement.outcome.rawValue)", now: now)
            }
            return settlement
        }
    }

    package func tellUnknown(
        attempt id: String, now: Instant, nextPollAt: Instant,
        events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool {
        try write { state in
            guard let subject = state.subject(id), subject.attempt.isToBeTold else { return false }
            state.attempts.update(id) { row in
                row.attempt.unknownTold = true
                row.nextPollAt = nextPollAt
            }
            try state.insert(try events(subject), of: subject.attempt, now: now)
            return true
        }
    }

    package func markNotCalled(
        attempt id: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool {
        try write { state in
            guard let subject = state.subject(id), state.withdraw(id, by: .markNotCalled) else { return false }
            try state.insert(try events(subject), of: subject.attempt, now: now)
            try state.note(actor, "settle", "\(id): nobody was called", now: now)
            return true
        }
    }

    package func attempt(_ id: String) async throws(StoreError) -> Attempt? {
        try read { state in state.attempts[id]?.attempt }
    }

    package func knownCalls(phone: PhoneNumber) async throws(StoreError) -> Set<String> {
        try read { state in Set(state.attempts.rows { $0.attempt.phone == phone }.compactMap(\.attempt.callID)) }
    }

    package func calls(practice: String, day: Day?, limit: Int) async throws(StoreError) -> [ListedCall] {
        try read { state in
            let rows = state.attempts.rows { row in
                row.attempt.practice == practice && row.counts && (day == nil || row.localDay == day)
            }
            // Of two calls begun at one moment, the later one is the newer.
            let newest = rows.reversed().sorted { $0.attempt.startedAt > $1.attempt.startedAt }
            return newest.prefix(limit).compactMap(state.listed)
        }
    }

    package func calls(practice: String, on day: Day) async throws(StoreError) -> DayCalls {
        try read { state in
            var calls = DayCalls()
            for row in state.attempts.rows(where: {
                $0.attempt.practice == practice && $0.localDay == day && $0.counts
            }) {
                switch row.attempt.state {
                case .settled:
                    if let outcome = row.attempt.outcome { calls.outcomes[outcome, default: 0] += 1 }
                case .unknown: calls.unknown += 1
                case .placing, .following, .notPlaced: calls.inProgress += 1
                }
            }
            return calls
        }
    }

    package func call(_ id: String) async throws(StoreError) -> ListedCall? {
        try read { state in
            guard let row = state.attempts.rows(where: { $0.attempt.id == id || $0.attempt.callID == id }).first,
                var call = state.listed(row)
            else { return nil }
            let booking = state.bookings[row.attempt.id]
            call.booking = booking?.appointment
            call.bookingStatus = booking?.status
            call.events = state.events { $0.attempt == row.attempt.id }.map(state.filed)
            return call
        }
    }
}

extension MemoryState {
    /// All that is known about whom an attempt concerns.
    func subject(_ id: String) -> CallSubject? {
        guard let row = attempts[id], let patient = patients[row.attempt.patient] else { return nil }
        let keys = Set(reservations.rows { $0.attempt == id }.map(\.key))
        let held = slots.rows { keys.contains($0.key) && $0.slot.status == .free && !isNumberTaken($0) }.map(\.slot)
        return CallSubject(
            attempt: row.attempt, patientID: patient.patientID, facts: patient.facts,
            read: patient.read.joined(patient.kept),
            attempts: pastAttempts { $0.attempt.recall == row.attempt.recall && $0.counts },
            held: held.sorted { ($0.day, $0.start, $0.key) < ($1.day, $1.start, $1.key) })
    }

    /// Attempts as the rules see them, oldest first.
    func pastAttempts(where condition: (AttemptRow) -> Bool) -> [PastAttempt] {
        attempts.rows(where: condition).sorted { $0.attempt.startedAt < $1.attempt.startedAt }.map(past)
    }

    func past(_ row: AttemptRow) -> PastAttempt {
        PastAttempt(
            state: row.attempt.state, startedAt: row.attempt.startedAt, outcome: row.attempt.outcome,
            callbackAt: row.settlement?.callbackAt, recallSetAsideAt: recalls[row.attempt.recall]?.setAsideAt,
            messageSent: row.attempt.leavesMessage)
    }

    /// Stores the intent to call, keeps the offered places for it, and takes the recall out of the queue.
    ///
    /// There are never two calls at once for one recall, nor two begun at once to one number.
    fileprivate mutating func begin(_ row: AttemptRow, reservedUntil: Instant) throws(StoreError) {
        let isTaken = attempts.contains { other in
            (other.attempt.recall == row.attempt.recall && other.isLive)
                || (other.attempt.phone == row.attempt.phone && other.attempt.state == .placing)
        }
        guard !isTaken else { throw .refused("a call is in progress") }
        try attempts.insert(row, row.attempt.id)
        for slot in row.attempt.offered {
            let key = SlotKey(practice: row.attempt.practice, slot: slot.key)
            reservations.remove { $0.key == key }
            try reservations.insert(
                ReservationRow(key: key, attempt: row.attempt.id, expiresAt: reservedUntil), key)
        }
        recalls.update(row.attempt.recall) { $0.nextAttemptAt = nil }
    }

    /// Has an attempt count no longer, and its slots free again; whether it was where the step begins.
    fileprivate mutating func withdraw(_ id: String, by step: AttemptStep) -> Bool {
        let isWithdrawn = attempts.update(id, where: { step.from.contains($0.attempt.state) }) { row in
            row.attempt.state = step.to
            row.nextPollAt = nil
        }
        if isWithdrawn { reservations.remove { $0.attempt == id } }
        return isWithdrawn
    }

    fileprivate mutating func book(_ appointment: Appointment, for attempt: Attempt, now: Instant) throws(StoreError) {
        let isTaken = bookings.contains { row in
            row.practice == attempt.practice && row.appointment.slotID == appointment.slotID
                && BookingStatus.holdingPlace.contains(row.status)
        }
        guard !isTaken else { throw .refused("a slot is booked once") }
        try bookings.insert(
            BookingRow(
                attempt: attempt.id, practice: attempt.practice, patient: attempt.patient, appointment: appointment,
                bookedAt: now), attempt.id)
    }

    fileprivate mutating func insert(_ events: [Event], of attempt: Attempt, now: Instant) throws(StoreError) {
        for event in events {
            try insert(event, practice: attempt.practice, patient: attempt.patient, attempt: attempt.id, now: now)
        }
    }

    fileprivate func listed(_ row: AttemptRow) -> ListedCall? {
        guard let patient = patients[row.attempt.patient] else { return nil }
        return ListedCall(
            attempt: row.attempt, patientID: patient.patientID, answeredBy: row.settlement?.answeredBy,
            durationSeconds: row.settlement?.durationSeconds, priceUSD: row.settlement?.priceUSD,
            settledAt: row.settledAt)
    }

    /// The patient and all of the practice who share a telephone with the patient, or had the patient's number before.
    fileprivate func household(of patient: PatientRow) -> Set<Int64> {
        let numbers = Set(patient.allNumbers)
        let sharers = patients.rows { row in
            row.practice == patient.practice
                && (!numbers.isDisjoint(with: row.allNumbers) || row.formerKey == patient.numberKey
                    || patient.formerKey == row.numberKey)
        }
        return Set(sharers.map(\.key)).union([patient.key])
    }

    /// The places of a practice's diary in some days, the earliest first, with what stands against offering them.
    fileprivate func diary(
        _ practice: String, for patient: PatientRow, days: ClosedRange<Day>
    ) -> DiaryView {
        let bookings = bookings.rows { $0.practice == practice && BookingStatus.holdingPlace.contains($0.status) }
            .map(\.appointment)
        let row = patient.read.joined(patient.kept)
        return DiaryView(
            places: places(practice, days: days, booked: Set(bookings.map(\.slotID))),
            bookings: bookings.filter { days.contains($0.day) }, practitioner: row.text(.practitioner),
            branch: row.text(.practiceBranch))
    }

    private func places(_ practice: String, days: ClosedRange<Day>, booked: Set<String>) -> [DiaryPlace] {
        let rows = slots.rows { $0.practice == practice && days.contains($0.slot.day) }
        return rows.sorted { ($0.slot.day, $0.slot.start) < ($1.slot.day, $1.slot.start) }.compactMap { row in
            exports[row.export].map { export in
                DiaryPlace(
                    slot: row.slot, diarySeenAt: export.saidAt,
                    reservedUntil: reservations[row.key]?.expiresAt, isBooked: booked.contains(row.slot.key),
                    isNumberTaken: isNumberTaken(row))
            }
        }
    }

    /// Whether another row of the diary has a slot's number and is not free, or stands at another time.
    func isNumberTaken(_ row: SlotRow) -> Bool {
        slots.contains { other in
            other.key == row.key
                && (other.slot.status != .free || other.slot.day != row.slot.day || other.slot.start != row.slot.start)
        }
    }
}
