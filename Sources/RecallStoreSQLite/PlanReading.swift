import GRDB
import RecallCore

/// Reads what the plan of a practice is made of.
struct PlanReading {
    private let practice: String
    private let today: Day
    /// From when on calls of a telephone count towards what may go to one.
    private let callsSince: (day: Day, moment: Instant)
    /// The patients of whom it is read; nil for all of the practice.
    private let patients: Set<Int64>?
    private let db: Database

    init(practice: String, today: Day, of patients: Set<Int64>? = nil, in context: GateContext, _ db: Database) {
        self.practice = practice
        self.today = today
        callsSince = context.callsSince
        self.patients = patients
        self.db = db
    }

    /// The snapshot of one plan.
    ///
    /// - Parameter suppose: Attempts taken as made, by patient id.
    /// - Returns: The patients and numbers that the plan is made of.
    /// - Throws: What SQLite says, or `StoreError.damaged`.
    func snapshot(suppose: [String: [PastAttempt]] = [:]) throws -> PlanSnapshot {
        let register = try register()
        var snapshot = PlanSnapshot(
            patients: [], stoppedNumbers: register.stops.numbers, numbersInUse: try numbers(Live.numbersInUse, []),
            numbersDialledToday: try numbers(Today.numbers, [today]).union(try numbers(Today.keptNumbers, [today])))
        snapshot.closedNumbers = register.closedNumbers
        snapshot.callsByNumber = try callsByNumber()
        try addPatients(to: &snapshot, register, histories: try histories(), suppose: suppose)
        return snapshot
    }

    /// The calls of late, by number, of whichever practice.
    private func callsByNumber() throws -> [PhoneNumber: [Instant]] {
        var calls: [PhoneNumber: [Instant]] = [:]
        for sql in [Today.callsSince, Today.keptCallsSince] {
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql + filter(Chosen.numbers)),
                arguments: [callsSince.day, callsSince.moment] + chosen)
            while let row = try rows.next() { calls[row["phone"], default: []].append(row["started_at"]) }
        }
        return calls
    }

    static func attemptsQuery(filter: String) -> String {
        """
        SELECT attempt.*, recall.is_current, recall.set_aside_at FROM attempt
        JOIN recall ON recall.id = attempt.recall JOIN patient ON patient.id = attempt.patient
        WHERE attempt.practice = ? AND attempt.state <> 'void'\(filter)
        ORDER BY attempt.started_at, attempt.rowid
        """
    }

    private var chosen: StatementArguments { patients.map(Chosen.arguments) ?? [] }

    private func filter(_ sql: String) -> String { patients == nil ? "" : sql }

    /// The numbers that a question gives; where patients are named, of these only theirs.
    private func numbers(_ sql: String, _ arguments: StatementArguments) throws -> Set<PhoneNumber> {
        Set(
            try PhoneNumber.fetchAll(
                db.cachedStatement(sql: sql + filter(Chosen.numbers)), arguments: arguments + chosen))
    }

    private func register() throws -> RegisterView {
        var register = RegisterView(stops: try stops())
        try noteClosures(in: &register)
        let exports = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, fingerprint FROM export WHERE practice = ? AND kind = 'patients' AND state = 'imported'
                        AND is_part = 0
                    ORDER BY id
                    """), arguments: [practice])
        while let row = try exports.next() { register.note(export: row["id"], fingerprint: row["fingerprint"]) }
        let appointments = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT * FROM appointment
                    WHERE practice = ?\(filter(" AND patient_id IN (SELECT value FROM json_each(?))"))
                    """), arguments: [practice] + (try diaryNumbers()))
        while let row = try appointments.next() {
            register.note(KnownAppointment(row: row), today: today)
        }
        return register
    }

    /// The numbers under which the chosen patients stand among the appointments.
    private func diaryNumbers() throws -> StatementArguments {
        guard patients != nil else { return [] }
        let numbers = try String.fetchAll(
            db.cachedStatement(sql: "SELECT patient_key FROM patient WHERE 1\(Chosen.patients)"), arguments: chosen)
        return [try JSONText.encode(numbers)]
    }

    /// Notes what the records say of those of whom a call has closed a telephone.
    private func noteClosures(in register: inout RegisterView) throws {
        for key in register.stops.closures.keys {
            guard
                let facts = try String.fetchOne(
                    db.cachedStatement(sql: "SELECT facts FROM patient WHERE practice = ? AND patient_key = ?"),
                    arguments: [practice, key])
            else { continue }
            register.note(numbers: try PatientFacts(packed: facts).numbers, of: key)
        }
    }

    private func stops() throws -> StopList { try SQLiteStore.stopList(of: practice, db) }

    /// What was tried, by the patient's key.
    private func histories() throws -> [Int64: CallHistory] {
        var histories: [Int64: CallHistory] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Self.attemptsQuery(filter: filter(Chosen.patients))),
            arguments: [practice] + chosen)
        while let row = try rows.next() {
            histories[row["patient"], default: CallHistory()].add(SQLiteStore.storedAttempt(row), today: today)
        }
        return histories
    }

    private func addPatients(
        to snapshot: inout PlanSnapshot, _ register: RegisterView, histories: [Int64: CallHistory],
        suppose: [String: [PastAttempt]]
    ) throws {
        // An array that grows by doubling takes three times its room while it does.
        if self.patients == nil {
            let count = "SELECT count(*) FROM recall WHERE practice = ? AND is_current = 1"
            snapshot.patients.reserveCapacity(
                try Int.fetchOne(db.cachedStatement(sql: count), arguments: [practice]) ?? 0)
        }
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT patient.id, patient.patient_id, patient.conflict, patient.facts, patient.export,
                        patient.former_key, patient.another_person, patient.same_person,
                        patient.earlier_phones,
                        recall.id AS recall, recall.held_by_staff, recall.cancelled, recall.released,
                        recall.refused, recall.reopens_on, export.said_at, export.fingerprint
                    FROM patient
                    JOIN recall ON recall.patient = patient.id AND recall.is_current = 1
                    JOIN export ON export.id = patient.export
                    WHERE patient.practice = ?\(filter(Chosen.patients))
                    """), arguments: [practice] + chosen)
        while let row = try rows.next() {
            var entry = RegisterEntry(
                patientID: row["patient_id"], recallID: row["recall"],
                facts: try PatientFacts(packed: row["facts"]), isHeldByStaff: row["held_by_staff"],
                isReleasedByStaff: row["released"], isCancelled: row["cancelled"], hasConflict: row["conflict"],
                export: row["export"], exportSeenAt: row["said_at"], exportFingerprint: row["fingerprint"])
            entry.reopensOn = row["reopens_on"]
            entry.isRequestRefused = row["refused"]
            entry.formerKey = row["former_key"]
            entry.earlierNumbers = EarlierPhones.numbers(row["earlier_phones"])
            entry.isAnotherPerson = row["another_person"] != 0
            entry.isSamePersonReleased = row["same_person"] == 2
            let supposed = suppose.isEmpty ? nil : suppose[PatientIdentity.key(entry.patientID)]
            snapshot.patients.append(register.patient(entry, history: histories[row["id"]], suppose: supposed))
            if let supposed { snapshot.suppose(supposed) }
        }
    }
}
