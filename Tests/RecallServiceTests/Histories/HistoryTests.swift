import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallTestSupport
import Synchronization
import Testing

@testable import RecallService

/// Ten thousand short histories of practices, through the real intake, store, dialler and follower: exports that say more
/// and less, renumberings, old files dropped again, lists, approvals, stops, holds, calls, clocks and restarts.
///
/// Each call that is placed is judged by a model that was told the same. `RECALLD_SEED` is the seed of the first history and
/// `RECALLD_HISTORIES` how many there are.
@Suite struct HistoryTests {
    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    private static let first = setting("RECALLD_SEED") ?? 1
    private static let count = setting("RECALLD_HISTORIES") ?? 10_000
    /// After so many failures of different kinds no more histories are begun.
    private static let mostFailures = 5
    /// How many histories go on at once.
    private static let width = 2
    /// One history in so many is quiet.
    private static let quietOneIn = 16
    /// One history in so many has its store on the disk.
    private static let storedOneIn = 40

    /// All that the histories have come to.
    private struct Total: Sendable {
        var histories = 0
        var withCalls = 0
        var quiet = 0
        var tally = HistoryPractice.Tally()
        var failures: [String] = []
        /// Which rules were broken, and in how many histories.
        var broken: [Set<HistoryModel.Reason>: Int] = [:]

        mutating func add(_ tally: HistoryPractice.Tally, isQuiet: Bool) {
            histories += 1
            if isQuiet { quiet += 1 }
            if tally.calls > 0 { withCalls += 1 }
            self.tally.calls += tally.calls
            self.tally.omitted.merge(tally.omitted, uniquingKeysWith: +)
            self.tally.overlooked.merge(tally.overlooked, uniquingKeysWith: +)
            self.tally.prevented.merge(tally.prevented, uniquingKeysWith: +)
            self.tally.outcomes.merge(tally.outcomes, uniquingKeysWith: +)
            self.tally.files.merge(tally.files, uniquingKeysWith: +)
        }

        var words: String {
            let prevented = tally.prevented.sorted { $0.key < $1.key }.map { "  \($0.value) times: \($0.key.rawValue)" }
            let outcomes = tally.outcomes.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
            let omitted = tally.omitted.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
            let overlooked = tally.overlooked.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
            let files = tally.files.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
            return """
                \(histories) histories (\(quiet) quiet), \(withCalls) with calls, \(tally.calls) calls placed
                outcomes: \(outcomes)
                files: \(files)
                not called though nothing was against it: \(omitted)
                called against rules that are not judged: \(overlooked)
                not called, by what was against it:
                \(prevented.joined(separator: "\n"))
                """
        }
    }

    /// What the histories that go on at once have in common.
    private final class Board: Sendable {
        let total = Mutex(Total())
        private let next = Mutex(0)

        /// The next history that nobody has taken.
        func take() -> Int {
            next.withLock { next in
                defer { next += 1 }
                return next
            }
        }
    }

    @Test func `in ten thousand histories nobody is called who must not be, and whom nothing stops is called`()
        async throws
    {
        let board = Board()
        try await Bench.open(isInMemory: true) { bench in
            let configuration = Self.live(bench.configuration)
            // Memory in the place of a disk, where there is such a folder.
            let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : bench.root
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.width {
                    group.addTask {
                        while true {
                            let index = board.take()
                            guard index < Self.count, board.total.withLock({ $0.failures.count < Self.mostFailures })
                            else { return }
                            try await Self.run(index, configuration, below: root, board)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let result = board.total.withLock { $0 }
        for failure in result.failures { Issue.record("\(failure)") }
        for (rules, count) in result.broken {
            print("\(count) histories fail by: \(rules.map(\.rawValue).sorted().joined(separator: "; "))")
        }
        print(result.words)
        guard result.failures.isEmpty else { return }
        // A model under which hardly anybody is called, or everybody is, would tell nothing.
        #expect(result.withCalls * 10 > result.histories * 9)
        #expect(result.tally.calls > result.histories * 3)
    }

    /// Nobody's telephone can ring at such an address, so that numbers of films are called.
    private static func live(_ configuration: LoadedConfiguration) -> LoadedConfiguration {
        var configuration = configuration
        configuration.settings.isLive = true
        configuration.settings.bland.baseURL = "http://127.0.0.1:1"
        configuration.settings.inbox.settleSeconds = 0
        configuration.settings.limits.callsPerDay = 1_000
        return configuration
    }

    private static func run(
        _ index: Int, _ configuration: LoadedConfiguration, below root: String, _ board: Board
    ) async throws {
        let seed = UInt64(first + index)
        let isQuiet = index % quietOneIn == 0
        var maker = HistoryMaker(seed: seed, kind: isQuiet ? .quiet : .mixed)
        let steps = maker.make()
        let end = isQuiet ? maker.quietEnd() : []
        let expected = isQuiet ? maker.phones : []
        let isStored = index % storedOneIn == 1
        func attempt(_ steps: [HistoryStep], isTold: Bool = false) async throws -> (HistoryPractice.Tally, [String]) {
            try await live(steps + end, expected, configuration, below: root, isStored: isStored, isTold: isTold)
        }
        let (tally, _) = try await attempt(steps)
        let isNew = board.total.withLock { total in
            total.add(tally, isQuiet: isQuiet)
            guard !tally.complaints.isEmpty else { return false }
            total.broken[tally.broken, default: 0] += 1
            return total.broken[tally.broken] == 1
        }
        guard isNew else { return }
        let shortest = try await shortened(steps) {
            let shorter = try await attempt($0).0
            return !shorter.complaints.isEmpty && shorter.broken == tally.broken
        }
        let (last, story) = try await attempt(shortest, isTold: true)
        board.total.withLock {
            $0.failures.append(
                "seed \(seed): \(last.complaints.joined(separator: "\n"))\n\(story.joined(separator: "\n"))")
        }
    }

    /// The same without each step without which it still fails.
    private static func shortened(
        _ steps: [HistoryStep], fails: ([HistoryStep]) async throws -> Bool
    ) async throws -> [HistoryStep] {
        var steps = steps
        var index = steps.count - 1
        while index >= 0 {
            var shorter = steps
            shorter.remove(at: index)
            if try await fails(shorter) { steps = shorter }
            index -= 1
        }
        return steps
    }

    private static func live(
        _ steps: [HistoryStep], _ expected: Set<String>, _ configuration: LoadedConfiguration, below root: String,
        isStored: Bool, isTold: Bool
    ) async throws -> (HistoryPractice.Tally, [String]) {
        let folder = "\(root)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(folder)/share", withIntermediateDirectories: true)
        let memory = MemoryDatabase()
        let practice = try HistoryPractice(folder: "\(folder)/share", configuration: configuration, isTold: isTold) {
            isStored ? try StoreFile.open(folder) : MemoryStore(memory)
        }
        try await practice.begin()
        for step in steps { try await practice.take(step) }
        try practice.end()
        var tally = practice.tally
        for phone in expected.subtracting(tally.called) {
            tally.complaints.append("\(phone) was never called, though nothing was against it")
        }
        try FileManager.default.removeItem(atPath: folder)
        return (tally, practice.story)
    }
}
