import Logging
import RecallCore
import RecallPorts
package import ServiceLifecycle

/// A service that does its work in runs, until it is asked to stop.
package protocol PollingService: Service {
    var name: String { get }
    var runtime: Runtime { get }
    var wakeSignal: WakeSignal { get }
    /// Whether its first run, which may take long, waits until the service manager has been told that recalld is ready.
    var waitsUntilReady: Bool { get }
    /// At least so long lies between two runs: of what comes all at once, each does as much as there is by then.
    var leastPause: Duration { get }
    /// Does what there is to do now, and says how long nothing is likely to happen.
    func runOnce() async throws -> Duration
}

extension PollingService {
    package var waitsUntilReady: Bool { false }
    package var leastPause: Duration { .zero }

    package func run() async throws {
        let wakeSignal = wakeSignal
        try await withGracefulShutdownHandler {
            while waitsUntilReady, !runtime.progress.hasBecomeReady, !Task.isShuttingDownGracefully, !Task.isCancelled {
                await wakeSignal.wait(upTo: .milliseconds(5))
            }
            var failures = 0
            // What an earlier life has told of is over too once a run succeeds.
            var told: Set<AlertCode> = StoreError.passingCodes.union([troubleCode])
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                runtime.progress.note(name)
                var pause: Duration
                do {
                    pause = try await runOnce()
                    failures = 0
                    for code in told { try await runtime.store.resolve(code, practice: "") }
                    told = []
                } catch is CancellationError {
                    break
                } catch {
                    failures += 1
                    told.insert(await tell(error))
                    if let error = error as? StoreError, !error.isPassing { throw error }
                    // Longer each time, a minute at the most.
                    pause = .seconds(min(60, 1 << min(failures, 6)))
                }
                if Task.isShuttingDownGracefully { break }
                runtime.progress.finish(name)
                let end = ContinuousClock.now
                await rest(pause)
                let left = leastPause - (.now - end)
                if left > .zero, !Task.isShuttingDownGracefully { await wakeSignal.hold(for: left) }
            }
            runtime.progress.end(name)
        } onGracefulShutdown: {
            Task { await wakeSignal.close() }
        }
        // A group that stops its services takes one that returns before its turn for a crash.
        try? await gracefulShutdown()
    }

    /// Waits for the wake signal, at most so long. A long wait is cut, so that the watchdog sees the service move, and the clock
    /// that never jumps counts on.
    private func rest(_ pause: Duration) async {
        let end = ContinuousClock.now + pause
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let left = end - .now
            if await wakeSignal.wait(upTo: min(left, .seconds(20)), of: left) || left <= .seconds(20) { return }
            runtime.progress.note(name)
            _ = runtime.steadyNow
        }
    }

    private var troubleCode: AlertCode { AlertCode(service: name) }

    /// Tells of an error in the journal and, where the store can still be written, in the status.
    ///
    /// - Returns: the code under which it stands in the status.
    private func tell(_ error: any Error) async -> AlertCode {
        let code = (error as? StoreError)?.code ?? troubleCode
        let words = Plain.words(error)
        runtime.logger.error("\(name) could not do its work and tries again", metadata: ["why": "\(words)"])
        do {
            try await runtime.store.raise(code, practice: "", message: words, now: runtime.now)
        } catch {
            // The store itself is in trouble; the journal has been told, and there is no other place.
            runtime.logger.error("the trouble could not be stored", metadata: ["why": "\(Plain.words(error))"])
        }
        return code
    }
}

/// Errors in words that may be logged and shown: they name files, codes and settings, never people.
package enum Plain {
    package static func words(_ error: any Error) -> String {
        String(describing: error)
    }
}
