import RecallPorts
import Synchronization

/// What several `MemoryStore`s share, as the daemon and the commands share one file.
package final class MemoryDatabase: Sendable {
    private struct Content {
        var state = MemoryState()
        /// How many rows each store has changed.
        var changes: [Int: Int] = [:]
        var closed: Set<Int> = []
        var opened = 0
    }

    private let content = Mutex(Content())

    package init() {}

    /// The number of one more store.
    func open() -> Int {
        content.withLock { content in
            content.opened += 1
            return content.opened
        }
    }

    func close(_ store: Int) {
        content.withLock { content in _ = content.closed.insert(store) }
    }

    /// Runs `body` on a copy of the state, which takes the state's place at the end.
    ///
    /// - Throws: What `body` throws; then nothing has changed.
    func write<Value: Sendable>(
        _ store: Int, _ body: (inout MemoryState) throws -> Value
    ) throws(StoreError) -> Value {
        try content.withLock { (content: inout Content) throws(StoreError) -> Value in
            guard !content.closed.contains(store) else { throw StoreError.other("the store is closed") }
            var copy = content.state
            let value: Value
            do {
                value = try body(&copy)
            } catch let error as StoreError {
                throw error
            } catch {
                throw StoreError.other(String(describing: type(of: error)))
            }
            content.changes[store, default: 0] += copy.changes - content.state.changes
            content.state = copy
            return value
        }
    }

    /// How many rows a store has changed, and all others.
    func changes(by store: Int) throws(StoreError) -> (own: Int, others: Int) {
        try content.withLock { (content: inout Content) throws(StoreError) -> (own: Int, others: Int) in
            guard !content.closed.contains(store) else { throw StoreError.other("the store is closed") }
            let own = content.changes[store] ?? 0
            return (own, content.changes.values.reduce(0, +) - own)
        }
    }

    /// The state as it is now.
    func state(_ store: Int) throws(StoreError) -> MemoryState {
        try content.withLock { (content: inout Content) throws(StoreError) -> MemoryState in
            guard !content.closed.contains(store) else { throw StoreError.other("the store is closed") }
            return content.state
        }
    }
}
