import GRDB
import RecallCore

extension Schema {
    /// Who is who: numbers as they are compared, records whose number somebody else has by now, and what a person has said
    /// of both.
    static let sixth = """
        -- The patient's number as it is compared.
        ALTER TABLE patient ADD COLUMN patient_key TEXT NOT NULL DEFAULT '';
        -- The number that the record had before another took it over.
        ALTER TABLE patient ADD COLUMN former_key TEXT;
        -- Whether the number stood for another person before: 1 held, 2 held and staff were told.
        ALTER TABLE patient ADD COLUMN another_person INTEGER NOT NULL DEFAULT 0 CHECK (another_person IN (0, 1, 2));
        -- Whether staff were told that the person stands under another number, too: 1 told, 2 released all the same.
        ALTER TABLE patient ADD COLUMN same_person INTEGER NOT NULL DEFAULT 0 CHECK (same_person IN (0, 1, 2));
        -- Telephones that earlier exports gave, and the newest does not: by them persons are told, and nobody is called on them.
        ALTER TABLE patient ADD COLUMN earlier_phones TEXT NOT NULL DEFAULT '';
        -- For a hash of name, date of birth and telephone: that of the number, with which it goes.
        ALTER TABLE forgotten ADD COLUMN belongs_to TEXT;
        -- Calls to people who were forgotten since, on telephones that others have: for these they still count.
        CREATE TABLE kept_call (
            phone TEXT NOT NULL,
            local_day TEXT NOT NULL,
            started_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX kept_call_of_phone ON kept_call (phone, local_day);
        CREATE INDEX patient_former ON patient (practice, former_key) WHERE former_key IS NOT NULL;
        CREATE INDEX stop_of_phone ON stop (phone) WHERE ended_at IS NULL AND phone IS NOT NULL;
        CREATE INDEX stop_of_patient ON stop (practice, patient_id) WHERE ended_at IS NULL AND patient_id IS NOT NULL;
        """

    /// Fills in how numbers are compared. Where two records have one number, the newer has it from now on; the other
    /// stays as an earlier record of the same number.
    static func compareNumbers(_ db: Database) throws {
        try foldStops(db)
        try foldSlots(db)
        let update = try db.makeStatement(
            sql: "UPDATE patient SET patient_id = ?, patient_key = ?, former_key = ? WHERE id = ?")
        var taken: Set<[String]> = []
        let patients = try Row.fetchCursor(
            db, sql: "SELECT id, practice, patient_id FROM patient ORDER BY export DESC, id DESC")
        // The rows are read before the first is written: what is written would come up again otherwise.
        var records: [(id: Int64, practice: String, number: String)] = []
        while let row = try patients.next() { records.append((row["id"], row["practice"], row["patient_id"])) }
        for record in records {
            let key = PatientIdentity.key(record.number)
            if taken.insert([record.practice, key]).inserted {
                try update.execute(arguments: [record.number, key, nil, record.id])
            } else {
                let former = PatientIdentity.formerNumber(record.number, record: record.id)
                let formerKey = PatientIdentity.key(former)
                try update.execute(arguments: [former, formerKey, key, record.id])
                try copyStops(of: key, to: formerKey, practice: record.practice, db)
            }
        }
        try db.execute(sql: "CREATE UNIQUE INDEX patient_key_once ON patient (practice, patient_key)")
        try closeTelephones(db)
    }

    /// Has what stops one number stop another as well.
    static func copyStops(of key: String, to other: String, practice: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO stop (practice, phone, patient_id, reason, source, export, added_at)
                SELECT practice, phone, ?, reason, source, export, added_at FROM stop
                WHERE practice = ? AND patient_id = ? AND ended_at IS NULL ON CONFLICT DO NOTHING
                """, arguments: [other, practice, key])
    }

    private static func foldStops(_ db: Database) throws {
        for row in try Row.fetchAll(
            db, sql: "SELECT id, patient_id, ended_at, added_at FROM stop WHERE patient_id IS NOT NULL ORDER BY id")
        {
            let id: Int64 = row["id"]
            let key = PatientIdentity.key(row["patient_id"])
            guard key != row["patient_id"] else { continue }
            try db.execute(sql: "UPDATE OR IGNORE stop SET patient_id = ? WHERE id = ?", arguments: [key, id])
            // Another entry says the same already.
            if db.changesCount == 0 { try db.execute(sql: "DELETE FROM stop WHERE id = ?", arguments: [id]) }
        }
    }

    private static func foldSlots(_ db: Database) throws {
        for number in try String.fetchAll(db, sql: "SELECT DISTINCT patient_id FROM slot WHERE patient_id IS NOT NULL")
        {
            let key = PatientIdentity.key(number)
            guard key != number else { continue }
            try db.execute(sql: "UPDATE slot SET patient_id = ? WHERE patient_id = ?", arguments: [key, number])
        }
    }

    /// A telephone on which a death was told is closed; a wrong one has been since it was told.
    private static func closeTelephones(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO stop (practice, phone, patient_id, reason, source, added_at)
                SELECT attempt.practice, attempt.phone, patient.patient_key, attempt.outcome, 'call',
                    coalesce(attempt.settled_at, attempt.started_at)
                FROM attempt JOIN patient ON patient.id = attempt.patient
                WHERE attempt.outcome = 'deceased_reported' AND EXISTS (SELECT 1 FROM stop
                    WHERE stop.practice = attempt.practice AND stop.patient_id = patient.patient_key
                        AND stop.phone IS NULL AND stop.ended_at IS NULL AND stop.reason = 'deceased_reported')
                ON CONFLICT DO NOTHING
                """)
    }
}
