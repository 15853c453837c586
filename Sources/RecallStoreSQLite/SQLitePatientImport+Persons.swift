import GRDB
import RecallCore

extension SQLitePatientImport {
    /// What a number stands for until now.
    struct Holder {
        var key: Int64
        /// The export that held the record last.
        var export: Int64
        var facts: PatientFacts
        /// Its row in that export, and what stood of earlier ones, as they are stored.
        var read: String
        var kept: String
        /// The telephones that it had before.
        var earlierNumbers: [PhoneNumber]
        /// Whether rows of one export disagreed about who it is, so that the facts are of more than one.
        var hasConflict: Bool
    }

    /// The record that has a patient's number; nil where there is none.
    func holder(of patient: ImportedPatient) throws -> Holder? {
        try Row.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT * FROM patient WHERE practice = ? AND patient_key = ?"
            ),
            arguments: [practice, PatientIdentity.key(patient.patientID)]
        ).map(Self.holder)
    }

    private static func holder(_ row: Row) throws -> Holder {
        Holder(
            key: row["id"], export: row["export"], facts: try PatientFacts(packed: row["facts"]),
            read: row["read"], kept: row["kept"], earlierNumbers: EarlierPhones.numbers(row["earlier_phones"]),
            hasConflict: row["conflict"])
    }

    /// Gives a number to another person than it stood for. The record of the one before stays, under a number of its own
    /// and with all that stops it; that of the new one begins anew, or goes on where the person had the number earlier. It is
    /// held until a person releases it.
    func hand(_ number: String, from holder: Holder, to patient: ImportedPatient) throws {
        let key = PatientIdentity.key(number)
        let earlier = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM patient WHERE practice = ? AND former_key = ? ORDER BY id DESC"
            ),
            arguments: [practice, key]
        ).first { row in
            let facts = try PatientFacts(packed: row["facts"])
            return facts.birth == patient.facts.birth && facts.name.isSame(as: patient.facts.name)
        }
        // Out of the way first: a number stands on one record at a time.
        try takeNumber(number, from: holder)
        guard let earlier else { return try insert(patient, isAnotherPerson: true) }
        try Schema.copyStops(of: earlier["patient_key"], to: key, practice: practice, db)
        try db.execute(
            sql: """
                UPDATE patient SET patient_id = ?, patient_key = ?, former_key = NULL,
                    another_person = max(another_person, 1) WHERE id = ?
                """,
            arguments: [number, key, earlier["id"] as Int64])
        let record = try Self.holder(earlier)
        try renew(try restated(patient, after: record), of: record)
    }

    func passOver(_ patient: ImportedPatient) throws {
        guard let holder = try holder(of: patient), !holder.hasConflict,
            PatientIdentity.isAnotherPerson(patient.facts, than: holder.facts)
        else { return }
        try takeNumber(patient.patientID, from: holder)
    }

    /// Has a record stand under a number of its own from now on, with all that stops it.
    private func takeNumber(_ number: String, from holder: Holder) throws {
        let key = PatientIdentity.key(number)
        let former = PatientIdentity.formerNumber(number, record: holder.key)
        let formerKey = PatientIdentity.key(former)
        try Schema.copyStops(of: key, to: formerKey, practice: practice, db)
        try db.execute(
            sql: "UPDATE patient SET patient_id = ?, patient_key = ?, former_key = ? WHERE id = ?",
            arguments: [former, formerKey, key, holder.key])
    }
}
