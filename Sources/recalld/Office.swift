import Foundation
import RecallCore
import RecallDaemon
import RecallStore
import RecallSystem

/// The configuration and the database, as commands open them.
struct Office {
    let installation: Installation
    let store: Store
    let environment: [String: String]

    static var environment: [String: String] { Environment.current }

    static func path(_ options: GlobalOptions) -> String {
        options.config ?? SettingsLoader.defaultPath(environment: environment)
    }

    static func installation(_ options: GlobalOptions) throws -> Installation {
        do {
            return try Installation.load(path: path(options), environment: environment)
        } catch {
            throw Failure(error)
        }
    }

    /// `keepsRights`: root stays root, for a command that writes where only root may.
    init(_ options: GlobalOptions, keepsRights: Bool = false) throws {
        environment = Self.environment
        installation = try Self.installation(options)
        let state = installation.settings.stateDirectory
        do {
            try StateDirectory.make(state)
        } catch {
            throw Failure(SettingsCheck.stateProblem(installation, "cannot be made"))
        }
        if !keepsRights {
            // What root writes in the state or in a share would be root's, and the service could not touch it.
            do {
                try ServiceUser(ownerOf: state)?.become()
            } catch {
                throw Failure(Failure.failed, "recalld: \(error)")
            }
        }
        do {
            store = try Store.open(state)
        } catch {
            throw Failure(error)
        }
    }

    /// The practice of that id, or the only one.
    func desk(_ id: String?) throws -> PracticeDesk {
        if let id {
            guard let desk = installation.practice(id) else {
                let near = Spelling.nearest(to: id, among: installation.practices.map(\.id))
                throw Failure(
                    Failure.usage,
                    "There is no practice \"\(id)\"."
                        + (near.map { " Did you mean \($0)?" }
                            ?? " Known: \(installation.practices.map(\.id).joined(separator: ", "))."))
            }
            return desk
        }
        guard installation.practices.count == 1, let only = installation.practices.first else {
            throw Failure(
                Failure.usage,
                "Say which practice with --practice: \(installation.practices.map(\.id).joined(separator: ", ")).")
        }
        return only
    }

    /// The practices named, or all.
    func desks(_ id: String?) throws -> [PracticeDesk] { try id == nil ? installation.practices : [desk(id)] }

    /// Runs `body`; what the store says becomes a failure in words.
    func run<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StoreError {
            throw Failure(error)
        } catch let error as FileError {
            throw Failure(Failure.failed, "recalld: \(error)")
        } catch let error as Reissue.Erased {
            throw Failure(Failure.failed, "recalld: \(error)")
        } catch let error as Forgetting.Problem {
            throw Failure(Failure.failed, "recalld: \(error)")
        }
    }
}
