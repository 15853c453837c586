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
            try await refuseWhereCallsWouldBeLost(configuration)
            runtime.replace(try composition.setup(configuration, environment: environment))
            for practice in [""] + configuration.practices.map(\.id) {
                try await runtime.store.resolve(.configuration, practice: practice)
            }
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

    /// Refuses a configuration that lacks a practice whose calls are in progress: what comes of them could be stored for nobody.
    private func refuseWhereCallsWouldBeLost(_ new: LoadedConfiguration) async throws {
        let gone = Set(runtime.configuration.practices.map(\.id)).subtracting(new.practices.map(\.id))
        guard !gone.isEmpty else { return }
        let calls = try await runtime.store.attemptsToPoll(now: Self.everLater, limit: Self.mostCalls)
            .filter { gone.contains($0.practice) && !$0.unknownTold }
        let counts = Dictionary(grouping: calls, by: \.practice).mapValues(\.count).sorted { $0.key < $1.key }
        guard !counts.isEmpty else { return }
        throw ConfigProblems(
            counts.map { practice, count in
                ConfigProblem(
                    file: new.settings.file, line: nil, key: "",
                    message:
                        "the practice \(practice) is gone while \(count) of its calls are in progress. Put it back, wait until they are over (recalld status), and reload then"
                )
            })
    }

    private static let everLater = Instant(seconds: 1 << 40)
    private static let mostCalls = 10_000

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
