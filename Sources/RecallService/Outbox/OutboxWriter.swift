import Foundation
import Logging
package import RecallCore
import RecallPorts
import RecallSystem
import Tabular

/// Puts events into files, and files into outboxes; notices which have been collected.
package struct OutboxWriter: PollingService {
    package let name = "outbox"
    package let runtime: Runtime
    /// Calls that end together share a file.
    package let leastPause = Duration.seconds(1)

    package var wakeSignal: WakeSignal { runtime.outboxSignal }

    package init(runtime: Runtime) { self.runtime = runtime }

    package func runOnce() async throws -> Duration {
        for practice in runtime.configuration.practices {
            do {
                try await flush(practice)
                try await runtime.store.resolve(.outbox, practice: practice.id)
            } catch let error as FileError {
                try await tell(error, practice)
            } catch let error as EventSinkError {
                try await tell(error, practice)
            }
        }
        return .seconds(20)
    }

    private func tell(_ error: any Error, _ practice: PracticeContext) async throws {
        runtime.logger.error(
            "an outbox cannot be written, and is tried again",
            metadata: ["practice": "\(practice.id)", "why": "\(error)"])
        try await runtime.store.raise(
            .outbox, practice: practice.id, message: "Results wait: \(error)", now: runtime.now)
    }

    /// Writes what waits for a practice, where the time for it has come.
    ///
    /// A name that is taken by something else holds up that one file, and no other.
    package func flush(_ practice: PracticeContext) async throws {
        if try await isTime(practice) {
            for kind in EventKind.allCases { try await makeFiles(practice, kind) }
        }
        let shared = try await PracticeShare.open(practice, store: runtime.store)
        try await OutboxMark.check(practice, shared, runtime)
        let (hasWork, trouble) = try await Self.deliver(
            to: OutboxFolder(practice: practice.id, shared: shared, runtime: runtime))
        if hasWork, let newest = try await runtime.store.newestOutboxNumber(practice: practice.id) {
            try OutboxMark.note(newest, shared)
        }
        try await DaySummaryWriter(runtime: runtime, practice: practice).write(shared)
        try await noteCollected(practice, shared)
        if hasWork { await runtime.pageSignal.wake() }
        if let trouble { throw trouble }
    }

    /// Delivers what waits for a sink, the oldest first.
    ///
    /// - Returns: whether anything waited, and what stood in the way of single deliveries while the others were made.
    /// - Throws: `EventSinkError` where the sink cannot be reached; `StoreError`.
    static func deliver(to sink: some EventSink) async throws -> (hasWork: Bool, trouble: EventSinkError?) {
        let waiting = try await sink.waiting()
        var trouble: EventSinkError?
        for delivery in waiting {
            do throws(EventSinkError) {
                try await sink.deliver(delivery)
            } catch {
                guard error.retry != .later else { throw error }
                trouble = trouble ?? error
                continue
            }
            try await sink.markDelivered(delivery)
        }
        return (!waiting.isEmpty, trouble)
    }

    private func makeFiles(_ practice: PracticeContext, _ kind: EventKind) async throws {
        let now = runtime.now
        let renderer = OutboxRenderer(template: practice.template, zone: practice.zone)
        let sheet = practice.template.sheet(kind)
        let made = try await runtime.store.makeOutboxFile(practice: practice.id, kind: kind, now: now) {
            number, events in
            let written = OutboxBytes.write(renderer.rows(kind: kind, events: events), sheet: sheet)
            let name = renderer.fileName(kind: kind, practice: practice.id, number: number, at: now)
            return RenderedFile(
                name: name, content: Data(written.bytes), replacedCharacters: written.replaced)
        }
        guard let made else { return }
        CrashPoint.reached(.batchStored)
        if made.replacedCharacters > 0 {
            runtime.logger.notice(
                "letters that the file's encoding lacks are written in their nearest form",
                metadata: ["file": "\(made.name)", "letters": "\(made.replacedCharacters)"])
        }
    }

    /// Each call at once; else at the turn of the hour or of the local day after the oldest event.
    private func isTime(_ practice: PracticeContext) async throws -> Bool {
        guard let oldest = try await runtime.store.oldestWaitingEvent(practice: practice.id) else { return false }
        let then = practice.zone.local(oldest)
        let now = practice.zone.local(runtime.now)
        return switch practice.settings.outbox.flush {
        case .eachCall: true
        case .hourly: (then.day, then.hour) != (now.day, now.hour)
        case .daily: then.day != now.day
        }
    }

    /// A file that is gone from the outbox was collected: moved to `collected/`, or deleted once it had been imported.
    ///
    /// The folder is read as one list: where it cannot be read, as when a share has gone, nothing counts as collected.
    private func noteCollected(_ practice: PracticeContext, _ shared: SharedFolder) async throws {
        let waiting = try await runtime.store.uncollectedOutboxFiles(practice: practice.id)
        guard !waiting.isEmpty else { return }
        let there = Set(
            try shared.list(PracticeFolders.outbox).files.map(\.path).filter { $0.folder == PracticeFolders.outbox }
                .map(\.name))
        guard shared.isCurrent else { return }
        for file in waiting where !there.contains(file.name) {
            try await runtime.store.markCollected(file.id, now: runtime.now)
            CrashPoint.reached(.collectedStored)
            runtime.logger.info("an outbox file was collected", metadata: ["file": "\(file.name)"])
        }
    }
}

/// The bytes of an outbox file.
package enum OutboxBytes {
    /// The bytes, and how many characters stand in their nearest form.
    package static func write(
        _ rows: [[String]], sheet: OutboxTemplate.Sheet
    ) -> (bytes: [UInt8], replaced: Int) {
        var writer = RecordWriter(
            dialect: sheet.dialect, encoding: sheet.encoding, quoting: sheet.quotesEverything ? .all : .minimal,
            byteOrderMark: sheet.hasBOM, keepsFormulasOut: true)
        let bytes = rows.flatMap { writer.bytes(of: $0) }
        return (bytes, writer.replacedCharacters)
    }
}
