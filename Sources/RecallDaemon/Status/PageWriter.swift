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

    /// The plan that each practice's page last showed, and what it was made from.
    private let shown = Mutex<[String: Shown]>([:])

    private struct Shown {
        var tallies: PlanTallies
        var basis: PlanBasis
        /// How often the bell had been rung before.
        var rings: Int
    }

    /// When each practice's page was last written, and what it showed beside the plan.
    private let written = Mutex<[String: (at: Instant, look: Look)]>([:])

    /// What a page shows beside the plan and the time.
    private struct Look: Equatable {
        /// How often the bell had been rung before.
        var rings: Int
        /// What this process had changed in the database; what others change is part of the plan's basis.
        var changes: Int
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
        var pause = Duration.seconds(30)
        for desk in runtime.installation.practices {
            do {
                if let rest = try await refresh(desk) { pause = min(pause, rest) }
            } catch let error as FileError {
                runtime.logger.warning(
                    "the page cannot be written", metadata: ["practice": "\(desk.id)", "why": "\(error)"])
            }
        }
        // Many things happen at once while calls go on; once in two seconds is fresh enough.
        try? await Task.sleep(for: .seconds(2))
        return pause
    }

    /// Writes the page of a practice where it shows anything else than the one that stands there.
    ///
    /// - Returns: how long until the plan has rested that it shows though something has changed; nil where nothing has.
    func refresh(_ desk: PracticeDesk) async throws -> Duration? {
        // Looked at before the page is made, so that what happens meanwhile is on the next one.
        var look = try await look(desk)
        let basis = try await PlanBasis(desk, runtime)
        if isFresh(desk, look, basis) { return nil }
        let (tallies, rest) = try await tallies(desk, basis, rings: look.rings)
        try await write(desk, tallies: tallies)
        look.hasPage = true
        let made = (at: runtime.now, look: look)
        written.withLock { $0[desk.id] = rest == nil ? made : nil }
        return rest
    }

    private func look(_ desk: PracticeDesk) async throws -> Look {
        let rings = await bell.count
        let changes = try await runtime.store.changesByThisProcess()
        let shared = try await PracticeShare.open(desk, store: runtime.store)
        let files = try Self.files(PracticeFolders.review, shared) + Self.files(PracticeFolders.rejected, shared)
        let alarms = DiskAlarm.all(runtime.installation, besides: [], now: runtime.now)
        return Look(
            rings: rings, changes: changes, files: files,
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
    private func isFresh(_ desk: PracticeDesk, _ look: Look, _ basis: PlanBasis) -> Bool {
        guard let last = written.withLock({ $0[desk.id] }), let plan = shown.withLock({ $0[desk.id] }) else {
            return false
        }
        return last.look == look && plan.basis.holds(basis) && abs(runtime.now.seconds(since: last.at)) < Self.longest
    }

    /// The plan in numbers: made anew where something may have changed it, for it takes long for many patients; and how
    /// long until it has rested, where it is to be made anew then.
    private func tallies(
        _ desk: PracticeDesk, _ basis: PlanBasis, rings: Int
    ) async throws -> (PlanTallies, rest: Duration?) {
        if let last = shown.withLock({ $0[desk.id] }) {
            if last.rings == rings, last.basis.holds(basis) { return (last.tallies, nil) }
            if let left = last.basis.rest(basis) { return (last.tallies, left) }
        }
        let lines = try await Planning.plan(
            desk, settings: runtime.installation.settings, store: runtime.store, at: runtime.now)
        let tallies = PlanTallies(lines)
        shown.withLock { $0[desk.id] = Shown(tallies: tallies, basis: basis.of(lines), rings: rings) }
        return (tallies, nil)
    }

    /// Writes the page of a practice, as it stands now, with the plan in numbers if that is known.
    func write(_ desk: PracticeDesk, tallies: PlanTallies? = nil) async throws {
        let content = try await PageReport.content(desk, runtime: runtime, tallies: tallies)
        let shared = try await PracticeShare.open(desk, store: runtime.store)
        try shared.replace(Self.path, Array(PageRenderer.html(content).utf8))
        ProcessMemory.giveBack()
    }
}
