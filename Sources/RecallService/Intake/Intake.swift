import Logging
import RecallCore
package import RecallPorts
import RecallSystem
import ServiceLifecycle
import Synchronization
import Tabular

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

    /// What of each practice was last told as not to be taken, so that it is told again only where it has changed.
    private let told = Mutex<[String: [AlertCode: String]]>([:])

    /// Seconds for which the files of one practice are taken before the next practice has its turn.
    private static let secondsOfTurn = 10.0
    /// The most turns in one run: after so many, whoever waits for the first run to end has waited long enough.
    private static let mostTurns = 100

    package func runOnce() async throws -> Duration {
        // How long until a file may be ready.
        var next: Double?
        for _ in 0..<Self.mostTurns {
            next = nil
            var isDone = true
            for practice in runtime.configuration.practices {
                let turn = try await look(practice)
                isDone = isDone && turn.isDone
                next = Self.sooner(next, turn.next)
            }
            if isDone || Task.isShuttingDownGracefully || Task.isCancelled { break }
        }
        return next.map { .seconds($0) } ?? .seconds(runtime.configuration.settings.inbox.rescanSeconds)
    }

    private static func sooner(_ one: Double?, _ other: Double?) -> Double? {
        [one, other].compactMap(\.self).min()
    }

    /// What a turn of a practice came to.
    private struct RoundResult {
        /// The seconds until an export that is there may be ready; nil where there is none.
        var next: Double?
        /// Whether every export that waits was looked at.
        var isDone = true
    }

    /// Looks through one practice's source, whose trouble is not that of the other practices.
    private func look(_ practice: PracticeContext) async throws -> RoundResult {
        let trouble: any Error
        let isDiskFull: Bool
        do {
            let look = try await round(practice)
            try await runtime.store.resolve(.share, practice: practice.id)
            try await runtime.store.resolve(.diskFull, practice: practice.id)
            return look
        } catch let error as ExportSourceError {
            if let error = error.cause as? StoreError { throw error }
            (trouble, isDiskFull) = (error, error.isDiskFull)
        } catch let error as FileError {
            (trouble, isDiskFull) = (error, error.kind == .diskFull)
        }
        try await tell(trouble, isDiskFull: isDiskFull, practice)
        return RoundResult(next: Self.secondsUntilTriedAgain)
    }

    /// Looks through one practice's source for as long as its turn lasts.
    private func round(_ practice: PracticeContext) async throws -> RoundResult {
        let source = try await source(practice)
        let importer = Importer(practice: practice, runtime: runtime, source: source)
        let end = ContinuousClock.now + .seconds(Self.secondsOfTurn)
        var isChanged = false
        var isDone = true
        var trouble = Obstructions()
        var awaitsCommand = false
        func note(_ turn: Turn, _ name: String) {
            switch turn {
            case .taken: isChanged = true
            case .late: trouble.late.append(name)
            case .stuck(let words): trouble.stuck.append((name, words))
            case .early: break
            }
        }
        // What an earlier run, or an earlier life, has claimed; a command that works on a file of its own comes first.
        let state = runtime.configuration.settings.stateDirectory
        if let lock = try ClaimLock.ofService(practice.id, in: state) {
            for claim in try await source.claimed() {
                runtime.progress.note(name)
                let turn = try await turn(practice) {
                    try await importer.take(claim)
                    return .taken
                }
                note(turn, claim.name)
            }
            withExtendedLifetime(lock) {}
        } else {
            awaitsCommand = true
        }
        for export in try await source.waiting() {
            if ContinuousClock.now > end {
                isDone = false
                break
            }
            runtime.progress.note(name)
            note(try await turn(practice) { try await take(export, of: source, importer) }, export.name)
        }
        for obstacle in await source.obstacles() {
            if obstacle.hidesExports {
                trouble.stuck.append((obstacle.name, obstacle.words))
            } else {
                trouble.others.append(obstacle.name)
            }
        }
        // Before anybody is dialled from what is new: a do-not-call list may be among what could not be taken.
        if try await tell(trouble, isDone: isDone, practice) { isChanged = true }
        // Only now, so that a diary that came with the patients is known before the first of them is called.
        if isChanged {
            await runtime.markDirty(practice.id)
            try await runtime.giveBackMemory()
        }
        let next = await source.secondsUntilNext()
        return RoundResult(
            next: awaitsCommand ? Self.sooner(next, Self.secondsUntilTriedAgain) : next, isDone: isDone)
    }

    /// How an export has fared in a run.
    private enum Turn {
        case taken
        /// It is not ready, and staff are told.
        case late
        /// It cannot be taken, for a reason in plain words.
        case stuck(String)
        /// It is not ready, and nobody need know yet.
        case early
    }

    /// What could not be taken of a practice.
    private struct Obstructions {
        var late: [String] = []
        var stuck: [(name: String, words: String)] = []
        /// What stands there and is no file.
        var others: [String] = []

        private static let mostNamed = 5

        /// What staff are told, by the code of the alert; nil where there is nothing.
        var messages: [(code: AlertCode, message: String?)] {
            [
                (
                    .fileNotReady,
                    Self.list(late.map(Self.shown).sorted()).map {
                        "Not whole yet, or still open in another program: \($0). Close it, or export it again."
                    }
                ),
                (
                    .inboxStuck,
                    Self.list(stuck.map { "\(Self.shown($0.name)) (\($0.words))" }.sorted()).map {
                        "Calls wait, for a file in the inbox cannot be taken, and it may be a do-not-call list: \($0). "
                            + "Take it away, or give recalld the right to read and move it."
                    }
                ),
                (
                    .notAFile,
                    Self.list(others.map(Self.shown).sorted()).map {
                        "No file, and not read: \($0). Put the file itself there."
                    }
                ),
            ]
        }

        private static func list(_ shown: [String]) -> String? {
            guard !shown.isEmpty else { return nil }
            let more = shown.count - mostNamed
            return shown.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        }

        private static func shown(_ name: String) -> String { Alert.named(ShownText.line(name, upTo: 300)) }
    }

    /// Takes an export that is whole.
    private func take(
        _ export: WaitingExport, of source: any ExportSource, _ importer: Importer
    ) async throws -> Turn {
        let still = export.stillSeconds
        let waits = (still ?? 0) >= Self.secondsUntilNamed ? Turn.late : .early
        guard let bytes = try await source.open(export) else { return waits }
        // A file that is not text at all gets its reason at once; one that is empty, torn or half copied gets time.
        let hasTime = still.map { $0 < Self.secondsUntilRejected } ?? false
        if hasTime, FileVerdict.isUnfinished(bytes: bytes.count) { return waits }
        let terms = try await importer.confirmed(export.terms, of: export.name, bytes)
        let scan = try importer.scan(bytes, name: export.name, terms: terms)
        if hasTime, let scan, FileVerdict.isUnfinished(bytes: bytes.count, profile: scan.profiled.profile) {
            return waits
        }
        guard var claim = try await source.claim(export) else { return .early }
        claim.terms = terms
        try await importer.take(claim, seen: (bytes, scan))
        return .taken
    }

    /// Does something for one export, whose own trouble is not that of the others.
    private func turn(_ practice: PracticeContext, _ body: () async throws -> Turn) async throws -> Turn {
        do {
            return try await body()
        } catch let error as CancellationError {
            throw error
        } catch let error as ExportSourceError where error.extent == .source {
            throw error
        } catch let error as FileError where error.isOfAllFiles {
            throw error
        } catch let error as StoreError {
            // What a rule of the store refuses, and what failed while the file was read, is of this file; the rest is the store's.
            switch error {
            case .refused, .other: return .stuck("recalld could not store what it holds")
            case .full, .busy, .inputOutput, .damaged, .readOnly, .newerSchema, .forgetKeyMissing: throw error
            }
        } catch {
            return .stuck(Self.words(error))
        }
    }

    /// Why one file cannot be taken, without its name.
    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as ExportSourceError: words(error.cause)
        case let error as FileError: error.words
        default: Plain.words(error)
        }
    }

    private func tell(_ error: any Error, isDiskFull: Bool, _ practice: PracticeContext) async throws {
        runtime.logger.error(
            "a shared folder cannot be used, and is tried again",
            metadata: ["practice": "\(practice.id)", "why": "\(error)"])
        try await runtime.store.raise(
            isDiskFull ? .diskFull : .share, practice: practice.id,
            message: "The shared folder cannot be used: \(error)", now: runtime.now)
    }

    /// Tells of what could not be taken, and takes back what is over.
    ///
    /// - Parameters:
    ///   - trouble: what could not be taken.
    ///   - isDone: whether all that waits was looked at; else nothing is known to be over.
    ///   - practice: the practice.
    /// - Returns: whether calls begin or end to wait for it.
    /// - Throws: what the store says.
    private func tell(_ trouble: Obstructions, isDone: Bool, _ practice: PracticeContext) async throws -> Bool {
        var isChanged = false
        for (code, message) in trouble.messages {
            let known = told.withLock { $0[practice.id]?[code] }
            if let message {
                guard message != known else { continue }
                try await runtime.store.raise(code, practice: practice.id, message: message, now: runtime.now)
                runtime.logger.error(
                    "something in an inbox cannot be taken, and is tried again",
                    metadata: ["practice": "\(practice.id)", "code": "\(code.rawValue)"])
            } else {
                guard isDone else { continue }
                try await runtime.store.resolve(code, practice: practice.id)
            }
            told.withLock { $0[practice.id, default: [:]][code] = message }
            isChanged = isChanged || (known == nil) != (message == nil)
        }
        return isChanged
    }
}
