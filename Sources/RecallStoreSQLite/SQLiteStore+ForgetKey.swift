import Foundation
import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// The key of the hashes of forgotten people; nil where none was made yet.
    ///
    /// - Throws: `StoreError.forgetKeyMissing` where people are known by one that is not at hand.
    static func key(_ access: ForgetKeyAccess, _ db: Database) throws -> [UInt8]? {
        guard let row = try Row.fetchOne(db, sql: "SELECT key, proof FROM forget_key") else { return access.key?.bytes }
        if let own: Data = row["key"] { return Array(own) }
        if let given = access.key, given.proof == row["proof"] { return given.bytes }
        if try isAnybodyForgotten(db) { throw StoreError.forgetKeyMissing }
        return access.key?.bytes
    }

    /// The key under which the next person is forgotten; one is made where there is none.
    static func keyToUse(_ access: ForgetKeyAccess, _ db: Database) throws -> [UInt8] {
        let known = try key(access, db)
        if try isKeyInside(db), let known { return known }
        if case .unreadable = access { throw StoreError.forgetKeyMissing }
        if let given = access.key {
            try keepOutside(given, db)
            return given.bytes
        }
        try db.execute(sql: "INSERT OR REPLACE INTO forget_key (id, key) VALUES (1, randomblob(32))")
        return Array(try Data.fetchOne(db, sql: "SELECT key FROM forget_key") ?? Data())
    }

    static func isKeyInside(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT key IS NOT NULL FROM forget_key") ?? false
    }

    /// Makes sure that the key from outside is the one in use, and takes the same one out of the database.
    ///
    /// - Returns: Whether it lay there until now.
    static func settleKey(_ access: ForgetKeyAccess, _ db: Database) throws -> Bool {
        let known = try key(access, db)
        guard let given = access.key else { return false }
        let wasInside = try isKeyInside(db)
        // People are known by one in here that is another; it stays until they are given up.
        if wasInside, known != given.bytes, try isAnybodyForgotten(db) { return false }
        try keepOutside(given, db)
        return wasInside
    }

    private static func keepOutside(_ given: ForgetKey, _ db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
        try db.execute(
            sql: "INSERT OR REPLACE INTO forget_key (id, key, proof) VALUES (1, NULL, ?)", arguments: [given.proof])
    }

    private static func isAnybodyForgotten(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM forgotten)") ?? false
    }

    /// Gives up those who were forgotten, whose key is lost: by nothing are they known any more.
    package func giveUpForgotten(now: Instant) async throws(StoreError) -> Int {
        try await write { db in
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM forgotten") ?? 0
            try db.execute(sql: "DELETE FROM forgotten")
            try db.execute(sql: "DELETE FROM forget_key")
            try Self.audit(actor.stored, "give up forgotten", "\(count) hashes whose key is lost", now: now, db)
            return count
        }
    }
}
