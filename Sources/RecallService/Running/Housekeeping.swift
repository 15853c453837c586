import Logging
import RecallCore
import RecallPorts
import RecallSystem
import Synchronization

/// Keeps house: looks through the database for damage after the start and once a day, watches the clock, and takes away
/// what need not be kept any longer: words of calls, archived exports, patients whom no export holds any more.
///
/// It takes away only while the clock can be believed: a machine that comes up with next year's date must not throw
/// this year away. So it waits until wall clock and running time have agreed for some hours, in which the time service
/// has long put a wrong date right.
final class Housekeeping: PollingService {
    let name = "housekeeping"
    let waitsUntilReady = true
    let runtime: Runtime
    let wakeSignal = WakeSignal()
    private let watch: Mutex<Watch>

    /// For how long the clock has to have run evenly before anything is taken away.
    static let trustSeconds = 6.0 * 3600
    private static let daySeconds = 24.0 * 3600

    private struct Watch {
        var clock = ClockWatch()
        var steadySince: Double
        var lastDone: Double?
        var lastChecked: Double?
        /// The first look comes with the start, when calls ask enough of the provider.
        var isFirst = true
    }

    init(runtime: Runtime) {
        self.runtime = runtime
        watch = Mutex(Watch(steadySince: SystemClock.bootSeconds))
    }

    /// Seconds between two looks at a clock that calls wait for.
    private static let pauseInDoubt = 10

    func runOnce() async throws -> Duration {
        let boot = SystemClock.bootSeconds
        let doubt = try await ClockGuard(runtime: runtime).look()
        let jump = watch.withLock { watch in
            let jump = watch.clock.jump(wall: runtime.now, boot: boot)
            if jump != nil { watch.steadySince = boot }
            return jump
        }
        if let jump { try await tellJump(jump, doubt) }
        // Damage ends the service with words, rather than have it go on by what cannot be trusted.
        if watch.withLock({ $0.lastChecked.map { boot - $0 >= Self.daySeconds } ?? true }) {
            try await runtime.store.checkIntegrity(isQuick: true)
            watch.withLock { $0.lastChecked = boot }
        }
        let isDue = watch.withLock { watch in
            doubt == nil && boot - watch.steadySince >= Self.trustSeconds
                && watch.lastDone.map { boot - $0 >= Self.daySeconds } ?? true
        }
        if isDue {
            try await ageOut()
            try await runtime.store.resolve(.clock, practice: "")
            watch.withLock { $0.lastDone = boot }
        }
        let isFirst = watch.withLock { watch in
            defer { watch.isFirst = false }
            return watch.isFirst
        }
        if !isFirst { try await askProvider() }
        return .seconds(doubt == nil ? 60 : Self.pauseInDoubt)
    }

    /// Asks the provider about the account where nothing was heard of it for long, so that what `status` tells of it is known
    /// and not remembered. In a dry run nobody is asked.
    func askProvider() async throws {
        let setup = runtime.current
        guard setup.configuration.settings.isLive, let voice = setup.voice else { return }
        guard ProviderRule.isDue(try await runtime.store.provider(), at: runtime.now) else { return }
        var failure: ProviderError?
        do {
            _ = try await voice.account()
        } catch let error as ProviderError {
            failure = error
        }
        // Calls may have brought news meanwhile.
        let known = try await runtime.store.provider()
        let note =
            failure.map { ProviderRule.note($0, known: known, now: runtime.now) }
            ?? ProviderRule.noteAnswer(known: known, now: runtime.now)
        guard let note else { return }
        try await runtime.store.setProvider(note, known: known, now: runtime.now)
        await runtime.pageSignal.wake()
        if note.word != known.word {
            for practice in runtime.configuration.practices { await runtime.markDirty(practice.id) }
        }
    }

    /// How many rows of a kind are taken away in one transaction.
    private static let mostAtOnce = 500

    /// Takes away, for every practice, what has come of age.
    func ageOut() async throws {
        let settings = runtime.configuration.settings.retention
        let now = runtime.now
        var isAnything = false
        for practice in runtime.configuration.practices {
            runtime.progress.note(name)
            let records = now.adding(hours: -24 * settings.archiveDays)
            // Piece by piece, so that nobody waits for the database meanwhile.
            while true {
                let gone = try await runtime.store.ageOut(
                    practice: practice.id, transcripts: now.adding(hours: -24 * settings.transcriptDays),
                    records: records, limit: Self.mostAtOnce, now: now)
                runtime.progress.note(name)
                isAnything = isAnything || !gone.isEmpty
                if gone.most < Self.mostAtOnce { break }
            }
            do {
                let shared = try await PracticeShare.open(practice, store: runtime.store)
                for export in try await runtime.store.archivedExports(practice: practice.id, before: records) {
                    runtime.progress.note(name)
                    let wasThere = try Self.remove(export, from: shared)
                    try await runtime.store.forgetArchived(
                        export.id, practice: practice.id, wasThere: wasThere, now: now)
                    isAnything = true
                }
            } catch let error as FileError {
                // Tomorrow is soon enough; the intake tells staff of a share that is gone.
                runtime.logger.warning(
                    "archived exports could not be taken away",
                    metadata: ["practice": "\(practice.id)", "why": "\(error)"])
            }
        }
        if isAnything {
            try await runtime.store.emptyJournal()
            runtime.logger.notice("what is older than the retention has been taken away; the audit tells how much")
        }
    }

    /// Removes an archived file; false where the file there is not the one that was archived, which is left alone.
    private static func remove(_ export: ArchivedExport, from shared: SharedFolder) throws(FileError) -> Bool {
        guard let path = FolderPath(export.place), path.components.first == PracticeFolders.archive.components.first,
            let file = try shared.file(at: path), file.size == export.bytes,
            try Digest.hex(try shared.open(path)) == export.sha256,
            let away = PracticeFolders.working.appending("old-\(Identifier.make("x"))")
        else { return false }
        try shared.move(path, to: away)
        try shared.removeWorkingFile(away)
        return true
    }

    private func tellJump(_ seconds: Double, _ doubt: ClockDoubt?) async throws {
        let minutes = Int((abs(seconds) / 60).rounded())
        let words = "The clock of this machine was set \(seconds > 0 ? "forward" : "back") by \(minutes) minutes."
        runtime.logger.warning("\(words)")
        try await runtime.store.raise(
            .clock, practice: "",
            message: "\(words) "
                + (doubt?.words(at: runtime.now) ?? "Calls follow the new time; see that it is right."),
            now: runtime.now)
        _ = try await runtime.store.pollSoon(now: runtime.steadyNow)
        for practice in runtime.configuration.practices { await runtime.markDirty(practice.id) }
        await runtime.pollerSignal.wake()
        await runtime.outboxSignal.wake()
    }
}
