import GRDB
import RecallCore
import RecallPorts

/// Takes the entries of one do-not-call list, inside its transaction.
final class SQLiteStopImport: StopImport {
    private let db: Database
    private let export: Int64
    private let now: Instant
    private var tally: ListTally
    /// The entries that are new.
    private(set) var count = 0

    var change: ListChange { tally.change }

    init(_ db: Database, export: Int64, practice: String, now: Instant) throws {
        self.db = db
        self.export = export
        self.now = now
        tally = ListTally(standing: try SQLiteStore.stopList(of: practice, db))
        let patients = try Row.fetchCursor(
            db, sql: "SELECT patient_id, facts FROM patient WHERE practice = ?", arguments: [practice])
        while let row = try patients.next() {
            tally.noteKnown(row["patient_id"], try PatientFacts(packed: row["facts"]))
        }
    }

    func add(_ stop: Stop) throws {
        tally.note(stop)
        if try SQLiteStore.addStop(stop, export: export, now: now, db) { count += 1 }
    }
}
