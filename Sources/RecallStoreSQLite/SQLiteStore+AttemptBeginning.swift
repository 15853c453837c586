import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Decides all gates once more and stores the intent to call, in one transaction. No call is placed without it.
    ///
    /// - Parameters:
    ///   - recall: The recall that is due.
    ///   - id: The new attempt's id, which the provider is told.
    ///   - now: The moment.
    ///   - localTime: `now` by the practice's clock.
    ///   - maxConcurrent: The most calls in progress.
    ///   - maxCallMinutes: How long a call may last that nobody knows of.
    ///   - rules: By which places of the diary are offered.
    ///   - staleAfterDays: Days after which a diary is too old to offer from.
    ///   - context: What the gates need to know of the moment, from what the store knows of it.
    /// - Returns: The attempt as it is stored, or why none has begun.
    /// - Throws: `StoreError`, where the database cannot be used or is damaged.
    package func beginAttempt(
        recall: DueRecall, id: String, now: Instant, localTime: LocalTime, maxConcurrent: Int, maxCallMinutes: Int,
        slots rules: SlotRules, staleAfterDays: Int, context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> AttemptBeginning {
        let calls = AttemptDecision.CallLimits(maxConcurrent: maxConcurrent, maxCallMinutes: maxCallMinutes)
        let offer = SlotOffer(rules: rules, now: now, localTime: localTime, staleAfterDays: staleAfterDays)
        return try await write { db in
            guard let patient = try Self.patient(ofCurrent: recall.recall, db) else { return .gone }
            let limits = try Self.limits(recall.practice, today: localTime.day, db)
            let context = context(limits)
            let snapshot = AttemptSnapshot(
                limits: limits,
                household: try PlanReading(
                    practice: recall.practice, today: localTime.day, of: try Self.household(of: patient, db),
                    in: context, db
                ).snapshot())
            let decision = try AttemptDecision.decide(
                recall: recall.recall, snapshot: snapshot, calls: calls, offer: offer,
                context: context
            ) { try Self.diary(of: recall.practice, for: patient, days: offer.days, db) }
            switch decision {
            case .begin(let intent):
                try Self.insert(intent, of: patient, recall, id: id, now: now, today: localTime.day, db)
                return try Self.subject(id, db).map { .begun($0) } ?? .gone
            case .shut(let gates): return .shut(gates)
            case .busy: return .busy
            case .gone: return .gone
            }
        }
    }

    /// The key of the patient whose current recall it is; nil where it is nobody's.
    private static func patient(ofCurrent recall: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT patient FROM recall WHERE id = ? AND is_current = 1"), arguments: [recall])
    }

    /// The patient and all of the practice who share a telephone with the patient, or had the patient's number before.
    private static func household(of patient: Int64, _ db: Database) throws -> Set<Int64> {
        let sharers = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT other.patient FROM patient_number AS mine
                    JOIN patient_number AS other ON other.practice = mine.practice AND other.phone = mine.phone
                    WHERE mine.patient = ?1
                    UNION SELECT other.id FROM patient AS mine JOIN patient AS other ON other.practice = mine.practice
                        AND other.former_key = mine.patient_key WHERE mine.id = ?1
                    UNION SELECT other.id FROM patient AS mine JOIN patient AS other ON other.practice = mine.practice
                        AND other.patient_key = mine.former_key WHERE mine.id = ?1
                    """), arguments: [patient])
        return Set(sharers + [patient])
    }

    /// The rows of a practice's diary in some days, with what stands against offering them.
    private static func diary(
        of practice: String, for patient: Int64, days: ClosedRange<Day>, _ db: Database
    ) throws -> DiaryView {
        let places = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT slot.*, export.said_at,
                        (SELECT expires_at FROM slot_reservation
                            WHERE slot_reservation.practice = ?1 AND slot_reservation.slot = slot.key) AS reserved_until,
                        EXISTS (SELECT 1 FROM booking WHERE booking.practice = ?1 AND booking.slot = slot.key
                            AND booking.status IN ('requested', 'confirmed')) AS is_booked,
                        \(isNumberTaken) AS is_number_taken
                    FROM slot JOIN export ON export.id = slot.export
                    WHERE slot.practice = ?1 AND slot.day >= ?2 AND slot.day <= ?3
                    ORDER BY slot.day, slot.start, slot.id LIMIT ?4
                    """), arguments: [practice, days.lowerBound, days.upperBound, SlotOffer.mostRows]
        ).map { row in
            DiaryPlace(
                slot: slot(row), diarySeenAt: row["said_at"], reservedUntil: row["reserved_until"],
                isBooked: row["is_booked"], isNumberTaken: row["is_number_taken"])
        }
        let bookings = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM booking WHERE practice = ? AND status IN ('requested', 'confirmed')
                        AND day >= ? AND day <= ? ORDER BY day, start, attempt
                    """), arguments: [practice, days.lowerBound, days.upperBound]
        ).map(appointment)
        let read = try readRow(of: patient, db)
        return DiaryView(
            places: places, bookings: bookings, practitioner: read.text(.practitioner),
            branch: read.text(.practiceBranch))
    }

    /// Whether another row of the diary has a slot's number and is not free, or stands at another time.
    static let isNumberTaken = """
        EXISTS (SELECT 1 FROM slot AS other WHERE other.practice = slot.practice AND other.key = slot.key
            AND (other.status <> 'free' OR other.day <> slot.day OR other.start <> slot.start))
        """

    private static func readRow(of patient: Int64, _ db: Database) throws -> ReadRow {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT patient.read, patient.kept, export.columns FROM patient
                        JOIN export ON export.id = patient.export WHERE patient.id = ?
                        """), arguments: [patient])
        else { throw StoreError.other("a patient has gone") }
        return try joinedRow(row)
    }

    /// Stores the intent to call, keeps the offered places for it, and takes the recall out of the queue.
    private static func insert(
        _ intent: AttemptIntent, of patient: Int64, _ recall: DueRecall, id: String, now: Instant, today: Day,
        _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO attempt (id, recall, patient, practice, phone, started_at, local_day, state,
                    leave_message, offered) VALUES (?, ?, ?, ?, ?, ?, ?, 'placing', ?, ?)
                """
        ).execute(arguments: [
            id, recall.recall, patient, recall.practice, intent.phone, now, today, intent.leavesMessage,
            try JSONText.encode(intent.offered),
        ])
        for slot in intent.offered {
            try db.cachedStatement(
                sql: """
                    INSERT INTO slot_reservation (practice, slot, attempt, expires_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (practice, slot) DO UPDATE SET attempt = excluded.attempt,
                        expires_at = excluded.expires_at
                    """
            ).execute(arguments: [recall.practice, slot.key, id, intent.reservedUntil])
        }
        try db.cachedStatement(sql: "UPDATE recall SET next_attempt_at = NULL WHERE id = ?").execute(arguments: [
            recall.recall
        ])
    }
}
