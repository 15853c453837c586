import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Attempts whose intent was stored and of which nobody knows more: their request may have left, so they are unknown.
    ///
    /// Only for the holder of the lock on the state directory, while no request of its own is on its way.
    package func recoverPlacing(now: Instant) async throws(StoreError) -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE attempt SET state = 'unknown', unknown_since = min(started_at, ?1), next_poll_at = ?1
                    WHERE state = 'placing'
                    """, arguments: [now])
            return db.changesCount
        }
    }

    /// Bland has taken the call. That ends a row of requests that it refused.
    package func accept(attempt: String, callID: String, nextPollAt: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE attempt SET state = 'following', call_id = ?1, next_poll_at = ?2
                    WHERE id = ?3 AND \(AttemptStep.accept.leaves) AND (call_id IS NULL OR call_id = ?1)
                        AND NOT EXISTS (SELECT 1 FROM attempt AS other WHERE other.call_id = ?1 AND other.id <> ?3)
                    """
            ).execute(arguments: [callID, nextPollAt, attempt])
            guard db.changesCount == 1 else { return false }
            try db.cachedStatement(sql: "DELETE FROM refused_request").execute()
            return true
        }
    }

    /// The request certainly reached nobody: the attempt does not count, and its slots are free again.
    package func markNotPlaced(attempt: String) async throws(StoreError) -> Bool {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE attempt SET state = 'void', next_poll_at = NULL
                    WHERE id = ? AND \(AttemptStep.markNotPlaced.leaves)
                    """
            ).execute(arguments: [attempt])
            guard db.changesCount == 1 else { return false }
            try db.cachedStatement(sql: "DELETE FROM slot_reservation WHERE attempt = ?").execute(arguments: [attempt])
            return true
        }
    }

    /// The provider refused the request for what stands in it: the attempt does not count, the recall waits until staff have
    /// it go on, and they are told.
    package func setAside(
        attempt id: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Int? {
        try await write { db in
            guard let subject = try Self.subject(id, db), subject.attempt.state == .placing else { return nil }
            try db.execute(
                sql: "UPDATE attempt SET state = 'void', next_poll_at = NULL WHERE id = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM slot_reservation WHERE attempt = ?", arguments: [id])
            let patient = subject.attempt.patient
            let others =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM refused_request WHERE patient <> ?", arguments: [patient]) ?? 0
            guard RefusalRule.isOfPatient(others: others) else { return others }
            try db.execute(sql: "INSERT INTO refused_request VALUES (?) ON CONFLICT DO NOTHING", arguments: [patient])
            try db.execute(sql: "UPDATE recall SET refused = 1 WHERE id = ?", arguments: [subject.attempt.recall])
            try Self.insert(try events(subject), subject: subject, now: now, db)
            return others + 1
        }
    }

    /// The answer was lost: somebody may have been called.
    package func markUnknown(attempt: String, now: Instant, nextPollAt: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE attempt SET state = 'unknown', unknown_since = ?, next_poll_at = ?, in_call = 0
                    WHERE id = ? AND \(AttemptStep.markUnknown.leaves)
                    """
            ).execute(arguments: [now, nextPollAt, attempt])
            return db.changesCount == 1
        }
    }

    /// The attempts that are to be looked at now, the longest waiting first.
    package func attemptsToPoll(now: Instant, limit: Int) async throws(StoreError) -> [Attempt] {
        try await read { db in
            try Row.fetchAll(db.cachedStatement(sql: Live.toLookAt), arguments: [now, limit]).map(Self.attempt)
        }
    }

    /// When the next attempt is to be looked at; nil where none is.
    package func nextPoll() async throws(StoreError) -> Instant? {
        try await read { db in
            try Instant.fetchOne(db.cachedStatement(sql: Live.nextPoll))
        }
    }

    /// Notes that attempts were looked at, and what was seen.
    package func record(_ polls: [PollResult]) async throws(StoreError) {
        try await write { db in
            let update = try db.cachedStatement(
                sql: """
                    UPDATE attempt SET next_poll_at = ?, polls = polls + 1, in_call = ?,
                        over_since = coalesce(over_since, ?)
                    WHERE id = ? AND state IN ('following', 'unknown')
                    """)
            for poll in polls {
                try update.execute(arguments: [poll.nextPollAt, poll.isInCall, poll.overSince, poll.attempt])
            }
        }
    }

    /// Has the attempts that have not ended looked at now: a machine that starts has been away for who knows how long, and
    /// after the clock was set back the next look may lie a year ahead. Of those, what was noted at a moment that has not come
    /// yet is taken for noted now.
    package func pollSoon(phone: PhoneNumber? = nil, now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE attempt SET next_poll_at = ?1, unknown_since = min(unknown_since, ?1),
                        over_since = min(over_since, ?1)
                    WHERE \(Live.isFollowed) AND next_poll_at > ?1
                        AND (?2 IS NULL OR phone = ?2)
                    """, arguments: [now, phone])
            return db.changesCount > 0
        }
    }

    /// Ends an attempt: outcome, stops, booking and events in one transaction.
    package func finishAttempt(
        attempt id: String, from states: Set<AttemptState>, now: Instant,
        decide: @escaping @Sendable (CallSubject) throws -> Settlement
    ) async throws(StoreError) -> Settlement? {
        try await write { db in
            guard let subject = try Self.subject(id, db),
                states.intersection(AttemptStep.settle.from).contains(subject.attempt.state)
            else { return nil }
            let settlement = try decide(subject)
            try db.cachedStatement(
                sql: """
                    UPDATE attempt SET state = 'settled', outcome = ?, answered_by = ?, duration = ?, price = ?,
                        callback_at = ?, report = ?, settled_at = ?, next_poll_at = NULL, in_call = 0
                    WHERE id = ? AND state = ?
                    """
            ).execute(arguments: [
                settlement.outcome.rawValue, settlement.answeredBy, settlement.durationSeconds,
                settlement.priceUSD, settlement.callbackAt, settlement.report, now, id,
                subject.attempt.state.rawValue,
            ])
            try db.cachedStatement(sql: "DELETE FROM slot_reservation WHERE attempt = ?").execute(arguments: [id])
            if let booking = settlement.booking { try Self.insert(booking, subject: subject, now: now, db) }
            for stop in settlement.stops { _ = try Self.addStop(stop, by: actor, now: now, db) }
            try Self.insert(settlement.events, subject: subject, now: now, db)
            if !settlement.stops.isEmpty || settlement.booking != nil {
                try Self.withdrawTasks(of: subject.attempt.practice, now: now, db)
            }
            if actor != .recalld {
                try Self.audit(actor.stored, "settle", "\(id): \(settlement.outcome.rawValue)", now: now, db)
            }
            return settlement
        }
    }

    /// Tells staff, once, that it cannot be found out whether an attempt called anybody. It stays unknown.
    package func tellUnknown(
        attempt id: String, now: Instant, nextPollAt: Instant,
        events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard let subject = try Self.subject(id, db), subject.attempt.isToBeTold else { return false }
            try db.execute(
                sql: "UPDATE attempt SET unknown_told = 1, next_poll_at = ? WHERE id = ? AND state = 'unknown'",
                arguments: [nextPollAt, id])
            try Self.insert(try events(subject), subject: subject, now: now, db)
            return true
        }
    }

    /// Staff say that an unknown attempt called nobody: it does not count, and the patient may be called again.
    package func markNotCalled(
        attempt id: String, now: Instant, events: @escaping @Sendable (CallSubject) throws -> [Event]
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard let subject = try Self.subject(id, db),
                AttemptStep.markNotCalled.from.contains(subject.attempt.state)
            else { return false }
            try db.execute(
                sql: """
                    UPDATE attempt SET state = 'void', next_poll_at = NULL
                    WHERE id = ? AND \(AttemptStep.markNotCalled.leaves)
                    """, arguments: [id])
            try db.execute(sql: "DELETE FROM slot_reservation WHERE attempt = ?", arguments: [id])
            try Self.insert(try events(subject), subject: subject, now: now, db)
            try Self.audit(actor.stored, "settle", "\(id): nobody was called", now: now, db)
            return true
        }
    }

    /// One attempt by its id.
    package func attempt(_ id: String) async throws(StoreError) -> Attempt? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM attempt WHERE id = ?", arguments: [id]).map(Self.attempt)
        }
    }

    /// The calls that Bland may know already, of a number since a moment, so that none is taken for another attempt.
    package func knownCalls(phone: PhoneNumber) async throws(StoreError) -> Set<String> {
        try await read { db in
            Set(
                try String.fetchAll(
                    db, sql: "SELECT call_id FROM attempt WHERE phone = ? AND call_id IS NOT NULL", arguments: [phone]))
        }
    }

    private static func insert(_ events: [Event], subject: CallSubject, now: Instant, _ db: Database) throws {
        for event in events {
            try insert(
                event, practice: subject.attempt.practice, patient: subject.attempt.patient,
                attempt: subject.attempt.id, now: now, db)
        }
    }

    private static func insert(_ booking: Appointment, subject: CallSubject, now: Instant, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO booking (attempt, practice, patient, slot, day, start, end, practitioner, room, type, status,
                    booked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested', ?)
                """
        ).execute(arguments: [
            subject.attempt.id, subject.attempt.practice, subject.attempt.patient, booking.slotID, booking.day,
            booking.start, booking.end, booking.practitioner, booking.room, booking.type, now,
        ])
    }
}
