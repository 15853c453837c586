import Logging
import RecallCore
import RecallStore
import RecallSystem
import Synchronization

/// Keeps each practice's page for staff fresh.
package final class PageWriter: RoundService {
    package let name = "page"
    package let runtime: Runtime
    package let waitsUntilReady = true

    package var bell: Bell { runtime.pageBell }
    /// Many things happen at once while calls go on, and a browser asks for the page once a minute. The first page is not
    /// waited for.
    package var leastPause: Duration { written.withLock { $0.isEmpty } ? .zero : .seconds(5) }

    /// When each practice's page was last written, and what it showed.
    private let written = Mutex<[String: (at: Instant, look: Look)]>([:])

    /// What a page shows beside the time.
    private struct Look: Equatable {
        var plan: PlanTallies
        /// Whether a PAUSE file stood in the shared folder.
        var isFilePaused: Bool
        /// How often the bell had been rung before.
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
    private static let longest = 300

    private static let path = FolderPath.root.appending("status.html") ?? .root

    package func round() async throws -> Duration {
        for desk in runtime.installation.practices {
            do {
                try await refresh(desk)
            } catch let error as FileError {
                runtime.logger.warning(
                    "the page cannot be written", metadata: ["practice": "\(desk.id)", "why": "\(error)"])
            }
        }
        return .seconds(30)
    }

    /// Writes the page of a practice where it shows anything else than the one that stands there. The plan on it is the
    /// dialler's newest, which takes long to make for many patients; before the first there is nothing new to show.
    func refresh(_ desk: PracticeDesk) async throws {
        guard let plan = runtime.plan(of: desk.id) else { return }
        // Looked at before the page is made, so that what happens meanwhile is on the next one.
        var look = try await look(desk, plan)
        if isFresh(desk, look) { return }
        try await write(desk, tallies: plan)
        look.hasPage = true
        let made = (at: runtime.now, look: look)
        written.withLock { $0[desk.id] = made }
    }

    private func look(_ desk: PracticeDesk, _ plan: PlanTallies) async throws -> Look {
        let rings = await bell.count
        let changes = try await runtime.store.changesByThisProcess()
        let changesByOthers = try await runtime.store.changesByOthers()
        let shared = try await PracticeShare.open(desk, store: runtime.store)
        let files = try Self.files(PracticeFolders.review, shared) + Self.files(PracticeFolders.rejected, shared)
        let alarms = DiskAlarm.all(runtime.installation, besides: [], now: runtime.now)
        return Look(
            plan: plan, isFilePaused: await Planning.isFilePaused(desk, store: runtime.store), rings: rings,
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
    private func isFresh(_ desk: PracticeDesk, _ look: Look) -> Bool {
        guard let last = written.withLock({ $0[desk.id] }) else { return false }
        return last.look == look && abs(runtime.now.seconds(since: last.at)) < Self.longest
    }

    /// Writes the page of a practice, as it stands now, with the plan in numbers if that is known.
    func write(_ desk: PracticeDesk, tallies: PlanTallies? = nil) async throws {
        let content = try await PageReport.content(desk, runtime: runtime, tallies: tallies)
        let shared = try await PracticeShare.open(desk, store: runtime.store)
        try shared.replace(Self.path, Array(PageRenderer.html(content).utf8))
    }
}
