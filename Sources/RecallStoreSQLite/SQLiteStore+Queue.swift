import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Stores the order of the plan and the moments at which recalls may be tried, and tells staff whom they have to see to.
    ///
    /// A recall brings one line about an urgent patient, and its last attempt one about a patient who was not reached.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - queue: What dialling needs of the plan.
    ///   - now: The moment of the plan.
    ///   - task: The line for staff that a task of the plan makes; nil where staff are not told.
    /// - Returns: How many lines for staff were made.
    /// - Throws: `StoreError`, where the database cannot be used or is damaged; what `task` throws undoes all.
    package func storeQueue(
        practice: String, queue: PlannedQueue, now: Instant,
        task: (@Sendable (StaffTask.Due, PlanLine, PatientFacts) throws -> Event)?
    ) async throws(StoreError) -> Int {
        try await write { db in
            try Self.store(queue.places, now: now, db)
            guard let task else { return 0 }
            var told = 0
            for line in queue.concerns {
                for due in StaffTask.allDue(line, told: try Self.told(of: line.recallID, db)) {
                    if try Self.tell(due, of: line, practice: practice, now: now, task, db) { told += 1 }
                }
            }
            return told
        }
    }

    private static func store(_ places: [PlannedQueue.Place], now: Instant, _ db: Database) throws {
        // Most of a plan changes nothing, and is not written.
        let update = try db.cachedStatement(
            sql: """
                UPDATE recall SET queue_order = ?1, next_attempt_at = ?2
                WHERE id = ?3 AND (queue_order IS NOT ?1 OR next_attempt_at IS NOT ?2)
                """)
        for place in places {
            let next = place.next.map { $0 <= now ? dueAlready : $0 }
            try update.execute(arguments: [place.order, next, place.recall])
        }
    }

    /// What staff were told of a recall.
    private static func told(of recall: String, _ db: Database) throws -> StaffTask.History {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT recall.urgent_task_raised, patient.another_person, patient.same_person, attempt.id, attempt.call_id, attempt.outcome,
                            EXISTS (SELECT 1 FROM event WHERE event.patient = attempt.patient
                                AND event.attempt = attempt.id AND event.kind = 'tasks') AS has_task
                        FROM recall JOIN patient ON patient.id = recall.patient LEFT JOIN attempt ON attempt.rowid = (SELECT rowid FROM attempt
                            WHERE recall = recall.id AND state <> 'void' ORDER BY started_at DESC, rowid DESC LIMIT 1)
                        WHERE recall.id = ?
                        """), arguments: [recall])
        else { return StaffTask.History(isUrgentTold: false) }
        let last = (row["id"] as String?).map { id in
            StaffTask.LastAttempt(
                id: id, callID: row["call_id"], outcome: (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)),
                hasTask: row["has_task"])
        }
        let reasons = try String.fetchSet(
            db.cachedStatement(
                sql: """
                    SELECT event.body ->> '$.reason' FROM recall
                    JOIN event ON event.patient = recall.patient AND event.kind = 'tasks' AND event.attempt IS NULL
                    WHERE recall.id = ? AND event.body ->> '$.reason' IS NOT NULL
                    """), arguments: [recall])
        return StaffTask.History(
            isUrgentTold: row["urgent_task_raised"], isAnotherPersonTold: row["another_person"] == 2,
            isSamePersonTold: row["same_person"] != 0, last: last, reasons: reasons)
    }

    /// Stores the line of a task, and that staff were told.
    ///
    /// - Returns: Whether it was stored: a patient who has been forgotten since the plan was made has no line.
    private static func tell(
        _ due: StaffTask.Due, of line: PlanLine, practice: String, now: Instant,
        _ task: (StaffTask.Due, PlanLine, PatientFacts) throws -> Event, _ db: Database
    ) throws -> Bool {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT id, facts FROM patient WHERE practice = ? AND patient_id = ?"),
                arguments: [practice, line.patientID])
        else { return false }
        let event = try task(due, line, try PatientFacts(packed: row["facts"]))
        switch due.once {
        case .urgent:
            try db.cachedStatement(sql: "UPDATE recall SET urgent_task_raised = 1 WHERE id = ?").execute(
                arguments: [line.recallID])
        case .anotherPerson:
            try db.execute(
                sql: "UPDATE patient SET another_person = 2 WHERE id = ? AND another_person = 1",
                arguments: [row["id"] as Int64])
        case .samePerson(let others):
            for number in [line.patientID] + others {
                try db.execute(
                    sql: "UPDATE patient SET same_person = 1 WHERE practice = ? AND patient_id = ? AND same_person = 0",
                    arguments: [practice, number])
            }
        case nil: break
        }
        try insert(event, practice: practice, patient: row["id"], attempt: due.attempt, now: now, db)
        return true
    }

    /// The first recalls of the queue whose time has come, in the order of the plan, of the practices named.
    ///
    /// The queue is read along its index and never as a whole: for each moment that has come, the first few in order.
    /// Every plan puts what may be tried at once at `dueAlready`, so that such moments are few.
    package func dueRecalls(
        practices: [String], now: Instant, limit: Int, without: Set<String> = []
    ) async throws(StoreError) -> [DueRecall] {
        try await read { db in
            var due: [(order: Int, recall: DueRecall)] = []
            for practice in practices {
                var moment = try Self.moment(after: nil, practice: practice, db)
                while let at = moment, at <= now {
                    let rows = try Row.fetchCursor(
                        db.cachedStatement(sql: Queue.firstAtMoment), arguments: [practice, at])
                    var taken = 0
                    while taken < limit, let row = try rows.next() {
                        let recall = DueRecall(recall: row["id"], practice: practice)
                        guard !without.contains(recall.recall) else { continue }
                        due.append((row["queue_order"], recall))
                        taken += 1
                    }
                    moment = try Self.moment(after: at, practice: practice, db)
                }
            }
            return due.sorted { ($0.order, $0.recall.practice) < ($1.order, $1.recall.practice) }.prefix(limit)
                .map(\.recall)
        }
    }

    /// When the next recall may be tried, after `now`.
    package func nextDue(practices: [String], after now: Instant) async throws(StoreError) -> Instant? {
        try await read { db in
            try practices.compactMap { try Self.moment(after: now, practice: $0, db) }.min()
        }
    }

    private static func moment(after: Instant?, practice: String, _ db: Database) throws -> Instant? {
        try Instant.fetchOne(
            db.cachedStatement(sql: Queue.nextMoment),
            arguments: [practice, after ?? Instant(milliseconds: .min)])
    }

    /// The questions to the queue, both answered from the partial index `recall_next`.
    enum Queue {
        static let nextMoment = """
            SELECT min(next_attempt_at) FROM recall
            WHERE is_current = 1 AND next_attempt_at IS NOT NULL AND practice = ? AND next_attempt_at > ?
            """
        static let firstAtMoment = """
            SELECT id, queue_order FROM recall
            WHERE is_current = 1 AND next_attempt_at IS NOT NULL AND practice = ? AND next_attempt_at = ?
            ORDER BY queue_order
            """
    }

    /// Where the queue keeps what could be tried when the plan was made.
    private static let dueAlready = Instant(milliseconds: 0)

    /// Puts a recall off whose gate turned out to be shut.
    package func postpone(recall: String, until: Instant?) async throws(StoreError) {
        try await write { db in
            try db.cachedStatement(sql: "UPDATE recall SET next_attempt_at = ? WHERE id = ?").execute(arguments: [
                until, recall,
            ])
        }
    }
}
