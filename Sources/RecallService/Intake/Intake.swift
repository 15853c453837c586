import Logging
import RecallCore
import RecallPorts
import RecallSystem
import Synchronization

/// Takes exports out of inboxes when they are whole. The scan is the truth; what the kernel tells is only a hint to scan.
package final class Intake: PollingService {
    package let name = "intake"
    package let runtime: Runtime
    private let watches = Mutex<[String: InboxWatch]>([:])
    /// Seconds of a clock that is never set.
    private let monotonicSeconds: @Sendable () -> Double

    package var wakeSignal: WakeSignal { runtime.intakeSignal }

    package init(
        runtime: Runtime, monotonicSeconds: @escaping @Sendable () -> Double = { SystemClock.monotonicSeconds }
    ) {
        self.runtime = runtime
        self.monotonicSeconds = monotonicSeconds
    }

    /// Seconds after which a file that is not ready is named in the status.
    private static let secondsUntilNamed = 60.0
    /// Seconds after which a file that is still but not ready, or a folder that could not be used, is looked at again.
    private static let secondsUntilTriedAgain = 1.0
    /// Seconds after which a damaged file is rejected.
    private static let secondsUntilRejected = 600.0

    package func runOnce() async throws -> Duration {
        // How long until a file may be ready.
        var next: Double?
        for practice in runtime.configuration.practices {
            do {
                next = Self.sooner(next, try await round(practice))
                try await runtime.store.resolve(.share, practice: practice.id)
                try await runtime.store.resolve(.diskFull, practice: practice.id)
            } catch let error as FileError {
                runtime.logger.error(
                    "a shared folder cannot be used, and is tried again",
                    metadata: ["practice": "\(practice.id)", "why": "\(error)"])
                try await runtime.store.raise(
                    error.kind == .diskFull ? .diskFull : .share, practice: practice.id,
                    message: "The shared folder cannot be used: \(error)", now: runtime.now)
                next = Self.sooner(next, Self.secondsUntilTriedAgain)
            }
        }
        return next.map { .seconds($0) } ?? .seconds(runtime.configuration.settings.inbox.rescanSeconds)
    }

    private static func sooner(_ one: Double?, _ other: Double?) -> Double? {
        [one, other].compactMap(\.self).min()
    }

    /// Looks through one practice's folders.
    ///
    /// - Returns: the seconds until a file that is there may be ready; nil where there is none.
    private func round(_ practice: PracticeContext) async throws -> Double? {
        let shared = try await PracticeShare.take(practice, store: runtime.store)
        let importer = Importer(practice: practice, runtime: runtime, shared: shared)
        var isChanged = try await finish(importer, shared)

        var watch = watches.withLock { $0[practice.id] } ?? InboxWatch()
        defer { watches.withLock { $0[practice.id] = watch } }
        let inbox = try shared.list(PracticeFolders.inbox, skips: PracticeFolders.isNoExport)
        // Staff may move the papers along with the file.
        let approved = try shared.list(PracticeFolders.approved) {
            PracticeFolders.isNoExport($0) || ReviewPapers.isPaper($0)
        }
        let monotonic = monotonicSeconds()
        watch.see(inbox.files + approved.files, now: runtime.now, monotonic: monotonic)
        let settle = Double(runtime.configuration.settings.inbox.settleSeconds)
        var late: [String] = []
        for sight in watch.still(for: settle, monotonic: monotonic) {
            runtime.progress.note(name)
            let isLate = monotonic - sight.stillSince >= Self.secondsUntilNamed
            guard try shared.probeWriter(sight.file.path) != .writerOpen else {
                if isLate { late.append(sight.file.name) }
                continue
            }
            // A file that is not text at all gets its reason at once; one that looks torn or half copied gets time.
            if let damage = try importer.unfinished(sight.file.path) {
                watch.noteDamage(sight.file.path, monotonic: monotonic)
                if isLate { late.append(sight.file.name) }
                guard monotonic - sight.stillSince >= Self.secondsUntilRejected else { continue }
                let claim = try self.claim(sight, shared)
                try await importer.reject(claim, reason: damage)
                watch.forget(sight.file.path)
                continue
            }
            let claim = try self.claim(sight, shared)
            watch.forget(sight.file.path)
            if try isStill(sight, claim, shared) {
                try await importer.take(claim)
                isChanged = true
            }
        }
        // Only now, so that a diary that came with the patients is known before the first of them is called.
        if isChanged {
            await runtime.markDirty(practice.id)
            try await runtime.giveBackMemory()
        }
        try await tellLate(late, practice)
        return watch.secondsUntilStill(
            for: settle, again: Self.secondsUntilTriedAgain, monotonic: monotonicSeconds())
    }

    private func claim(_ sight: InboxWatch.Sight, _ shared: SharedFolder) throws(FileError) -> Claim {
        let isApproved = sight.file.path.components.starts(with: PracticeFolders.approved.components)
        let claim = Claim(firstSeenAt: sight.firstSeenAt, isApproved: isApproved, fileName: sight.file.name)
        try shared.move(sight.file.path, to: claim.path)
        CrashPoint.reached(.fileClaimed)
        return claim
    }

    /// Whether the claimed file is what was looked at: a writer that has it open goes on writing into it.
    private func isStill(_ sight: InboxWatch.Sight, _ claim: Claim, _ shared: SharedFolder) throws(FileError) -> Bool {
        guard let file = try shared.file(at: claim.path), try shared.probeWriter(claim.path) != .writerOpen else {
            return false
        }
        return file.size == sight.file.size && file.modifiedNanoseconds == sight.file.modifiedNanoseconds
    }

    /// Goes on with what an earlier round, or an earlier life, has claimed.
    ///
    /// - Returns: whether there was anything.
    private func finish(_ importer: Importer, _ shared: SharedFolder) async throws -> Bool {
        var isChanged = false
        for file in try shared.list(PracticeFolders.claimed).files {
            guard let claim = Claim(name: file.name), try shared.probeWriter(file.path) != .writerOpen else { continue }
            runtime.progress.note(name)
            try await importer.take(claim)
            isChanged = true
        }
        return isChanged
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
