import GRDB
import RecallCore

extension SQLiteStore {
    /// Lets a patient be called whose number stood for another person before, or who stands under another number, once
    /// staff have been told.
    static func releasePerson(of recall: String, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE patient SET another_person = 0, same_person = CASE same_person WHEN 1 THEN 2 ELSE same_person END
                WHERE id = (SELECT patient FROM recall WHERE id = ?)
                """, arguments: [recall])
    }

    /// Has the recalls go on that ended because a telephone was said to be the wrong one, now that a person has opened it.
    static func resumeRecalls(on phone: PhoneNumber, of practice: String?, now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE recall SET set_aside_at = ?1 WHERE is_current = 1 AND (?2 IS NULL OR practice = ?2)
                    AND id IN (SELECT recall FROM attempt WHERE phone = ?3 AND outcome = 'wrong_number')
                """, arguments: [now, practice, phone])
    }
}
