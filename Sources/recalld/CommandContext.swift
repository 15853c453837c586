import Foundation
import RecallCore
import RecallPorts
import RecallService
import RecallSystem

/// The configuration and the database, as commands open them.
struct CommandContext {
    let configuration: LoadedConfiguration
    let store: any Store
    let environment: [String: String]

    static var environment: [String: String] { Environment.current }

    static func path(_ options: GlobalOptions) -> String {
        options.config ?? SettingsLoader.defaultPath(environment: environment)
    }

    static func configuration(_ options: GlobalOptions) throws -> LoadedConfiguration {
        do {
            return try LoadedConfiguration.load(path: path(options), environment: environment)
        } catch {
            throw Failure(error)
        }
    }

    /// - Parameters:
    ///   - options: The options that every command takes.
    ///   - asRoot: What takes root's rights, where root asks; these are given up before the database is opened.
    /// - Throws: `Failure` where the configuration is wrong, or the database cannot be opened, and what `asRoot` throws.
    init(_ options: GlobalOptions, asRoot: (LoadedConfiguration) throws -> Void = { _ in }) throws {
        environment = Self.environment
        configuration = try Self.configuration(options)
        let state = configuration.settings.stateDirectory
        do {
            try StateDirectory.make(state)
        } catch {
            throw Failure(SettingsCheck.stateProblem(configuration, "cannot be made"))
        }
        do {
            try asRoot(configuration)
            // What root writes in the state or in a share would be root's, and the service could not touch it.
            try ServiceUser(ownerOf: state)?.become()
        } catch let error as FileError {
            throw Failure(.failed, "recalld: \(error)")
        }
        do {
            store = try StoreFile.open(configuration.settings)
        } catch {
            throw Failure(error)
        }
    }

    /// The practice of that id, or the only one.
    func practice(_ id: String?) throws -> PracticeContext {
        if let id {
            guard let practice = configuration.practice(id) else {
                let near = Spelling.nearest(to: id, among: configuration.practices.map(\.id))
                throw Failure(
                    .usage,
                    "There is no practice \"\(id)\"."
                        + (near.map { " Did you mean \($0)?" }
                            ?? " Known: \(configuration.practices.map(\.id).joined(separator: ", "))."))
            }
            return practice
        }
        guard configuration.practices.count == 1, let only = configuration.practices.first else {
            throw Failure(
                .usage,
                "Say which practice with --practice: \(configuration.practices.map(\.id).joined(separator: ", ")).")
        }
        return only
    }

    /// The practices named, or all.
    func practices(_ id: String?) throws -> [PracticeContext] {
        try id == nil ? configuration.practices : [practice(id)]
    }

    /// Has something done in the name of whoever runs the command, and prints the answer.
    ///
    /// - Parameters:
    ///   - json: Whether the answer is printed as JSON.
    ///   - moment: The moment that is taken for now; nil for the clock's.
    ///   - body: What is to be done; nil where that has an answer of its own.
    /// - Throws: `Failure` where it was refused, waits for a person, or failed.
    func perform(
        json: Bool = false, at moment: Instant? = nil, _ body: (Operations) async throws -> OperationAnswer?
    ) async throws {
        let operations = Operations(
            configuration: configuration, store: store, actor: .command(environment: environment),
            clock: { moment ?? SystemClock.now })
        guard let answer = try await run({ try await body(operations) }) else { return }
        let failure = Failure(answer)
        if json {
            Output.json(answer.json)
        } else if failure == nil || failure?.lines.isEmpty == true {
            for line in answer.lines { Output.line(line) }
        }
        if let failure { throw failure }
    }

    /// Runs `body`; what the store says becomes a failure in words.
    func run<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch {
            throw Failure.of(error)
        }
    }
}
