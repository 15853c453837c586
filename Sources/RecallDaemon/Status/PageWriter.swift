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

    package init(runtime: Runtime) { self.runtime = runtime }

    private static let path = FolderPath.root.appending("status.html") ?? .root

    package func round() async throws -> Duration {
        var pause = Duration.seconds(30)
        for desk in runtime.installation.practices {
            do {
                let (tallies, rest) = try await tallies(desk)
                try await write(desk, tallies: tallies)
                if let rest { pause = min(pause, rest) }
            } catch let error as FileError {
                runtime.logger.warning(
                    "the page cannot be written", metadata: ["practice": "\(desk.id)", "why": "\(error)"])
            }
        }
        // Many things happen at once while calls go on; once in two seconds is fresh enough.
        try? await Task.sleep(for: .seconds(2))
        return pause
    }

    /// The plan in numbers: made anew where something may have changed it, for it takes long for many patients; and how
    /// long until those have rested that are to be made anew.
    private func tallies(_ desk: PracticeDesk) async throws -> (PlanTallies, rest: Duration?) {
        let rings = await bell.count
        let basis = try await PlanBasis(desk, runtime)
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
