package import RecallPorts

/// A store that remembers as long as its database does: for tests of those who use a store.
///
/// Each verb is one transaction, as in any store: it changes a copy of the state, which takes the state's place at the end.
package struct MemoryStore: Store {
    private let database: MemoryDatabase
    private let number: Int
    package private(set) var actor = AuditActor.recalld

    /// Opens a store.
    ///
    /// - Parameter database: What it remembers; stores of one database see each other's changes.
    package init(_ database: MemoryDatabase = MemoryDatabase()) {
        self.database = database
        number = database.open()
    }

    package func acting(as actor: AuditActor) -> any Store {
        var store = self
        store.actor = actor
        return store
    }

    func write<Value: Sendable>(_ body: (inout MemoryState) throws -> Value) throws(StoreError) -> Value {
        try database.write(number, body)
    }

    /// Runs `body` on one state.
    func read<Value>(_ body: (MemoryState) throws -> Value) throws(StoreError) -> Value {
        let state = try database.state(number)
        do {
            return try body(state)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .other(String(describing: type(of: error)))
        }
    }

    // MARK: Changes

    package func changesByOthers() async throws(StoreError) -> Int { try database.changes(by: number).others }

    package func changesByThisProcess() async throws(StoreError) -> Int { try database.changes(by: number).own }

    // MARK: Upkeep

    /// There is nothing to let go of.
    package func shrinkMemory() async throws(StoreError) { try read { _ in } }

    /// Memory is not damaged.
    package func checkIntegrity(isQuick: Bool) async throws(StoreError) { try read { _ in } }

    package func backup(to path: String) async throws(StoreError) { throw .other("memory has no file") }

    /// There is no journal.
    package func emptyJournal() async throws(StoreError) { try read { _ in } }

    package func close() throws(StoreError) { database.close(number) }
}
