import Foundation
package import GRDB
package import RecallPorts

/// All that recalld remembers, in one SQLite file.
///
/// Each verb is one transaction. The daemon and the commands open the same file: SQLite's own locking orders their
/// writes, and every change of a state is guarded by the state that it leaves.
package struct SQLiteStore: Store {
    private let pool: DatabasePool

    /// The database's file.
    package let path: String

    /// In whose name the audit notes what is changed.
    package private(set) var actor = AuditActor.recalld

    /// What is at hand of the key of the hashes of forgotten people.
    let forgetKey: ForgetKeyAccess

    /// Makes a new identifier with a prefix, such as `a_01J…`.
    let newID: @Sendable (String) -> String

    /// Opens the database, making or migrating it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - busySeconds: How long another process is waited for.
    ///   - forgetKey: What is at hand of the key of the hashes of forgotten people.
    ///   - settlesKey: Whether that key is to be right, and to lie in the database no longer where it lies outside.
    ///   - newID: Makes an identifier with a prefix.
    /// - Throws: Why it cannot be opened.
    package init(
        path: String, busySeconds: Double = 10, forgetKey: ForgetKeyAccess = .none, settlesKey: Bool = false,
        newID: @escaping @Sendable (String) -> String
    ) throws(StoreError) {
        self.path = path
        self.forgetKey = forgetKey
        self.newID = newID
        var configuration = Configuration()
        configuration.label = "recalld"
        configuration.busyMode = .timeout(busySeconds)
        configuration.foreignKeysEnabled = true
        // Five readers would be GRDB's default; each costs memory, and two commands at a time are many.
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { db in try db.execute(sql: Pages.few) }
        let deadline = ContinuousClock.now + .seconds(busySeconds)
        do {
            pool = try Self.ready(path, configuration, until: deadline)
            if settlesKey, try pool.write({ db in try Self.settleKey(forgetKey, db) }) {
                // What was overwritten stands in the journal until that is emptied.
                try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    package func acting(as actor: AuditActor) -> any Store {
        var store = self
        store.actor = actor
        return store
    }

    /// The database, open, with its tables in their newest form.
    ///
    /// The daemon and a command that open a new database at once both set out to make its tables. What the slower of the
    /// two does then fails at once, whatever time-out is set: SQLite does not wait for a change of the journal's kind, nor
    /// for a write behind a read that has become old. So all of it is tried again.
    private static func ready(
        _ path: String, _ configuration: Configuration, until deadline: ContinuousClock.Instant
    ) throws -> DatabasePool {
        while true {
            do {
                let pool = try DatabasePool(path: path, configuration: configuration)
                // FULL: a transaction that was answered survives the power cut that follows (sqlite.org/pragma.html). It is
                // set here because the pool sets NORMAL on its one writer when it turns the journal to WAL, after the
                // database was prepared.
                try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
                let migrator = Schema.migrator
                if try pool.read({ db in try migrator.hasBeenSuperseded(db) }) { throw StoreError.newerSchema }
                if try !pool.read({ db in try migrator.hasCompletedMigrations(db) }) { try migrator.migrate(pool) }
                return pool
            } catch let error as DatabaseError
                where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR].contains(error.resultCode)
                && ContinuousClock.now < deadline
            {
                Thread.sleep(forTimeInterval: 0.02)
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

    /// Runs `body` in one transaction, which is undone where what it comes to is not to be kept.
    func write<Value: Sendable>(
        keeping isKept: @escaping @Sendable (Value) -> Bool, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await writeDirectly { db in
            var value: Value?
            try db.inTransaction(.immediate) {
                let made = try body(db)
                value = made
                return isKept(made) ? .commit : .rollback
            }
            guard let value else { throw StoreError.other("a transaction without an end") }
            return value
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

    /// A number that changes when another process has changed the database: when staff pause, release or suppress.
    package func changesByOthers() async throws(StoreError) -> Int {
        // Asked of the one connection that writes: what this process itself commits leaves its number alone
        // (sqlite.org/pragma.html, data_version).
        try await writeDirectly { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
    }

    /// How many rows this process has changed: as long as that stays, its own work has left the database alone.
    package func changesByThisProcess() async throws(StoreError) -> Int {
        try await writeDirectly { db in db.totalChangesCount }
    }

    /// Runs `body` on the connection that writes, in no transaction.
    func writeDirectly<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let pool = pool
        do {
            return try await Task { try await pool.writeWithoutTransaction(body) }.value
        } catch {
            throw StoreError(error)
        }
    }

    /// Lets go of the pages of the database that are kept in memory.
    package func shrinkMemory() async throws(StoreError) {
        // Connections that only read are closed; they are opened again when they are needed. The one that writes does so in
        // its turn, which is waited for.
        pool.releaseMemoryEventually()
        try await writeDirectly { db in try db.execute(sql: Pages.few) }
    }

    /// How many kibibytes of the database are kept in memory.
    enum Pages {
        /// Less than SQLite's own measure of 2,000 for each connection: the kernel keeps the file's pages too.
        static let few = "PRAGMA cache_size = -700"
        /// An import puts numbers in no order into indexes that are larger than that, and each page would be read and
        /// written again and again.
        static let many = "PRAGMA cache_size = -16000"
    }

    /// Looks through the whole database for damage; throws `StoreError.damaged` where there is any.
    ///
    /// Reads every page, so that it takes as long as reading the file. `isQuick` leaves out whether each index holds what
    /// its table does.
    package func checkIntegrity(isQuick: Bool) async throws(StoreError) {
        let answer = try await read { db in
            try String.fetchAll(db, sql: isQuick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)")
        }
        guard answer == ["ok"] else { throw StoreError.damaged }
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
