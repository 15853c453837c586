import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// What the plan of a practice comes to, without all of it being in memory at once.
    ///
    /// `start`: what it comes to before its first line.
    /// `add`: takes the next line, in the order of the plan.
    package func plan<Result: Sendable>(
        practice: String, today: Day, suppose: [String: [PastAttempt]] = [:],
        context: @escaping @Sendable (PracticeLimits) -> GateContext, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws(StoreError) -> Result {
        try await read { db in
            var result = start
            try Self.plan(
                practice: practice, patients: nil, today: today, suppose: suppose,
                context: context(try Self.limits(practice, today: today, db)), db
            ) { line in add(&result, line) }
            return result
        }
    }

    /// One patient's line of the plan with all that it was decided from; nil where the practice has no such patient.
    package func explain(
        practice: String, patientID: String, today: Day,
        context makeContext: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> ExplainedLine? {
        try await read { db in
            let context = makeContext(try Self.limits(practice, today: today, db))
            let stops = try Self.stops(practice, db)
            let patients = try Self.planPatients(
                practice: practice, only: nil, today: today, suppose: [:], stops: stops, db)
            guard
                let found = Planner.explain(
                    patientID, among: patients, context: context, stoppedNumbers: stops.numbers,
                    numbersInUse: try Self.numbersInUse(db),
                    numbersDialledToday: try Self.numbersDialled(on: today, db))
            else { return nil }
            return ExplainedLine(line: found.line, input: found.input, context: context)
        }
    }

    /// What holds for a practice at the moment.
    package func limits(practice: String, today: Day) async throws(StoreError) -> PracticeLimits {
        try await read { db in try Self.limits(practice, today: today, db) }
    }

    /// Stores the order of the plan and the moments at which recalls may be tried, and tells staff whom they have to see to.
    ///
    /// `task`: the line for staff that a task of the plan makes; nil where staff are not told. A recall brings one about
    /// an urgent patient, and its last attempt one about a patient who was not reached.
    /// Answers how many lines for staff were made.
    package func storeQueue(
        practice: String, queue: PlannedQueue, now: Instant,
        task: (@Sendable (TaskProposal, PlanLine, PatientFacts) throws -> Event)?
    ) async throws(StoreError) -> Int {
        try await write { db in
            // Most of a plan changes nothing, and is not written.
            let update = try db.cachedStatement(
                sql: """
                    UPDATE recall SET queue_order = ?1, next_attempt_at = ?2
                    WHERE id = ?3 AND (queue_order IS NOT ?1 OR next_attempt_at IS NOT ?2)
                    """)
            for place in queue.places {
                let next = place.next.map { $0 <= now ? Self.dueAlready : $0 }
                try update.execute(arguments: [place.order, next, place.recall])
            }
            guard let task else { return 0 }
            var told = 0
            for line in queue.concerns {
                guard let due = try Self.taskDue(line, db),
                    let row = try Row.fetchOne(
                        db.cachedStatement(sql: "SELECT id, facts FROM patient WHERE practice = ? AND patient_id = ?"),
                        arguments: [practice, line.patientID])
                else { continue }
                let facts = try PatientFacts(packed: row["facts"])
                var event = try task(due.task, line, facts)
                event.attempt = due.attempt
                event.callID = due.callID
                try Self.insert(event, practice: practice, patient: row["id"], attempt: due.attempt, now: now, db)
                told += 1
            }
            return told
        }
    }

    /// The task that a line of the plan brings and that staff have not been told; that they are is noted.
    private static func taskDue(
        _ line: PlanLine, _ db: Database
    ) throws -> (task: TaskProposal, attempt: String?, callID: String?)? {
        if let task = StaffTask.urgent(line) {
            try db.cachedStatement(
                sql: "UPDATE recall SET urgent_task_raised = 1 WHERE id = ? AND urgent_task_raised = 0"
            ).execute(arguments: [line.recallID])
            return db.changesCount == 1 ? (task, nil, nil) : nil
        }
        // A call that used up the limit has told staff itself; one that did not may be overtaken by the calendar.
        guard line.decision.gate?.code == .attemptLimit,
            let last = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT id, call_id, outcome, EXISTS (SELECT 1 FROM event WHERE event.patient = attempt.patient
                            AND event.attempt = attempt.id AND event.kind = 'tasks') AS told
                        FROM attempt WHERE recall = ? AND state <> 'void' ORDER BY started_at DESC, rowid DESC LIMIT 1
                        """), arguments: [line.recallID]),
            !(last["told"] as Bool), let outcome = (last["outcome"] as String?).flatMap(Outcome.init(rawValue:)),
            let task = StaffTask.unreached(after: outcome, level: line.assessment.level)
        else { return nil }
        return (task, last["id"], last["call_id"])
    }

    /// The first recalls of the queue whose time has come, in the order of the plan, of the practices named.
    ///
    /// The queue is read along its index and never as a whole: for each moment that has come, the first few in order.
    /// Every plan puts what may be tried at once at `dueAlready`, so that such moments are few.
    ///
    /// `without`: recalls that are passed over.
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

    /// How SQLite answers the questions that are asked for each call: the lines of its `EXPLAIN QUERY PLAN`.
    package func queryPlans() async throws(StoreError) -> (queue: [String], live: [String], day: [String]) {
        try await read { db in
            func plan(_ questions: [String]) throws -> [String] {
                try questions.flatMap { sql in
                    let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
                    let count = sql.count { $0 == "?" }
                    return try Row.fetchAll(
                        statement, arguments: StatementArguments(Array(repeating: 0, count: count))
                    ).map { $0["detail"] as String }
                }
            }
            return (
                queue: try plan([Queue.nextMoment, Queue.firstAtMoment]), live: try plan(Live.all),
                day: try plan([
                    Today.calls, Today.numbers + Chosen.numbers, Live.numbersInUse + Chosen.numbers,
                    Self.attemptsQuery(filter: Chosen.patients),
                ])
            )
        }
    }

    private static func moment(after: Instant?, practice: String, _ db: Database) throws -> Instant? {
        try Instant.fetchOne(
            db.cachedStatement(sql: Queue.nextMoment),
            arguments: [practice, after ?? Instant(milliseconds: .min)])
    }

    /// The questions to the queue, both answered from the partial index `recall_next`.
    private enum Queue {
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

    /// Decides all gates once more and stores the intent to call, in one transaction. No call is placed without it.
    ///
    /// `id`: the new attempt's id, which Bland is told.
    /// `maxConcurrent`: the most calls in progress.
    /// `maxCallMinutes`: how long a call may last that nobody knows of.
    /// `localTime`: now, by the practice's clock.
    package func beginAttempt(
        recall: DueRecall, id: String, now: Instant, localTime: LocalTime, maxConcurrent: Int, maxCallMinutes: Int,
        slots rules: SlotRules, staleAfterDays: Int, context: @escaping @Sendable (PracticeLimits) -> GateContext
    ) async throws(StoreError) -> AttemptBeginning {
        try await write { db in
            guard
                let patient = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT patient.id, patient.patient_id FROM recall JOIN patient ON patient.id = recall.patient
                            WHERE recall.id = ? AND recall.is_current = 1
                            """), arguments: [recall.recall])
            else { return .gone }
            let limits = try Self.limits(
                recall.practice, today: localTime.day, maxCallMinutes: maxCallMinutes, now: now, db)
            guard limits.callsInProgress < maxConcurrent else { return .busy }
            let key: Int64 = patient["id"]
            let sharers = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT other.patient FROM patient_number AS mine
                        JOIN patient_number AS other ON other.practice = mine.practice AND other.phone = mine.phone
                        WHERE mine.patient = ?
                        """), arguments: [key])
            var found: PlanLine?
            try Self.plan(
                practice: recall.practice, patients: Set(sharers + [key]), today: localTime.day, suppose: [:],
                context: context(limits), db
            ) { line in if line.recallID == recall.recall { found = line } }
            guard let line = found else { return .gone }
            guard line.decision.isOpen, let phone = line.decision.phone else { return .shut(line.decision) }
            let facts = try Self.facts(key, db)
            var rules = rules
            rules.practitioners = rules.practitioners.adding(PractitionerList(openings: limits.openings))
            let offered = try Self.offer(
                practice: recall.practice, recall: line.assessment.type, rules: rules, localTime: localTime, now: now,
                staleAfterDays: staleAfterDays, practitioner: facts.read.text(.practitioner), db)
            let letters = offered.enumerated().compactMap { index, slot in
                OfferedSlot.letter(index).map {
                    OfferedSlot(
                        letter: $0, key: slot.key, day: slot.day, minute: slot.start,
                        practitioner: rules.practitioners.name(slot.practitioner))
                }
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO attempt (id, recall, patient, practice, phone, started_at, local_day, state,
                        leave_message, offered) VALUES (?, ?, ?, ?, ?, ?, ?, 'placing', ?, ?)
                    """
            ).execute(arguments: [
                id, recall.recall, key, recall.practice, phone, now, localTime.day,
                line.decision.mayLeaveMessage, try JSONText.encode(letters),
            ])
            let expires = now.adding(minutes: rules.holdMinutes)
            for slot in offered {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO slot_reservation (practice, slot, attempt, expires_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (practice, slot) DO UPDATE SET attempt = excluded.attempt,
                            expires_at = excluded.expires_at
                        """
                ).execute(arguments: [recall.practice, slot.key, id, expires])
            }
            try db.cachedStatement(sql: "UPDATE recall SET next_attempt_at = NULL WHERE id = ?").execute(arguments: [
                recall.recall
            ])
            guard let subject = try Self.subject(id, db) else { return .gone }
            return .begun(subject)
        }
    }

    private static func facts(_ patient: Int64, _ db: Database) throws -> (facts: PatientFacts, read: ReadRow) {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT patient.facts, patient.read, export.columns FROM patient
                        JOIN export ON export.id = patient.export WHERE patient.id = ?
                        """), arguments: [patient])
        else { throw StoreError.other("a patient has gone") }
        return (try PatientFacts(packed: row["facts"]), try readRow(row))
    }

    /// Free slots that no other call holds and that nobody has booked through us, from a diary that is not stale.
    private static func offer(
        practice: String, recall: RecallType, rules: SlotRules, localTime: LocalTime, now: Instant, staleAfterDays: Int,
        practitioner: String?, _ db: Database
    ) throws -> [FreeSlot] {
        guard rules.offer > 0 else { return [] }
        let free = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT slot.* FROM slot JOIN export ON export.id = slot.export
                    WHERE slot.practice = ?1 AND slot.status = 'free' AND slot.day >= ?2 AND slot.day <= ?3
                        AND export.first_seen_at >= ?4
                        AND NOT EXISTS (SELECT 1 FROM slot_reservation
                            WHERE slot_reservation.practice = ?1 AND slot_reservation.slot = slot.key AND slot_reservation.expires_at > ?5)
                        AND NOT EXISTS (SELECT 1 FROM booking
                            WHERE booking.practice = ?1 AND booking.slot = slot.key
                                AND booking.status IN ('requested', 'confirmed'))
                    ORDER BY slot.day, slot.start LIMIT 2000
                    """),
            arguments: [
                practice, localTime.day, localTime.day.adding(days: 60), now.adding(hours: -24 * staleAfterDays), now,
            ]
        ).map(freeSlot)
        return SlotChoice.choose(
            from: free, for: recall, rules: rules, now: localTime, practitioner: practitioner)
    }

    static func limits(
        _ practice: String, today: Day, maxCallMinutes: Int = 60, now: Instant? = nil, _ db: Database
    ) throws -> PracticeLimits {
        let day = try Row.fetchOne(db.cachedStatement(sql: Today.calls), arguments: [today])
        let limit = (now ?? Instant(milliseconds: 0)).adding(minutes: -maxCallMinutes - 1)
        let busy =
            try Int.fetchOne(db.cachedStatement(sql: Live.busy), arguments: [limit]) ?? 0
        return PracticeLimits(
            callsToday: day?["calls"] ?? 0, spendToday: day?["spend"] ?? 0, isPaused: try isPaused(practice, db),
            provider: try provider(db), openings: try openings(practice, db), callsInProgress: busy)
    }

    /// Makes the plan of a practice, or what it would be if it had no other patients than those named.
    private static func plan(
        practice: String, patients: Set<Int64>?, today: Day, suppose: [String: [PastAttempt]], context: GateContext,
        _ db: Database, body: (PlanLine) -> Void
    ) throws {
        let stops = try stops(practice, db)
        let loaded = try planPatients(
            practice: practice, only: patients, today: today, suppose: suppose, stops: stops, db)
        Planner.plan(
            loaded, context: context, stoppedNumbers: stops.numbers, numbersInUse: try numbersInUse(of: patients, db),
            numbersDialledToday: try numbersDialled(on: today, of: patients, db), body: body)
    }

    /// The numbers that were dialled on a day, whoever was called; where patients are named, of these only theirs.
    private static func numbersDialled(
        on day: Day, of patients: Set<Int64>? = nil, _ db: Database
    ) throws -> Set<PhoneNumber> {
        try numbers(Today.numbers, [day], of: patients, db)
    }

    /// The numbers with a call in progress, whoever is called; where patients are named, of these only theirs.
    private static func numbersInUse(of patients: Set<Int64>? = nil, _ db: Database) throws -> Set<PhoneNumber> {
        try numbers(Live.numbersInUse, [], of: patients, db)
    }

    private static func numbers(
        _ sql: String, _ arguments: StatementArguments, of patients: Set<Int64>?, _ db: Database
    ) throws -> Set<PhoneNumber> {
        let (sql, arguments) =
            patients.map { (sql + Chosen.numbers, arguments + Chosen.arguments($0)) } ?? (sql, arguments)
        return Set(try PhoneNumber.fetchAll(db.cachedStatement(sql: sql), arguments: arguments))
    }

    /// The questions about a day's attempts.
    private enum Today {
        static let calls = """
            SELECT count(*) AS calls, total(price) AS spend FROM attempt WHERE local_day = ? AND state <> 'void'
            """
        static let numbers = "SELECT phone FROM attempt WHERE local_day = ? AND state <> 'void'"
    }

    /// What narrows a question to some patients. They are told as one value, so that SQLite need not read the question
    /// anew for each call.
    private enum Chosen {
        private static let keys = "SELECT value FROM json_each(?)"
        static let patients = " AND patient.id IN (\(keys))"
        static let diary = " AND patient_id IN (SELECT patient_id FROM patient WHERE id IN (\(keys)))"
        /// All that the patients have; the recalls of a plan are called on no others.
        static let numbers = " AND phone IN (SELECT phone FROM patient_number WHERE patient IN (\(keys)))"

        static func arguments(_ patients: Set<Int64>) -> StatementArguments {
            ["[\(patients.sorted().map(String.init).joined(separator: ","))]"]
        }
    }

    /// The do-not-call list as it concerns one practice.
    private struct Stops {
        var numbers: Set<PhoneNumber> = []
        var patients: Set<String> = []
        /// Patients who are said to have moved away: they have left the recall, and have not asked for anything.
        var moved: Set<String> = []
        /// Numbers that are not theirs, by patient.
        var wrong: [String: Set<PhoneNumber>] = [:]
    }

    private static func stops(_ practice: String, _ db: Database) throws -> Stops {
        var stops = Stops()
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT phone, patient_id, source = 'call' AND reason = 'moved_away' AS is_move FROM stop
                    WHERE ended_at IS NULL AND (practice IS NULL OR practice = ?)
                    """), arguments: [practice])
        while let row = try rows.next() {
            let phone: PhoneNumber? = row["phone"]
            let patient: String? = row["patient_id"]
            let isMove: Bool = row["is_move"]
            switch (phone, patient) {
            case (let phone?, let patient?): stops.wrong[patient, default: []].insert(phone)
            case (let phone?, nil): stops.numbers.insert(phone)
            case (nil, let patient?) where isMove: stops.moved.insert(patient)
            case (nil, let patient?): stops.patients.insert(patient)
            case (nil, nil): break
            }
        }
        return stops
    }

    private static func planPatients(
        practice: String, only: Set<Int64>?, today: Day, suppose: [String: [PastAttempt]], stops: Stops, _ db: Database
    ) throws -> [PlanPatient] {
        let chosen = only.map(Chosen.arguments) ?? []
        let filter = only == nil ? (patients: "", diary: "") : (patients: Chosen.patients, diary: Chosen.diary)
        let history = try attempts(
            attemptsQuery(filter: filter.patients), arguments: [practice] + chosen, today: today, db)
        var newest: [String: Int64] = [:]
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, fingerprint FROM export WHERE practice = ? AND kind = 'patients' AND state = 'imported'
                    ORDER BY id
                    """), arguments: [practice])
        { newest[row["fingerprint"] ?? ""] = row["id"] }
        // The last of a patient's bookings: until then nobody rings.
        var booked: [String: Day] = [:]
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT patient_id, max(day) AS day FROM slot
                    WHERE practice = ? AND patient_id IS NOT NULL AND status = 'booked' AND day >= ?\(filter.diary)
                    GROUP BY patient_id
                    """), arguments: [practice, today] + chosen)
        { booked[row["patient_id"]] = row["day"] }

        var patients: [PlanPatient] = []
        // An array that grows by doubling takes three times its room while it does.
        if only == nil {
            let count = "SELECT count(*) FROM recall WHERE practice = ? AND is_current = 1"
            patients.reserveCapacity(try Int.fetchOne(db.cachedStatement(sql: count), arguments: [practice]) ?? 0)
        }
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT patient.id, patient.patient_id, patient.conflict, patient.facts, patient.export,
                        recall.id AS recall, recall.held_by_staff, recall.cancelled, recall.released,
                        export.first_seen_at, export.fingerprint
                    FROM patient
                    JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                    JOIN export ON export.id = patient.export
                    WHERE patient.practice = ?\(filter.patients)
                    """), arguments: [practice] + chosen)
        while let row = try rows.next() {
            let key: Int64 = row["id"]
            let patientID: String = row["patient_id"]
            var facts = try PatientFacts(packed: row["facts"])
            if stops.moved.contains(patientID) { facts.reminderSuppressed = true }
            if let wrong = stops.wrong[patientID] { facts.numbers.removeAll { wrong.contains($0) } }
            let isHeld: Bool = row["held_by_staff"]
            let past = history[key]
            var patient = PlanPatient(
                patientID: patientID, recallID: row["recall"], facts: facts,
                isHeldByStaff: isHeld, isReleasedByStaff: row["released"],
                isStopped: stops.patients.contains(patientID), diaryAppointment: booked[patientID],
                exportSeenAt: row["first_seen_at"],
                isMissingFromNewest: newest[row["fingerprint"] ?? ""] != row["export"],
                attempts: (past?.attempts ?? []) + (suppose[patientID] ?? []), progress: past?.progress,
                numberInProgress: past?.numberInProgress, numbersDialledToday: past?.dialledToday ?? [])
            patient.isCancelled = row["cancelled"]
            patient.hasConflict = row["conflict"]
            patients.append(patient)
        }
        return patients
    }

    /// What was tried for a patient.
    private struct History {
        var attempts: [PastAttempt] = []
        var progress: RecallProgress?
        var numberInProgress: PhoneNumber?
        var dialledToday: [PhoneNumber] = []
    }

    private static func attemptsQuery(filter: String) -> String {
        """
        SELECT attempt.*, recall.is_current, recall.set_aside_at FROM attempt
        JOIN recall ON recall.id = attempt.recall JOIN patient ON patient.id = attempt.patient
        WHERE attempt.practice = ? AND attempt.state <> 'void'\(filter)
        ORDER BY attempt.started_at, attempt.rowid
        """
    }

    private static func attempts(
        _ sql: String, arguments: StatementArguments, today: Day, _ db: Database
    ) throws -> [Int64: History] {
        var history: [Int64: History] = [:]
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            var past = history[row["patient"]] ?? History()
            if row["is_current"] as Bool { past.attempts.append(pastAttempt(row)) }
            if row["local_day"] as Day == today { past.dialledToday.append(row["phone"]) }
            switch AttemptState(rawValue: row["state"]) {
            case .placing?, .following?:
                past.progress = (row["in_call"] as Bool) ? .inCall : .dialling
                past.numberInProgress = row["phone"]
            default: break
            }
            history[row["patient"]] = past
        }
        return history
    }
}
