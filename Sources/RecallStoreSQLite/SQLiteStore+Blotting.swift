import GRDB
import RecallCore
import RecallPorts

// What was written of others, and names a person who is forgotten.
extension SQLiteStore {
    /// Lines of news with a note, and the files that they stand in.
    private static let notes = """
        SELECT event.id, event.body ->> '$.note' AS note, outbox_file.name, outbox_file.written_at, outbox_file.id AS file
        FROM event LEFT JOIN outbox_file ON outbox_file.id = event.file
        WHERE event.practice = ? AND event.body ->> '$.note' <> ''
        """

    /// Whether somebody is named in a line whose file is stored and not yet written.
    static func isNamedInUnwrittenFile(
        _ mentions: [PersonMention], _ practice: String, _ db: Database
    ) throws -> Bool {
        let rows = try Row.fetchCursor(
            db, sql: notes + " AND event.file IS NOT NULL AND outbox_file.written_at IS NULL", arguments: [practice])
        while let row = try rows.next() {
            if PersonMention.redacted(row["note"], of: mentions) != nil { return true }
        }
        return false
    }

    /// Blots persons out of the reasons of stops, of the notes of lines with the bytes of their files, and of the audit.
    static func blotOut(
        _ mentions: [PersonMention], _ practice: String, from erasure: inout Erasure, _ db: Database
    ) throws {
        // What calls, lists and the provider give as a reason is a word of the machine's.
        try blot(
            "SELECT id, reason FROM stop WHERE source = 'staff' AND (practice IS NULL OR practice = ?)", [practice],
            "UPDATE stop SET reason = ? WHERE id = ?", mentions, from: &erasure, db)
        try blot(
            "SELECT hash, reason FROM forgotten WHERE kind = 'number' AND source = 'staff'", [],
            "UPDATE forgotten SET reason = ? WHERE hash = ?", mentions,
            from: &erasure, db)
        for row in try Row.fetchAll(db, sql: notes, arguments: [practice]) {
            guard let left = PersonMention.redacted(row["note"], of: mentions) else { continue }
            try db.execute(
                sql: "UPDATE event SET body = json_set(body, '$.note', ?) WHERE id = ?",
                arguments: [left, row["id"] as String])
            erasure.remarks += 1
            guard let file: Int64 = row["file"], let name: String = row["name"] else { continue }
            try db.execute(sql: "UPDATE outbox_file SET content = x'' WHERE id = ?", arguments: [file])
            if !erasure.files.contains(name) { erasure.files.append(name) }
        }
        try blotAudit(mentions, from: &erasure, db)
    }

    /// The audit is never changed but here, and a line is never taken away: what was done, when and by whom stays.
    private static func blotAudit(
        _ mentions: [PersonMention], from erasure: inout Erasure, _ db: Database
    ) throws {
        let trigger = "audit_keeps_words"
        let words = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [trigger])
        guard let words else { return }
        try db.execute(sql: "DROP TRIGGER \(trigger)")
        try blot(
            // The one line that holds what a person has typed.
            "SELECT id, subject FROM audit WHERE action = 'unsuppress'", [],
            "UPDATE audit SET subject = ? WHERE id = ?", mentions, from: &erasure,
            db)
        try db.execute(sql: words)
    }

    /// Blots persons out of texts: `select` gives a key and a text, `update` takes the text and the key.
    private static func blot(
        _ select: String, _ arguments: StatementArguments, _ update: String, _ mentions: [PersonMention],
        from erasure: inout Erasure, _ db: Database
    ) throws {
        for row in try Row.fetchAll(db, sql: select, arguments: arguments) {
            guard let text = String.fromDatabaseValue(row[1] as DatabaseValue),
                let left = PersonMention.redacted(text, of: mentions)
            else { continue }
            try db.execute(sql: update, arguments: [left, row[0] as DatabaseValue])
            erasure.remarks += 1
        }
    }
}
