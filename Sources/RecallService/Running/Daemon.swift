import Foundation
package import Logging
import RecallCore
package import RecallPorts
import RecallSystem
import ServiceLifecycle
import UnixSignals

/// Puts the parts together and runs them.
package enum Daemon {
    /// Why the daemon did not start.
    package enum StartError: Error {
        case configuration(ConfigProblems)
        case locked(String)
        case store(StoreError)
    }

    /// Runs until the service manager asks it to stop.
    ///
    /// - Throws: `StartError` where it cannot start; later, what a service cannot go on with.
    package static func run(
        configuration path: String, environment: [String: String], logger: Logger, composition: Composition = .shipped
    ) async throws {
        let configuration: LoadedConfiguration
        do {
            configuration = try LoadedConfiguration.load(
                path: path, environment: environment, readyToRun: true, awaitsShares: true)
        } catch {
            throw StartError.configuration(error)
        }
        let state = configuration.settings.stateDirectory
        let note = DaemonNote(since: SystemClock.now, isLive: configuration.settings.isLive)
        let lock: StateLock
        do {
            try StateDirectory.make(state)
            lock = try StateLock(directory: state, saying: note.line)
        } catch let error as StateLockError {
            if case .held = error { throw StartError.locked("\(error)") }
            throw StartError.configuration(SettingsCheck.stateProblem(configuration, "\(error)"))
        } catch {
            throw StartError.configuration(SettingsCheck.stateProblem(configuration, "\(error)"))
        }
        let manager = ServiceManager(environment: environment)
        let store = try await whenItPasses(manager, logger) { try StoreFile.open(configuration, settlesKey: true) }
        let setup = try composition.setup(configuration, environment: environment)
        let steady = SteadyClock()
        let runtime = Runtime(
            setup: setup, store: store, logger: logger, clock: { SystemClock.now }, steadyClock: { steady.now })
        let presence = Presence(note, lock: lock)
        try await whenItPasses(manager, logger) { try await start(runtime) }
        try await serve(runtime, composition, presence, configuration: path, environment: environment)
        withExtendedLifetime(lock) {}
        try store.close()
    }

    /// Does a step of the start, again and again where what is in its way may pass without anybody mending recalld: a disk
    /// that is full, say. A service that ended each time would soon not be started any more.
    private static func whenItPasses<Value>(
        _ manager: ServiceManager, _ logger: Logger, _ step: () async throws -> Value
    ) async throws -> Value {
        while true {
            do {
                return try await step()
            } catch let error as StoreError {
                guard error.isPassing else { throw StartError.store(error) }
                logger.error("recalld cannot start yet and tries again", metadata: ["why": "\(error)"])
                do {
                    try manager.delayed(seconds: 60, status: "Waiting to start: \(error)")
                } catch {
                    logger.error("the service manager could not be told", metadata: ["why": "\(error)"])
                }
                try await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// What a start finds of the life before: attempts whose request may have left, files half moved.
    static func start(_ runtime: Runtime) async throws {
        try await ClockGuard(runtime: runtime).judge()
        // An earlier life may have refused a configuration; this one works with what stands there now.
        try await runtime.store.resolve(.configuration, practice: "")
        for practice in runtime.configuration.practices {
            try await runtime.store.resolve(.configuration, practice: practice.id)
        }
        let lost = try await runtime.store.recoverPlacing(now: runtime.steadyNow)
        if lost > 0 {
            runtime.logger.warning(
                "requests of an earlier run may have left; their calls are looked for", metadata: ["count": "\(lost)"])
        }
        _ = try await runtime.store.pollSoon(now: runtime.steadyNow)
        for practice in runtime.configuration.practices {
            do {
                let shared = try await PracticeShare.take(practice, store: runtime.store)
                try shared.removeTemporaryFiles()
                try await OutboxMark.check(practice, shared, runtime)
            } catch let error as FileError {
                // The intake tells staff, and goes on looking for it.
                runtime.logger.error(
                    "a shared folder cannot be used at the start",
                    metadata: ["practice": "\(practice.id)", "why": "\(error)"])
            }
        }
    }

    private static func serve(
        _ runtime: Runtime, _ composition: Composition, _ presence: Presence, configuration: String,
        environment: [String: String]
    ) async throws {
        // In this order they start, and in the reverse they stop: what writes outlives what makes news.
        let services: [any Service] = [
            ServiceLink(runtime: runtime, manager: ServiceManager(environment: environment)),
            SettingsReload(
                runtime: runtime, composition: composition, presence: presence, path: configuration,
                environment: environment),
            MetricsWriter(runtime: runtime, environment: environment),
            Housekeeping(runtime: runtime),
            PageWriter(runtime: runtime),
            OutboxWriter(runtime: runtime),
            CallPoller(runtime: runtime),
            Dialler(runtime: runtime),
            Intake(runtime: runtime),
            InboxHints(runtime: runtime),
        ]
        var group = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: runtime.logger)
        group.maximumGracefulShutdownDuration = .seconds(50)
        try await ServiceGroup(configuration: group).run()
    }
}

/// The folder of recalld's own state.
package enum StateDirectory {
    /// Makes it, for nobody else's eyes.
    package static func make(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
