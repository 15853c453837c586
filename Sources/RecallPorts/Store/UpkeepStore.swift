import RecallCore

/// What keeps a store well.
package protocol UpkeepStore: Sendable {
    /// Lets go of the pages of the database that are kept in memory.
    func shrinkMemory() async throws(StoreError)

    /// Looks through the whole store for damage; takes as long as reading all of it.
    ///
    /// - Parameter isQuick: Whether it is left out if each index holds what its table does.
    /// - Throws: `StoreError.damaged` where there is any.
    func checkIntegrity(isQuick: Bool) async throws(StoreError)

    /// Writes a consistent copy of the database to `path`, while others go on using it.
    func backup(to path: String) async throws(StoreError)

    /// Writes the journal of the database back into it and empties it, so that nothing that was taken away stands there.
    func emptyJournal() async throws(StoreError)

    /// Closes the database; nothing may be asked of it afterwards.
    func close() throws(StoreError)
}
