import Logging
import RecallCore
package import RecallPorts
import RecallSystem
import Synchronization

/// Takes exports from their sources when they are whole. The scan is the truth; what the kernel tells is only a hint to
/// scan.
package final class Intake: PollingService {
    package let name = "intake"
    package let runtime: Runtime
    private let source: @Sendable (PracticeContext) async throws -> any ExportSource

    package var wakeSignal: WakeSignal { runtime.intakeSignal }

    /// The intake of the practices' inboxes.
    package convenience init(
        runtime: Runtime, monotonicSeconds: @escaping @Sendable () -> Double = { SystemClock.monotonicSeconds }
    ) {
        let inboxes = Inboxes(runtime: runtime, monotonicSeconds: monotonicSeconds)
        self.init(runtime: runtime, source: inboxes.open)
    }

    /// - Parameters:
    ///   - runtime: what the services share.
    ///   - source: opens the source of a practice's exports for one run.
    package init(runtime: Runtime, source: @escaping @Sendable (PracticeContext) async throws -> any ExportSource) {
        self.runtime = runtime
        self.source = source
    }

    /// Seconds after which an export that is not ready is named in the status.
    private static let secondsUntilNamed = 60.0
    /// Seconds after which a folder that could not be used is looked at again.
    private static let secondsUntilTriedAgain = 1.0
    /// Seconds after which a damaged export is rejected.
    private static let secondsUntilRejected = 600.0

    package func runOnce() async throws -> Duration {
        // How long until a file may be ready.
        var next: Double?
        for practice in runtime.configuration.practices {
            do {
                next = Self.sooner(next, try await round(practice))
                try await runtime.store.resolve(.share, practice: practice.id)
                try await runtime.store.resolve(.diskFull, practice: practice.id)
            } catch let error as ExportSourceError {
                try await tell(error, isDiskFull: error.isDiskFull, practice)
                next = Self.sooner(next, Self.secondsUntilTriedAgain)
            } catch let error as FileError {
                try await tell(error, isDiskFull: error.kind == .diskFull, practice)
                next = Self.sooner(next, Self.secondsUntilTriedAgain)
            }
        }
        return next.map { .seconds($0) } ?? .seconds(runtime.configuration.settings.inbox.rescanSeconds)
    }

    private static func sooner(_ one: Double?, _ other: Double?) -> Double? {
        [one, other].compactMap(\.self).min()
    }

    /// Looks through one practice's source.
    ///
    /// - Returns: the seconds until an export that is there may be ready; nil where there is none.
    private func round(_ practice: PracticeContext) async throws -> Double? {
        let source = try await source(practice)
        let importer = Importer(practice: practice, runtime: runtime, source: source)
        var isChanged = false
        var late: [String] = []
        func note(_ turn: Turn, _ name: String) {
            switch turn {
            case .taken: isChanged = true
            case .late: late.append(name)
            case .early: break
            }
        }
        // What an earlier run, or an earlier life, has claimed.
        for claim in try await source.claimed() {
            runtime.progress.note(name)
            let turn = try await turn(practice) {
                try await importer.take(claim)
                return .taken
            }
            note(turn, claim.name)
        }
        for export in try await source.waiting() {
            runtime.progress.note(name)
            note(try await turn(practice) { try await take(export, of: source, importer) }, export.name)
        }
        // Only now, so that a diary that came with the patients is known before the first of them is called.
        if isChanged {
            await runtime.markDirty(practice.id)
            try await runtime.giveBackMemory()
        }
        try await tellLate(late, practice)
        return await source.secondsUntilNext()
    }

    /// How an export has fared in a run.
    private enum Turn {
        case taken
        /// It is not ready, and staff are told.
        case late
        /// It is not ready, and nobody need know yet.
        case early
    }

    /// Takes an export that is whole.
    private func take(
        _ export: WaitingExport, of source: any ExportSource, _ importer: Importer
    ) async throws -> Turn {
        let still = export.stillSeconds
        let waits = (still ?? 0) >= Self.secondsUntilNamed ? Turn.late : .early
        guard let bytes = try await source.open(export) else { return waits }
        let scan = try importer.scan(bytes, name: export.name, terms: export.terms)
        // A file that is not text at all gets its reason at once; one that looks torn or half copied gets time.
        if let still, let scan, FileVerdict.unfinished(scan.profiled.profile) != nil,
            still < Self.secondsUntilRejected
        {
            return waits
        }
        guard let claim = try await source.claim(export) else { return .early }
        try await importer.take(claim, seen: (bytes, scan))
        return .taken
    }

    /// Does something for one export, whose own trouble is not that of the others.
    private func turn(_ practice: PracticeContext, _ body: () async throws -> Turn) async throws -> Turn {
        let trouble: any Error
        do {
            return try await body()
        } catch let error as ExportSourceError where error.extent == .export {
            trouble = error
        } catch let error as FileError where error.isOfOneFile {
            trouble = error
        }
        runtime.logger.error(
            "an export cannot be read, and is tried again",
            metadata: ["practice": "\(practice.id)", "why": "\(trouble)"])
        return .late
    }

    private func tell(_ error: any Error, isDiskFull: Bool, _ practice: PracticeContext) async throws {
        runtime.logger.error(
            "a shared folder cannot be used, and is tried again",
            metadata: ["practice": "\(practice.id)", "why": "\(error)"])
        try await runtime.store.raise(
            isDiskFull ? .diskFull : .share, practice: practice.id,
            message: "The shared folder cannot be used: \(error)", now: runtime.now)
    }

    private func tellLate(_ names: [String], _ practice: PracticeContext) async throws {
        if names.isEmpty {
            try await runtime.store.resolve(.fileNotReady, practice: practice.id)
        } else {
            let list = names.sorted().prefix(5).joined(separator: ", ")
            try await runtime.store.raise(
                .fileNotReady, practice: practice.id,
                message: "Not whole yet, or still open in another program: \(list). Close it, or export it again.",
                now: runtime.now)
        }
    }
}
