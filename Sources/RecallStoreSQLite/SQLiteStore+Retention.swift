import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Takes away what a practice need not keep any longer, and notes in the audit how much it was.
    ///
    /// The words of calls go with `transcripts`. With `records` go the patients whom no export has held since, with their
    /// calls; recalls that a new sight test has ended; news that staff have collected, and the bytes of its file. What is
    /// still going on stays: calls without an end, news without a file, files that nobody has collected. Suppressions stay
    /// for ever, and so does everybody of the newest list
    /// while that is not a year old.
    package func ageOut(
        practice: String, transcripts: Instant, records: Instant, limit: Int, now: Instant
    ) async throws(StoreError) -> AgedOut {
        try await write { db in
            // What is taken away is also written over, or it could be read from the file for months.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            var gone = AgedOut()
            func remove(_ sql: String, _ moment: Instant) throws -> Int {
                try db.execute(sql: sql, arguments: [practice, moment, limit])
                return db.changesCount
            }
            gone.transcripts = try remove(
                """
                UPDATE attempt SET report = NULL WHERE rowid IN (SELECT rowid FROM attempt
                    WHERE practice = ?1 AND report IS NOT NULL AND settled_at < ?2 LIMIT ?3)
                """, transcripts)
            gone.events = try remove(
                """
                DELETE FROM event WHERE rowid IN (SELECT event.rowid FROM outbox_file
                    JOIN event ON event.file = outbox_file.id
                    WHERE outbox_file.practice = ?1 AND collected_at < ?2 AND event.created_at < ?2 LIMIT ?3)
                """, records)
            // The name and the number of the file stay: numbers have no gap, and a name is never used again.
            gone.outboxFiles = try remove(
                """
                UPDATE outbox_file SET content = x'' WHERE id IN (SELECT id FROM outbox_file
                    WHERE practice = ?1 AND collected_at < ?2 AND length(content) > 0 LIMIT ?3)
                """, records)
            gone.recalls = try remove(
                """
                DELETE FROM recall WHERE rowid IN (SELECT rowid FROM recall
                    WHERE practice = ?1 AND is_current = 0 AND opened_at < ?2
                    AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.recall = recall.id
                        AND (settled_at >= ?2 OR started_at >= ?2 OR state IN ('placing', 'following', 'unknown')))
                    AND NOT EXISTS (SELECT 1 FROM event JOIN attempt ON attempt.id = event.attempt
                        WHERE attempt.recall = recall.id) LIMIT ?3)
                """, records)
            gone.patients = try remove(
                """
                DELETE FROM patient WHERE rowid IN (SELECT rowid FROM patient WHERE practice = ?1
                    AND (SELECT said_at FROM export WHERE export.id = patient.export) < min(?2, ifnull(
                        (SELECT max(said_at) FROM export WHERE practice = ?1 AND kind = 'patients'
                            AND state = 'imported' AND said_at >= \(now.adding(hours: -24 * AgedOut.daysOfNewest).milliseconds)),
                        ?2))
                    AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.patient = patient.id
                        AND (settled_at >= ?2 OR started_at >= ?2 OR state IN ('placing', 'following', 'unknown')))
                    AND NOT EXISTS (SELECT 1 FROM event WHERE event.patient = patient.id) LIMIT ?3)
                """, records)
            for (count, what) in [
                (gone.transcripts, "transcripts"), (gone.patients, "patients"), (gone.recalls, "earlier recalls"),
                (gone.events, "lines of news"), (gone.outboxFiles, "outbox files"),
            ] where count > 0 {
                try Self.audit("retention", "aged out", "\(practice): \(count) \(what)", now: now, db)
            }
            return gone
        }
    }

    /// The exports of a practice that stand in the archive and were decided before a moment.
    package func archivedExports(practice: String, before: Instant) async throws(StoreError) -> [ArchivedExport] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, place, sha256, bytes FROM export WHERE practice = ? AND decided_at < ?
                        AND place LIKE 'archive/%' ORDER BY id
                    """, arguments: [practice, before]
            ).map { ArchivedExport(id: $0["id"], place: $0["place"], sha256: $0["sha256"], bytes: $0["bytes"]) }
        }
    }

    /// Stores that an archived export is no longer kept; its bytes stay known, so that they are not imported again.
    package func forgetArchived(_ export: Int64, practice: String, wasThere: Bool, now: Instant)
        async throws(StoreError)
    {
        try await write { db in
            try db.execute(sql: "UPDATE export SET place = '', name = '' WHERE id = ?", arguments: [export])
            try Self.audit(
                "retention", "aged out",
                "\(practice): archived export \(export)\(wasThere ? "" : ", which was no longer as it was put there")",
                now: now, db)
        }
    }

    /// Writes the journal of the database back into it and empties it, so that nothing that was taken away stands there.
    package func emptyJournal() async throws(StoreError) {
        try await writeDirectly { db in _ = try db.checkpoint(.truncate) }
    }
}
