import RecallPorts
import RecallSystem
import Synchronization

/// Opens the practices' shared folders as sources of exports, and remembers what was seen in each.
final class Inboxes: Sendable {
    private let runtime: Runtime
    private let monotonicSeconds: @Sendable () -> Double
    private let memories = Mutex<[String: InboxFolder.Memory]>([:])

    init(runtime: Runtime, monotonicSeconds: @escaping @Sendable () -> Double) {
        self.runtime = runtime
        self.monotonicSeconds = monotonicSeconds
    }

    /// The source of a practice's exports, its folder being the one that it is known to be.
    ///
    /// - Throws: as `PracticeShare.take` does.
    @Sendable func open(_ practice: PracticeContext) async throws -> any ExportSource {
        let shared = try await PracticeShare.take(practice, store: runtime.store)
        let memory = memories.withLock { memories in
            let memory = memories[practice.id] ?? InboxFolder.Memory()
            memories[practice.id] = memory
            return memory
        }
        return InboxFolder(
            practice: practice.id, shared: shared, claims: runtime.store, memory: memory,
            settleSeconds: Double(runtime.configuration.settings.inbox.settleSeconds),
            clock: runtime.clock, monotonicSeconds: monotonicSeconds)
    }
}
