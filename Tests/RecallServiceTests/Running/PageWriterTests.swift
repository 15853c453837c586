import Foundation
import Logging
import RecallCore
import RecallPages
import RecallPorts
import RecallSystem
import Synchronization
import Testing

@testable import RecallService

/// The page is written when there is something new to see.
struct PageWriterTests {
    /// Something that may happen between two looks at a page.
    enum Change: CaseIterable {
        case nothing, minute, tenMinutes, wakeSignal, alert, otherProcess, pauseFile, rejectedFile, pageDeleted

        var isNews: Bool { self != .nothing && self != .minute }
    }

    private static let mark = "as it was"

    @Test(arguments: Change.allCases)
    func `the page is written anew where something has changed and only there`(_ change: Change) async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            let clock = Mutex(Bench.now)
            try await withClock(bench, { clock.withLock { $0 } }) { runtime in
                let writer = PageWriter(runtime: runtime)
                let page = URL(filePath: bench.share + "/status.html")
                try await writer.refresh(bench.practice)
                #expect(!FileManager.default.fileExists(atPath: page.path), "there is no plan yet")
                _ = try await Dialler(runtime: runtime).runOnce()
                try await writer.refresh(bench.practice)
                #expect(try String(contentsOf: page, encoding: .utf8).contains("Harbour Lane Opticians"))
                try Data(Self.mark.utf8).write(to: page)

                switch change {
                case .nothing: break
                case .minute: clock.withLock { $0 = $0.adding(seconds: 60) }
                case .tenMinutes: clock.withLock { $0 = $0.adding(minutes: 10) }
                case .wakeSignal: await runtime.pageSignal.wake()
                case .alert: try await bench.store.raise("share", practice: "", message: "Away.", now: Bench.now)
                case .otherProcess:
                    let other = try StoreFile.open(bench.state)
                    try await other.raise("share", practice: "", message: "Away.", now: Bench.now)
                    try other.close()
                case .pauseFile: try Data().write(to: URL(filePath: bench.share + "/PAUSE"))
                case .rejectedFile: try Data().write(to: URL(filePath: bench.share + "/rejected/notes.pdf"))
                case .pageDeleted: try FileManager.default.removeItem(at: page)
                }
                try await writer.refresh(bench.practice)
                let isAnew = try String(contentsOf: page, encoding: .utf8) != Self.mark
                #expect(isAnew == change.isNews)
            }
        }
    }

    private func withClock(
        _ bench: Bench, _ clock: @escaping @Sendable () -> Instant, _ body: (Runtime) async throws -> Void
    ) async throws {
        try await body(
            Runtime(
                setup: Runtime.Setup(configuration: bench.configuration), store: bench.store,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: clock))
    }

    @Test func `a page is old only when a running daemon would have written another`() {
        #expect(PageAge.minutes * 60 >= 3 * PageWriter.longest)
    }

    @Test func `the page's policy lets its own script run, which knows when the page was written`() async throws {
        var digest = Digest()
        digest.update(Array(PageAge.script.utf8))
        #expect(Data(digest.finish()).base64EncodedString() == PageAge.scriptDigest)
        try await Bench.open { bench in
            let page = try await bench.page()
            #expect(page.writtenAt == Bench.now)
        }
    }
}
