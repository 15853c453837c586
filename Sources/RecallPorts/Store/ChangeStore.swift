import RecallCore

/// Whether anything has changed.
package protocol ChangeStore: Sendable {
    /// A number that changes when another process has changed the database: when staff pause, release or suppress.
    func changesByOthers() async throws(StoreError) -> Int

    /// How many rows this process has changed: as long as that stays, its own work has left the database alone.
    func changesByThisProcess() async throws(StoreError) -> Int
}
