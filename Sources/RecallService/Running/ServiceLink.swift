import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallSystem
import ServiceLifecycle
import UnixSignals

/// Speaks to the service manager: ready, what goes on, alive, stopping.
///
/// The watchdog is fed only while every service moves, so a hung one is found though this one runs on.
struct ServiceLink: Service {
    let runtime: Runtime
    let manager: ServiceManager
    /// Ends the pause between two signs of life when the service stops.
    private let wakeSignal = WakeSignal()

    init(runtime: Runtime, manager: ServiceManager) {
        self.runtime = runtime
        self.manager = manager
    }

    /// A service that has not done a run for this long hangs: its longest pause is twenty seconds, and a run notes
    /// its own steps.
    private static let stuckAfter = Duration.seconds(90)

    func run() async throws {
        try await ready()
        let pause = manager.watchdogMicroseconds.map { Duration.microseconds($0 / 3) } ?? .seconds(30)
        try await withGracefulShutdownHandler {
            var wasStuck = false
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                let stuck = runtime.progress.stuck(longerThan: Self.stuckAfter)
                if stuck.isEmpty {
                    try tell { try manager.watchdog() }
                } else if !wasStuck {
                    runtime.logger.critical(
                        "a service hangs, and the watchdog is not fed",
                        metadata: ["services": "\(stuck.joined(separator: ","))"])
                }
                wasStuck = !stuck.isEmpty
                let sentence = await sentence()
                try tell { try manager.status(sentence) }
                await wakeSignal.wait(upTo: min(pause, .seconds(20)))
            }
        } onGracefulShutdown: {
            tellStopping()
            Task { await wakeSignal.close() }
        }
        try? await gracefulShutdown()
    }

    /// READY only when the store is open, the configuration holds, the inboxes have been looked through, and what an
    /// earlier life had stored for the outbox stands there. What takes long waits until then.
    private func ready() async throws {
        defer { runtime.progress.noteReady() }
        let deadline = ContinuousClock.now + .seconds(60)
        while !runtime.progress.hasDoneRound(["intake", "outbox"]), ContinuousClock.now < deadline {
            // Asked to stop before the first run was done: there is nothing to be ready for.
            if Task.isShuttingDownGracefully || Task.isCancelled { return }
            do {
                try await Task.sleep(for: .milliseconds(5))
            } catch {
                return
            }
        }
        let words = await sentence()
        try tell { try manager.ready(status: words) }
        runtime.logger.notice(
            "recalld is ready", metadata: ["mode": "\(runtime.configuration.settings.isLive ? "live" : "dry-run")"])
    }

    /// One sentence without anybody's name or number.
    private func sentence() async -> String {
        let mode = runtime.configuration.settings.isLive ? "Live" : "Dry run, nobody is called"
        guard let practice = runtime.configuration.practices.first else { return "\(mode): no practice." }
        do {
            let now = runtime.now
            let limits = try await runtime.store.limits(practice: practice.id, today: practice.zone.day(of: now))
            let busy = limits.callsInProgress(
                at: now, maxCallMinutes: runtime.configuration.settings.bland.maxCallMinutes)
            var parts = ["\(limits.callsToday) calls today, \(busy) in progress"]
            if limits.provider.word != .ok { parts.append("Bland \(limits.provider.word.rawValue)") }
            return "\(mode): \(parts.joined(separator: "; "))."
        } catch {
            // The services deal with a database in trouble; that it cannot be read is no reason to end them.
            return "\(mode): \(error)"
        }
    }

    private func tellStopping() {
        do {
            try tell { try manager.stopping(status: "Stopping; requests on their way are waited for.") }
        } catch {
            runtime.logger.error("the service manager could not be told")
        }
    }

    /// A service manager that does not listen is no reason to stop; it will notice by its watchdog.
    private func tell(_ message: () throws -> Void) throws {
        do {
            try message()
        } catch let error as ServiceManagerError {
            runtime.logger.error("the service manager could not be told", metadata: ["why": "\(error)"])
        }
    }
}

