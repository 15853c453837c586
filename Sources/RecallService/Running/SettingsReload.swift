import Logging
import RecallCore
import RecallPorts
import RecallSystem
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again when asked to (SIGHUP); one that is wrong changes nothing.
struct SettingsReload: Service {
    let runtime: Runtime
    let composition: Composition
    let presence: Presence
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
            say([])
        } catch let error as ConfigProblems {
            for problem in error.problems {
                runtime.logger.error(
                    "the configuration is wrong; the old one stays", metadata: ["problem": "\(problem)"])
            }
            await note(
                "The configuration is wrong, and the old one stays: \(error.problems.first.map(\.description) ?? "")")
            say(error.problems.map(\.description))
        } catch {
            runtime.logger.error(
                "the configuration could not be read again; the old one stays",
                metadata: ["why": "\(Plain.words(error))"])
            await note("The configuration could not be read again, and the old one stays.")
            say([Plain.words(error)])
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

    /// Tells commands what came of it.
    private func say(_ problems: [String]) {
        presence.noteReading(at: runtime.now, isLive: runtime.configuration.settings.isLive, problems: problems)
    }

    private func note(_ message: String) async {
        do {
            try await runtime.store.raise(.configuration, practice: "", message: message, now: runtime.now)
        } catch {
            runtime.logger.error("the trouble could not be stored", metadata: ["why": "\(error)"])
        }
    }
}
