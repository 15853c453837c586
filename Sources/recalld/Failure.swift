import RecallPorts
import RecallService
import RecallSystem

/// Why a command failed, with the exit code that says so to programs.
struct Failure: Error {
    /// The exit codes, as the manual lists them.
    enum Code: Int32 {
        case failed = 1
        /// Done, but something waits for a person.
        case waits = 3
        case usage = 64
        case unusableFile = 65
        case unreachable = 69
        case locked = 75
        case configuration = 78
    }

    var code: Code
    /// Lines for standard error; empty where all has been said.
    var lines: [String]

    init(_ code: Code, _ lines: String...) {
        self.code = code
        self.lines = lines
    }

    func tell() { for line in lines { Output.error(line) } }
}

// Which exit code stands for what.
extension Failure {
    init(_ problems: ConfigProblems) {
        code = .configuration
        lines = problems.problems.map(\.description)
    }

    init(_ error: StoreError) { self.init(.failed, "recalld: \(error)") }

    init(_ error: FileError) { self.init(.failed, "recalld: \(error)") }

    init(_ error: Daemon.StartError) {
        switch error {
        case .configuration(let problems): self.init(problems)
        case .locked(let words): self.init(.locked, "recalld: \(words)")
        // Starting again would not mend it.
        case .store(.forgetKeyMissing): self.init(.configuration, "recalld: \(StoreError.forgetKeyMissing)")
        case .store(let error): self.init(error)
        }
    }

    /// The failure that an answer comes to; nil for one that says that all was done.
    ///
    /// A refusal is told on standard error; what waits or cannot be used has been printed as the answer that it is.
    init?(_ answer: OperationAnswer) {
        switch answer.result {
        case .done: return nil
        case .notThere, .cannot: self.init(.failed, answer.words)
        case .waits: self.init(.waits)
        case .unusable, .several: self.init(.unusableFile)
        }
    }

    /// The failure that a check comes to; nil where nothing is wrong.
    init?(_ report: CheckReport) {
        switch report.result {
        case .right: return nil
        case .misconfigured: self.init(.configuration)
        case .failed: self.init(.failed)
        case .unreachable: self.init(.unreachable)
        case .waits: self.init(.waits)
        }
    }

    /// What an error comes to that people can do something about; any other is thrown on as it is.
    static func of(_ error: any Error) -> any Error {
        switch error {
        case let error as StoreError: Failure(error)
        case let error as FileError: Failure(error)
        case let error as ConfigProblems: Failure(error)
        case let error as Daemon.StartError: Failure(error)
        default: error
        }
    }
}
