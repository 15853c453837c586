import Foundation
import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The key of the hashes, and those who were forgotten.
    package func forgotten() async throws(StoreError) -> Forgotten {
        try await read { db in try Self.forgotten(forgetKey, db) }
    }

    /// Erases a person from every table. What the file and the journal beside it still hold is taken away by `scrub`.
    package func forget(
        practice: String, patientID: String, now: Instant,
        hash: @escaping @Sendable (_ text: String, _ key: [UInt8]) -> String
    ) async throws(StoreError) -> ForgetAnswer {
        try await write { db in
            let person = try Person(practice: practice, patientID: patientID, db)
            guard person.isKnown else { return .unknown }
            // Under whatever numbers the person stands.
            let persons = try [person] + person.others(db)
            if persons.contains(where: \.isInCall) { return .inCall }
            if persons.contains(where: \.hasUnwrittenFile) { return .waiting }
            let mentions = persons.map(\.mention)
            guard try !Self.isNamedInUnwrittenFile(mentions, practice, db) else { return .waiting }
            // What is deleted is overwritten, in case that the file cannot be packed afterwards.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            var erasure = Erasure()
            for number in persons.map(\.number) {
                // Read anew: once one record is gone, its telephones may be nobody else's.
                try Self.erase(
                    try Person(practice: practice, patientID: number, db), from: &erasure, now: now, hash, forgetKey,
                    db)
            }
            try Self.blotOut(mentions, practice, from: &erasure, db)
            try db.execute(sql: "DELETE FROM kept_call WHERE phone NOT IN (SELECT phone FROM patient_number)")
            try Self.audit(actor.stored, "forget", "a patient of \(practice)", now: now, db)
            return .done(erasure)
        }
    }

    private static func erase(
        _ person: Person, from erasure: inout Erasure, now: Instant, _ hash: (String, [UInt8]) -> String,
        _ access: ForgetKeyAccess, _ db: Database
    ) throws {
        let practice = person.practice
        erasure.files += person.files.filter { !erasure.files.contains($0) }
        try db.execute(
            sql: """
                UPDATE outbox_file SET content = x'' WHERE practice = ?1 AND name IN (
                    SELECT outbox_file.name FROM event JOIN outbox_file ON outbox_file.id = event.file
                    WHERE event.practice = ?1 AND (event.patient IS ?2 OR \(Person.isNamed) = ?3))
                """, arguments: [practice, person.key ?? -1, person.number])
        erasure.stops += try Self.hashStops(of: person, now: now, hash, access, db)
        try db.execute(
            sql: "DELETE FROM event WHERE practice = ? AND (patient IS ? OR \(Person.isNamed) = ?)",
            arguments: [practice, person.key ?? -1, person.number])
        erasure.lines += db.changesCount
        erasure.calls += person.calls
        erasure.bookings += person.bookings
        for day in try Day.fetchAll(
            db,
            sql: """
                SELECT day FROM booking WHERE patient IS ?1 AND status IN ('requested', 'confirmed') AND day >= ?4
                UNION SELECT day FROM appointment
                    WHERE practice = ?2 AND patient_id = ?3 AND state = 'booked' AND day >= ?4 ORDER BY day
                """, arguments: [person.key, practice, person.number, Zone.london.day(of: now)])
        where !erasure.appointments.contains(day) { erasure.appointments.append(day) }
        // Others are not called more often on a telephone because it is forgotten who else was.
        try db.execute(
            sql: """
                INSERT INTO kept_call (phone, local_day, started_at) SELECT phone, local_day, started_at FROM attempt
                WHERE patient = ?1 AND state <> 'void'
                    AND phone IN (SELECT phone FROM patient_number WHERE patient <> ?1)
                """, arguments: [person.key])
        try db.execute(sql: "DELETE FROM patient WHERE id = ?", arguments: [person.key])
        try db.execute(
            sql: "UPDATE slot SET patient_id = NULL WHERE practice = ? AND patient_id = ?",
            arguments: [practice, person.number])
        erasure.diaryPlaces += db.changesCount
        try db.execute(
            sql: "DELETE FROM appointment WHERE practice = ? AND patient_id = ?",
            arguments: [practice, person.number])
    }

    /// Packs the database, so that nothing of what was deleted is left in it or in the journal beside it.
    package func scrub() async throws(StoreError) {
        try await writeDirectly { db in
            try db.execute(sql: "VACUUM")
            let isBusy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 1
            if isBusy != 0 { throw StoreError.busy }
        }
    }

    static func forgotten(_ access: ForgetKeyAccess, _ db: Database) throws -> Forgotten {
        var forgotten = Forgotten(key: [], patients: [], numbers: [:])
        guard let key = try key(access, db) else { return forgotten }
        forgotten.key = key
        forgotten.isKeyInside = try isKeyInside(db)
        for row in try Row.fetchAll(db, sql: "SELECT * FROM forgotten") {
            let hash: String = row["hash"]
            if row["kind"] as String == "patient" {
                forgotten.patients.insert(hash)
            } else {
                forgotten.numbers[hash] = Forgotten.Number(
                    practice: row["practice"], reason: row["reason"], source: row["source"])
            }
        }
        return forgotten
    }

    /// Turns the stops of a person into hashes: that of the patient always, those of numbers where nobody else has them.
    private static func hashStops(
        of person: Person, now: Instant, _ hash: (String, [UInt8]) -> String, _ access: ForgetKeyAccess, _ db: Database
    ) throws -> Int {
        let key = try keyToUse(access, db)
        func insert(
            _ text: String, kind: String, practice: String?, reason: String, source: String, belongsTo: String? = nil
        ) throws {
            try db.execute(
                sql: """
                    INSERT INTO forgotten (hash, kind, practice, reason, source, at, belongs_to)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """, arguments: [hash(text, key), kind, practice, reason, source, now, belongsTo])
        }
        let number = Forgotten.text(patientID: person.number, practice: person.practice)
        try insert(number, kind: "patient", practice: person.practice, reason: "forgotten", source: "staff")
        for text in person.facts.map({ Forgotten.texts(of: $0, practice: person.practice) }) ?? [] {
            try insert(
                text, kind: "patient", practice: person.practice, reason: "forgotten", source: "staff",
                belongsTo: hash(number, key))
        }
        var count = 0
        for number in person.numbersOfNobodyElse {
            for row in try Row.fetchAll(
                db,
                // One hash keeps one of them: the one that reaches furthest, and rather a person's than a list's.
                sql: """
                    SELECT * FROM stop WHERE phone = ? AND patient_id IS NULL
                    ORDER BY practice IS NOT NULL, source = 'export', id
                    """, arguments: [number])
            where (row["ended_at"] as Instant?) == nil {
                try insert(
                    Forgotten.text(number: number), kind: "number", practice: row["practice"], reason: row["reason"],
                    source: row["source"])
                count += 1
            }
            try db.execute(
                sql: "DELETE FROM stop WHERE phone = ? AND patient_id IS NULL", arguments: [number])
        }
        // A telephone that a call has closed stays closed for those who have it.
        for row in try Row.fetchAll(
            db,
            sql: "SELECT * FROM stop WHERE practice = ? AND patient_id = ? AND phone IS NOT NULL AND ended_at IS NULL",
            arguments: [person.practice, person.number])
        {
            let phone: PhoneNumber = row["phone"]
            if person.numbersOfNobodyElse.contains(phone) {
                try insert(
                    Forgotten.text(number: phone), kind: "number", practice: row["practice"], reason: row["reason"],
                    source: row["source"])
            } else {
                try db.execute(
                    sql: "UPDATE OR IGNORE stop SET patient_id = ? WHERE id = ?",
                    arguments: [Stop.forgottenPatient, row["id"] as Int64])
                count += db.changesCount
            }
        }
        try db.execute(
            sql: "DELETE FROM stop WHERE practice = ? AND patient_id = ?",
            arguments: [person.practice, person.number])
        return count + db.changesCount
    }

    /// What the tables hold of a person.
    private struct Person {
        let practice: String
        /// The patient's number as it is compared.
        let number: String
        let key: Int64?
        let facts: PatientFacts?
        let isKnown: Bool
        let isInCall: Bool
        let hasUnwrittenFile: Bool
        let files: [String]
        let calls: Int
        let bookings: Int
        /// The person's numbers that no other patient has.
        let numbersOfNobodyElse: [PhoneNumber]

        /// By what the person is named in what others have written.
        let mention: PersonMention

        /// The other records of the same person.
        func others(_ db: Database) throws -> [Person] {
            guard let key, let facts else { return [] }
            let numbers = try Self.numbers(of: key, db)
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT patient.id, patient.patient_id, patient.facts FROM patient_number AS mine
                    JOIN patient_number AS other ON other.practice = mine.practice AND other.phone = mine.phone
                    JOIN patient ON patient.id = other.patient
                    WHERE mine.patient = ?1 AND other.patient <> ?1
                    """, arguments: [key]
            ).filter {
                PatientIdentity.isSamePerson(
                    facts, numbers, as: try PatientFacts(packed: $0["facts"]), try Self.numbers(of: $0["id"], db))
            }.map { try Person(practice: practice, patientID: $0["patient_id"], db) }
        }

        private static func numbers(of patient: Int64, _ db: Database) throws -> [PhoneNumber] {
            try PhoneNumber.fetchAll(
                db, sql: "SELECT phone FROM patient_number WHERE patient = ?", arguments: [patient])
        }

        /// The number that a line tells, much as numbers are compared.
        static let isNamed = "ltrim(lower(trim(body ->> '$.patientID')), '0')"

        init(practice: String, patientID: String, _ db: Database) throws {
            self.practice = practice
            number = PatientIdentity.key(patientID)
            let row = try Row.fetchOne(
                db, sql: "SELECT id, facts FROM patient WHERE practice = ? AND patient_key = ?",
                arguments: [practice, number])
            let key: Int64? = row?["id"]
            self.key = key
            facts = try row.map { try PatientFacts(packed: $0["facts"]) }
            mention = PersonMention(
                patientID: number, name: facts?.name ?? PersonName(),
                numbers: try key.map { try Self.numbers(of: $0, db) } ?? [])
            let patientID = number
            let files = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT outbox_file.name, outbox_file.written_at FROM event
                    JOIN outbox_file ON outbox_file.id = event.file
                    WHERE event.practice = ? AND (event.patient IS ? OR \(Self.isNamed) = ?)
                    ORDER BY outbox_file.number
                    """, arguments: [practice, key ?? -1, patientID])
            self.files = files.map { $0["name"] }
            let unwritten = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM event
                    WHERE practice = ? AND (patient IS ? OR \(Self.isNamed) = ?) AND file IS NULL
                    """, arguments: [practice, key ?? -1, patientID])
            hasUnwrittenFile = unwritten != 0 || files.contains { ($0["written_at"] as Instant?) == nil }
            func count(_ sql: String) throws -> Int {
                try Int.fetchOne(db, sql: sql, arguments: [practice, patientID]) ?? 0
            }
            let mentions =
                try count(
                    "SELECT count(*) FROM stop WHERE practice = ? AND patient_id = ?")
                + count("SELECT count(*) FROM slot WHERE practice = ? AND patient_id = ?")
                + count("SELECT count(*) FROM event WHERE practice = ? AND \(Self.isNamed) = ?")
            isKnown = key != nil || mentions > 0
            let ofPatient =
                "FROM attempt JOIN patient ON patient.id = attempt.patient WHERE patient.practice = ? AND patient.patient_key = ?"
            isInCall = try count("SELECT count(*) \(ofPatient) AND state IN ('placing', 'following', 'unknown')") > 0
            calls = try count("SELECT count(*) \(ofPatient)")
            bookings = try count(
                "SELECT count(*) FROM booking JOIN patient ON patient.id = booking.patient WHERE patient.practice = ? AND patient.patient_key = ?"
            )
            numbersOfNobodyElse = try PhoneNumber.fetchAll(
                db,
                sql: """
                    SELECT phone FROM (
                        SELECT phone FROM patient_number WHERE patient = ?1
                        UNION SELECT phone FROM attempt WHERE patient = ?1
                        UNION SELECT phone FROM stop WHERE practice = ?2 AND patient_id = ?3 AND phone IS NOT NULL)
                    WHERE phone NOT IN (SELECT phone FROM patient_number WHERE patient <> ?1)
                    """, arguments: [key ?? -1, practice, patientID])
        }
    }
}
