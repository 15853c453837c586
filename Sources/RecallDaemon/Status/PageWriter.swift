import Logging
import RecallCore
import RecallStore
import RecallSystem

/// Keeps each practice's page for staff fresh.
package struct PageWriter: RoundService {
    package let name = "page"
    package let runtime: Runtime

    package var bell: Bell { runtime.pageBell }

    package init(runtime: Runtime) { self.runtime = runtime }

    private static let path = FolderPath.root.appending("status.html") ?? .root

    package func round() async throws -> Duration {
        for desk in runtime.installation.practices {
            do {
                try await write(desk)
            } catch let error as FileError {
                runtime.logger.warning(
                    "the page cannot be written", metadata: ["practice": "\(desk.id)", "why": "\(error)"])
            }
        }
        // Many things happen at once while calls go on; once in two seconds is fresh enough.
        try? await Task.sleep(for: .seconds(2))
        return .seconds(30)
    }

    /// Writes the page of a practice, as it stands now.
    func write(_ desk: PracticeDesk) async throws {
        let content = try await PageReport.content(desk, runtime: runtime)
        let shared = try await PracticeShare.open(desk, store: runtime.store)
        try shared.replace(Self.path, Array(PageRenderer.html(content).utf8))
    }
}
