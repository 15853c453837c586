package import GRDB

/// All that recalld remembers, in one SQLite file.
///
/// Each verb is one transaction. The daemon and the commands open the same file: SQLite's own locking orders their
/// writes, and every change of a state is guarded by the state that it leaves.
package struct Store: Sendable {
    private let pool: DatabasePool

    /// The database's file.
    package let path: String

    /// Makes a new identifier with a prefix, such as `a_01J…`.
    let newID: @Sendable (String) -> String

    /// Opens the database, making or migrating it.
    ///
    /// `newID`: makes identifiers that are never made again.
    /// Throws `StoreError.newerSchema` where a newer recalld wrote it, or what SQLite says.
    package init(path: String, newID: @escaping @Sendable (String) -> String) throws(StoreError) {
        self.path = path
        self.newID = newID
        var configuration = Configuration()
        configuration.label = "recalld"
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        // Five readers would be GRDB's default; each costs memory, and two commands at a time are many.
        configuration.maximumReaderCount = 2
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // FULL: a transaction that was answered survives the power cut that follows (sqlite.org/pragma.html). It is set
            // here because the pool sets NORMAL on its one writer when it turns the journal to WAL, after the database was
            // prepared.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            let migrator = Schema.migrator
            let isNewer = try pool.read { db in try migrator.hasBeenSuperseded(db) }
            if isNewer { throw StoreError.newerSchema }
            try Self.migrate(pool, migrator)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    /// Brings the schema up to date.
    ///
    /// A command and the daemon may both open a database that is new: each finds a migration missing, and the one that
    /// comes second fails on what the first has just made. So a failure counts only where nobody else got further.
    private static func migrate(_ pool: DatabasePool, _ migrator: DatabaseMigrator) throws {
        var before = try pool.read(migrator.appliedIdentifiers)
        while true {
            do {
                return try migrator.migrate(pool)
            } catch {
                let now = try pool.read(migrator.appliedIdentifiers)
                if now == before { throw error }
                before = now
            }
        }
    }

    /// Runs `body` in one transaction.
    ///
    /// The work is done in a task of its own: GRDB rolls back what a cancelled task writes, and an outcome that the
    /// provider has already told must be stored whatever happens to the task that asked.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let pool = pool
        do {
            return try await Task { try await pool.write(body) }.value
        } catch {
            throw StoreError(error)
        }
    }

    /// Runs `body` on one state of the database.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let pool = pool
        do {
            return try await Task { try await pool.read(body) }.value
        } catch {
            throw StoreError(error)
        }
    }

    /// Writes a consistent copy of the database to `path`, while others go on using it.
    package func backup(to path: String) async throws(StoreError) {
        do {
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            try copy.close()
        } catch {
            throw StoreError(error)
        }
    }

    /// Closes the database; nothing may be asked of it afterwards.
    package func close() throws(StoreError) {
        do {
            try pool.close()
        } catch {
            throw StoreError(error)
        }
    }
}
