import Logging
import RecallCore
import RecallPorts
import RecallSystem
import ServiceLifecycle

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
                    if hint != last { await tell(hint) }
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

    /// Says that new files are looked for by the clock, or that they are told of again.
    private func tell(_ hint: FolderHint) async {
        let seconds = runtime.configuration.settings.inbox.rescanSeconds
        do {
            switch hint {
            case .changed: try await runtime.store.resolve(.folderNotTold, practice: "")
            case .blind(let reason):
                runtime.logger.notice(
                    "new files are not told of, and are looked for instead", metadata: ["why": "\(reason)"])
                try await runtime.store.raise(
                    .folderNotTold, practice: "",
                    message: "The system does not tell of new files (inotify: \(reason)). They are looked for every "
                        + "\(seconds) seconds instead; nothing is lost.",
                    now: runtime.now)
            }
            await runtime.pageSignal.wake()
        } catch {
            // The files are looked for all the same; a store in trouble is told of by the services.
            runtime.logger.warning("it could not be stored how new files are found", metadata: ["why": "\(error)"])
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
