import Logging
import RecallCore
import RecallPorts
import RecallSystem

/// The folder `outbox/` of a practice's share as a sink of events: each delivery is one file.
struct OutboxFolder: EventSink {
    let practice: String
    let shared: SharedFolder
    let runtime: Runtime

    func waiting() async throws(StoreError) -> [OutboxFile] {
        try await runtime.store.unwrittenOutboxFiles(practice: practice)
    }

    /// Writes a file, or finds it written: the same bytes under the same name.
    func deliver(_ delivery: OutboxFile) async throws(EventSinkError) {
        do throws(FileError) {
            guard let path = PracticeFolders.outbox.appending(delivery.name),
                let moved = PracticeFolders.collected.appending(delivery.name)
            else { throw FileError(unusableName: delivery.name, doing: "write") }
            // Written before a crash and moved by staff since: it stands once, and must not stand twice. A name alone says
            // nothing, for anybody can give it to another file.
            let content = Array(delivery.content)
            if try !shared.holds(content, at: moved) { try shared.writeNew(path, content) }
        } catch {
            let retry: EventSinkError.Retry =
                switch error.kind {
                case .exists: .othersNow
                case .badName: .never
                default: .later
                }
            throw EventSinkError(retry, cause: error)
        }
        CrashPoint.reached(.outboxWritten)
    }

    func markDelivered(_ delivery: OutboxFile) async throws(StoreError) {
        try await runtime.store.markWritten(delivery.id, now: runtime.now)
        CrashPoint.reached(.writtenStored)
        runtime.logger.info("an outbox file was written", metadata: ["file": "\(delivery.name)"])
    }
}