/// Reads the configuration again when asked to (SIGHUP); one that is wrong changes nothing.
struct SettingsReload: Service {
    let runtime: Runtime
    let composition: Composition
    let path: String
    let environment: [String: String]

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            await reload()
        }
        try? await gracefulShutdown()
    }

    private func reload() async {
        let manager = ServiceManager(environment: environment)
        do {
            try manager.reloading()
        } catch {
            runtime.logger.error("the service manager could not be told", metadata: ["why": "\(error)"])
        }
        do {
            var configuration = try LoadedConfiguration.load(
                path: path, environment: environment, readyToRun: true, awaitsShares: true)
            // The state stays where it is: the database is open.
            configuration.settings.stateDirectory = runtime.configuration.settings.stateDirectory
            runtime.replace(try composition.setup(configuration, environment: environment))
            try await runtime.store.resolve(.configuration, practice: "")
            runtime.logger.notice("the configuration was read again")
        } catch let error as ConfigProblems {
            for problem in error.problems {
                runtime.logger.error(
                    "the configuration is wrong; the old one stays", metadata: ["problem": "\(problem)"])
            }
            await note(
                "The configuration is wrong, and the old one stays: \(error.problems.first.map(\.description) ?? "")")
        } catch {
            runtime.logger.error(
                "the configuration could not be read again; the old one stays",
                metadata: ["why": "\(Plain.words(error))"])
            await note("The configuration could not be read again, and the old one stays.")
        }
        do {
            try manager.ready()
        } catch {
            runtime.logger.error("the service manager could not be told", metadata: ["why": "\(error)"])
        }
        for wakeSignal in [
            runtime.settingsSignal, runtime.intakeSignal, runtime.diallerSignal, runtime.pollerSignal,
            runtime.outboxSignal,
            runtime.pageSignal,
        ] {
            await wakeSignal.wake()
        }
    }

    private func note(_ message: String) async {
        do {
            try await runtime.store.raise(.configuration, practice: "", message: message, now: runtime.now)
        } catch {
            runtime.logger.error("the trouble could not be stored", metadata: ["why": "\(error)"])
        }
    }
}

/// Listens to what the kernel tells of the inboxes, and wakes the intake.
///
/// A share whose changes are made on another machine tells nothing here; its inbox is looked through by the clock, which
/// the intake does anyway, and that is said once.
struct InboxHints: Service {
    let runtime: Runtime

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await listen(to: Self.folders(runtime.configuration))
        }
        try? await gracefulShutdown()
    }

    /// Listens until other folders are to be listened to, or the service is to stop.
    private func listen(to folders: Folders) async {
        for practice in folders.silent {
            runtime.logger.notice(
                "the shared folder tells of no new files, and is looked through by the clock",
                metadata: [
                    "practice": "\(practice)", "seconds": "\(runtime.configuration.settings.inbox.rescanSeconds)",
                ])
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard !folders.watched.isEmpty else { return }
                var last: FolderHint?
                for await hint in FolderWatcher.hints(for: folders.watched) {
                    defer { last = hint }
                    if case .blind(let reason) = hint, hint != last {
                        runtime.logger.notice(
                            "new files are not told of, and are looked for instead", metadata: ["why": "\(reason)"])
                    }
                    await runtime.intakeSignal.wake()
                }
            }
            group.addTask {
                await cancelWhenGracefulShutdown {
                    while !Task.isCancelled, Self.folders(runtime.configuration) == folders {
                        await runtime.settingsSignal.wait(upTo: .seconds(60))
                    }
                }
            }
            if folders.watched.isEmpty { await group.next() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Which folders are listened to, and the practices whose folders tell nothing.
    struct Folders: Equatable, Sendable {
        var watched: [String] = []
        var silent: [String] = []
    }

    static func folders(_ configuration: LoadedConfiguration) -> Folders {
        var folders = Folders()
        let watch = configuration.settings.inbox.watch
        guard watch != .poll else { return folders }
        for practice in configuration.practices {
            let folder = practice.settings.folder
            // A folder that is not there may be a share that will come: it is looked for again and again.
            if watch == .auto, PathCheck.exists(folder), !WatchSupport.events(for: folder) {
                folders.silent.append(practice.id)
            } else {
                folders.watched += ["\(folder)/inbox", "\(folder)/review/approved"]
            }
        }
        return folders
    }
}
