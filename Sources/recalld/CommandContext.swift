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

    /// The configuration as far as it is right; each practice that is not is told of on standard error.
    private static func whatIsRight(_ options: GlobalOptions) throws -> LoadedConfiguration {
        do {
            let configuration = try LoadedConfiguration.loadWhatIsRight(path: path(options), environment: environment)
            for practice in configuration.wrongPractices { Output.error("\(practice.context.id): \(practice.words)") }
            return configuration
        } catch {
            throw Failure(error)
        }
    }

    /// - Parameters:
    ///   - options: The options that every command takes.
    ///   - needsAll: Whether the whole configuration has to be right; else what is wrong is told, and the rest is used.
    ///   - asRoot: What takes root's rights, where root asks; these are given up before the database is opened.
    /// - Throws: `Failure` where the configuration is wrong, or the database cannot be opened, and what `asRoot` throws.
    init(
        _ options: GlobalOptions, needsAll: Bool = false, asRoot: (LoadedConfiguration) throws -> Void = { _ in }
    ) throws {
        environment = Self.environment
        configuration = needsAll ? try Self.configuration(options) : try Self.whatIsRight(options)
        let state = configuration.settings.stateDirectory
        do {
            // One that a link leads to is the administrator's word.
            if !FileManager.default.fileExists(atPath: state) {
                _ = try TrustedFolder.make(
                    state, for: .service(ofState: nil), mode: 0o700,
                    outside: configuration.practices.map(\.settings.folder))
            }
        } catch {
            throw Failure(SettingsCheck.stateProblem(configuration, "cannot be made"))
        }
        // What another user's state lacks is the rights to look at it, and not another owner.
        if let owner = ServiceUser(ownerOf: state), !owner.isThisProcess, !ServiceUser.isRoot {
            throw Failure(
                .failed, "recalld: \(state) is for the user \(owner.name) alone. Run the command with sudo.")
        }
        do {
            try asRoot(configuration)
            // What root writes in the state or in a share would be root's, and the service could not touch it.
            try ServiceUser(ownerOf: state)?.become()
        } catch let error as FileError {
            throw Failure(.failed, "recalld: \(error)")
        }
        do {
            store = try StoreFile.open(configuration)
        } catch {
            throw Failure(error)
        }
    }

    /// The daemon that works with the state; nil where none runs.
    func daemon() throws -> RunningDaemon? { try RunningDaemon.find(in: configuration.settings.stateDirectory) }

    /// All that is wrong with the configuration; nil where nothing is.
    var configurationFailure: Failure? {
        var problems: [ConfigProblem] = []
        for problem in configuration.wrongPractices.flatMap(\.problems) where !problems.contains(problem) {
            problems.append(problem)
        }
        return problems.isEmpty ? nil : Failure(ConfigProblems(problems))
    }

    /// Every practice, those included that something is wrong with.
    private var every: [PracticeContext] {
        (configuration.practices + configuration.wrongPractices.map(\.context)).sorted { $0.id < $1.id }
    }

    /// The practice of that id, or the only one.
    ///
    /// - Parameters:
    ///   - id: The id; nil for the only one.
    ///   - byID: Whether its id is all that is needed, so that one that something is wrong with will do.
    /// - Returns: The practice.
    /// - Throws: `Failure` where there is none, or where something is wrong with it.
    func practice(_ id: String?, byID: Bool = false) throws -> PracticeContext {
        let every = every
        let found: PracticeContext
        if let id {
            guard let named = every.first(where: { $0.id == id }) else {
                throw Self.unknown(id, among: every.map(\.id))
            }
            found = named
        } else {
            guard every.count == 1, let only = every.first else {
                throw Failure(
                    .usage, "Say which practice with --practice: \(every.map(\.id).joined(separator: ", ")).")
            }
            found = only
        }
        if !byID, let wrong = configuration.wrongPractice(found.id) { throw Failure(ConfigProblems(wrong.problems)) }
        return found
    }

    /// That no practice has this name.
    static func unknown(_ id: String, among known: [String]) -> Failure {
        let near = Spelling.nearest(to: id, among: known)
        return Failure(
            .usage,
            "There is no practice \"\(id)\"."
                + (near.map { " Did you mean \($0)?" } ?? " Known: \(known.joined(separator: ", "))."))
    }

    /// The practices named, or all; of all, those that something is wrong with are left out where more than their ids is
    /// needed.
    ///
    /// - Parameters:
    ///   - id: The id of one; nil for all.
    ///   - byID: Whether their ids are all that is needed.
    /// - Returns: The practices.
    /// - Throws: `Failure` where there is none of that id, or none that nothing is wrong with.
    func practices(_ id: String?, byID: Bool = false) throws -> [PracticeContext] {
        if id != nil { return [try practice(id, byID: byID)] }
        if byID { return every }
        if configuration.practices.isEmpty, let wrong = configuration.wrongPractices.first {
            throw Failure(ConfigProblems(wrong.problems))
        }
        return configuration.practices
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
