import Foundation
import RecallCore
import RecallPorts
import Synchronization

@testable import RecallService

/// The intake of a practice, and the seconds that it counts by.
final class InboxBench: Sendable {
    let bench: Bench
    private let intake: Intake
    private let clock = Clock()

    private final class Clock: Sendable {
        let seconds = Mutex(0.0)
    }

    init(_ bench: Bench) {
        self.bench = bench
        intake = Intake(runtime: bench.runtime()) { [clock] in clock.seconds.withLock { $0 } }
    }

    /// A run at so many seconds after the first.
    func run(at seconds: Double) async throws {
        clock.seconds.withLock { $0 = seconds }
        _ = try await intake.runOnce()
    }

    /// Runs after which what stands in the inbox has been still for long enough.
    func settle(from seconds: Double = 0) async throws {
        for later in [0.0, 6, 7] { try await run(at: seconds + later) }
    }

    /// The names in the inbox that are no folders.
    func inbox() throws -> [String] { try bench.names("inbox") }

    /// The names of the archive, and the bytes of each.
    func archive() throws -> [String: Data] {
        let folder = "\(bench.share)/archive"
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.count > 8 {
            found[String(path.dropFirst(8))] = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
        }
        return found
    }

    func problem(_ code: AlertCode = .fileNotReady) async throws -> String? {
        try await bench.status().practices.first?.problems.first { $0.code == code.rawValue }?.message
    }

    /// Whether calls wait because a file cannot be taken.
    func isStuck() async throws -> Bool {
        let practice = bench.practice
        return try await bench.store.limits(practice: practice.id, today: practice.zone.day(of: Bench.now)).isInboxStuck
    }
}
