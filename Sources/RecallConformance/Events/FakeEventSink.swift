import RecallCore
package import RecallPorts
import Synchronization

/// A sink of events in memory, which can be told to fail.
package final class FakeEventSink: EventSink {
    private struct State {
        var waiting: [OutboxFile] = []
        var delivered: [OutboxFile] = []
        var calls: [String] = []
        var failures: [String: EventSinkError.Retry] = [:]
        var marksToLose = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Stores what is to be delivered.
    package func store(_ deliveries: [OutboxFile]) { state.withLock { $0.waiting += deliveries } }

    /// Has the delivery of that name fail, or succeed again.
    package func fail(_ name: String, _ retry: EventSinkError.Retry?) { state.withLock { $0.failures[name] = retry } }

    /// Has the next note of a delivery be lost, as in a crash before it was stored.
    package func loseNextMark() { state.withLock { $0.marksToLose += 1 } }

    /// What whoever receives the deliveries has, each once, in its order.
    package var delivered: [OutboxFile] { state.withLock { $0.delivered } }
    /// The names of all that was tried, in its order.
    package var calls: [String] { state.withLock { $0.calls } }

    package func waiting() async throws(StoreError) -> [OutboxFile] { state.withLock { $0.waiting } }

    package func deliver(_ delivery: OutboxFile) async throws(EventSinkError) {
        let failure = state.withLock { state -> EventSinkError.Retry? in
            state.calls.append(delivery.name)
            if let failure = state.failures[delivery.name] { return failure }
            if let known = state.delivered.first(where: { $0.name == delivery.name }) {
                return known.content == delivery.content ? nil : .othersNow
            }
            state.delivered.append(delivery)
            return nil
        }
        if let failure { throw EventSinkError(failure, cause: Refused()) }
    }

    package func markDelivered(_ delivery: OutboxFile) async throws(StoreError) {
        let isLost = state.withLock { state in
            if state.marksToLose > 0 {
                state.marksToLose -= 1
                return true
            }
            state.waiting.removeAll { $0.id == delivery.id }
            return false
        }
        if isLost { throw StoreError.full }
    }

    private struct Refused: Error, CustomStringConvertible {
        var description: String { "the sink was told to fail" }
    }
}
