import Logging
import RecallCore
import RecallPorts
import RecallSystem
import ServiceLifecycle

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
