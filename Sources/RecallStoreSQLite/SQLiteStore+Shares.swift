import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Where the practice's folder stood; nil where it was never used, or may stand anywhere.
    package func knownShare(practice: String) async throws(StoreError) -> KnownShare? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM share WHERE practice = ?", arguments: [practice])
                .map { KnownShare(folder: $0["folder"], volume: $0["volume"], mark: $0["mark"]) }
        }
    }

    /// The practice in whose folder a mark stands; nil where no practice's folder has it.
    package func practice(ofMark mark: String) async throws(StoreError) -> String? {
        try await read { db in
            try String.fetchOne(
                db, sql: "SELECT practice FROM share WHERE mark = ? ORDER BY practice LIMIT 1", arguments: [mark])
        }
    }

    /// Remembers where the practice's folder stands.
    package func remember(_ share: KnownShare, practice: String) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO share (practice, folder, volume, mark) VALUES (?, ?, ?, ?)
                    ON CONFLICT (practice) DO UPDATE SET folder = excluded.folder, volume = excluded.volume,
                        mark = excluded.mark
                    """, arguments: [practice, share.folder, share.volume, share.mark])
        }
    }

    /// Lets the practice's folder stand anywhere: staff have moved it.
    package func forgetShare(practice: String, now: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM share WHERE practice = ?", arguments: [practice])
            try Self.audit(actor.stored, "practice moved", practice, now: now, db)
        }
    }
}
