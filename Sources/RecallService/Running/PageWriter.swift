import Logging
import RecallCore
import RecallPages
import RecallPorts
import RecallSystem
import Synchronization

/// Keeps each practice's page for staff fresh.
package final class PageWriter: PollingService {
    package let name = "page"
    package let runtime: Runtime
    package let waitsUntilReady = true

    package var wakeSignal: WakeSignal { runtime.pageSignal }
    /// Many things happen at once while calls go on, and a browser asks for the page once a minute. The first page is not
    /// waited for.
    package var leastPause: Duration { written.withLock { $0.isEmpty } ? .zero : .seconds(5) }

    /// When each practice's page was last written, and what it showed.
    private let written = Mutex<[String: (at: Instant, look: PollResult)]>([:])

    /// What a page shows beside the time.
    private struct PollResult: Equatable {
        var plan: PlanTallies
        /// Whether a PAUSE file stood in the shared folder.
        var isFilePaused: Bool
        /// How often the wake signal had been given before.
        var rings: Int
        /// What this process had changed in the database, and others.
        var changes, changesByOthers: Int
        /// Files that wait for staff, who take them away.
        var files: [FolderPath]
        /// Which disks are full.
        var alarms: [String]
        /// Whether the page is there: somebody may have deleted it.
        var hasPage: Bool
    }

    package init(runtime: Runtime) { self.runtime = runtime }

    /// Seconds after which a page is written anew though nothing has changed but the age of what it shows.
    static let longest = 300

    static let fileName = "status.html"
    private static let path = FolderPath.root.appending(fileName) ?? .root

    package func runOnce() async throws -> Duration {
        for practice in runtime.configuration.practices {
            do {
                try await refresh(practice)
            } catch let error as FileError {
                runtime.logger.warning(
                    "the page cannot be written", metadata: ["practice": "\(practice.id)", "why": "\(error)"])
            }
        }
        return .seconds(30)
    }

    /// Writes the page of a practice where it shows anything else than the one that stands there. The plan on it is the
    /// dialler's newest, which takes long to make for many patients; before the first there is nothing new to show.
    func refresh(_ practice: PracticeContext) async throws {
        guard let plan = runtime.plan(of: practice.id) else { return }
        // Looked at before the page is made, so that what happens meanwhile is on the next one.
        var look = try await look(practice, plan)
        if isFresh(practice, look) { return }
        try await write(practice, tallies: plan)
        look.hasPage = true
        let made = (at: runtime.now, look: look)
        written.withLock { $0[practice.id] = made }
    }

    private func look(_ practice: PracticeContext, _ plan: PlanTallies) async throws -> PollResult {
        let rings = await wakeSignal.count
        let changes = try await runtime.store.changesByThisProcess()
        let changesByOthers = try await runtime.store.changesByOthers()
        let shared = try await PracticeShare.open(practice, store: runtime.store)
        let files = try Self.files(PracticeFolders.review, shared) + Self.files(PracticeFolders.rejected, shared)
        let alarms = DiskAlarm.all(runtime.configuration, besides: [], now: runtime.now)
        return PollResult(
            plan: plan, isFilePaused: await Planning.isFilePaused(practice, store: runtime.store), rings: rings,
            changes: changes, changesByOthers: changesByOthers, files: files,
            alarms: alarms.map { "\($0.practice) \($0.code)" }, hasPage: try shared.file(at: Self.path) != nil)
    }

    /// The files below a folder; none where staff have deleted it, which is for the intake to tell.
    private static func files(_ folder: FolderPath, _ shared: SharedFolder) throws(FileError) -> [FolderPath] {
        do {
            return try shared.list(folder).files.map(\.path)
        } catch {
            guard error.kind == .missing else { throw error }
            return []
        }
    }

    /// Whether the page that was written last shows all but its age as it is now. To make one reads all that is open, and
    /// to write it wears a disk on which nothing has happened.
    private func isFresh(_ practice: PracticeContext, _ look: PollResult) -> Bool {
        guard let last = written.withLock({ $0[practice.id] }) else { return false }
        return last.look == look && abs(runtime.now.seconds(since: last.at)) < Self.longest
    }

    /// Writes the page of a practice, as it stands now, with the plan in numbers if that is known.
    func write(_ practice: PracticeContext, tallies: PlanTallies? = nil) async throws {
        let content = try await PageReport.content(practice, runtime: runtime, tallies: tallies)
        let shared = try await PracticeShare.open(practice, store: runtime.store)
        try shared.replace(Self.path, Array(PageRenderer.html(content).utf8))
    }
}
