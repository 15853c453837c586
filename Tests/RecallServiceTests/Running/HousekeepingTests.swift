import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallService

/// A practice with a real folder and a real database, for one test.
private struct House {
    let configuration: LoadedConfiguration
    let store: any Store
    let share: String

    static func with(_ body: (House) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "recalld-house-\(UUID().uuidString)").path
        for folder in ["practices.d", "share", "state"] {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(folder)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        defer {
            do {
                try FileManager.default.removeItem(atPath: root)
            } catch {
                Issue.record("\(root) could not be removed: \(error)")
            }
        }
        try Data("state_directory = \"\(root)/state\"\n".utf8).write(to: URL(filePath: "\(root)/recalld.toml"))
        try Data("name = \"Harbour Lane\"\nfolder = \"\(root)/share\"\nphone = \"+441632960001\"\n".utf8)
            .write(to: URL(filePath: "\(root)/practices.d/harbour-lane.toml"))
        let configuration = try LoadedConfiguration.load(
            path: "\(root)/recalld.toml", environment: ["RECALLD_DATA": Fixtures.root.appending(path: "Config").path])
        let store = try StoreFile.open("\(root)/state")
        try await body(House(configuration: configuration, store: store, share: "\(root)/share"))
        try store.close()
    }

    func housekeeping(at now: Instant) -> Housekeeping {
        Housekeeping(
            runtime: Runtime(
                setup: Runtime.Setup(configuration: configuration), store: store,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { now }))
    }

    func take(_ sample: String, at now: Instant) async throws -> HandImport {
        let practice = try #require(configuration.practices.first)
        return try await HandImport.take(
            Fixtures.sample(sample).path, practice: practice, configuration: configuration, store: store, now: now)
    }
}

@Suite struct HousekeepingTests {
    private static let then = Instant(milliseconds: 1_764_000_000_000)

    @Test func `an archived export is kept for its days, and then only the one that was put there goes`() async throws {
        try await House.with { house in
            let first = try await house.take("harbour-lane-patients.csv", at: Self.then)
            let second = try await house.take("harbour-lane-diary.csv", at: Self.then)
            #expect(first.state == .imported && second.state == .imported)
            try await house.housekeeping(at: Self.then.adding(hours: 24 * 364)).ageOut()
            for place in [first.place, second.place] {
                #expect(FileManager.default.fileExists(atPath: "\(house.share)/\(place)"))
            }
            // Staff have put another file under the name of the diary.
            try Data("theirs\n".utf8).write(to: URL(filePath: "\(house.share)/\(second.place)"))
            try await house.housekeeping(at: Self.then.adding(hours: 24 * 366)).ageOut()
            #expect(!FileManager.default.fileExists(atPath: "\(house.share)/\(first.place)"))
            #expect(try String(contentsOfFile: "\(house.share)/\(second.place)", encoding: .utf8) == "theirs\n")
            let entries = try await house.store.audit().map(\.subject)
            #expect(entries.contains { $0.hasSuffix("patients") })
            #expect(entries.count { $0.contains("archived export") } == 2)
            #expect(entries.count { $0.contains("no longer as it was put there") } == 1)
            let before = try await house.store.audit()
            try await house.housekeeping(at: Self.then.adding(hours: 24 * 367)).ageOut()
            #expect(try await house.store.audit() == before, "what is gone is not told again")
        }
    }

    @Test func `a clock that has just come up a year ahead takes nothing away`() async throws {
        try await House.with { house in
            let taken = try await house.take("harbour-lane-patients.csv", at: Self.then)
            let housekeeping = house.housekeeping(at: Self.then.adding(hours: 24 * 400))
            for _ in 0..<3 { _ = try await housekeeping.runOnce() }
            #expect(FileManager.default.fileExists(atPath: "\(house.share)/\(taken.place)"))
            #expect(try await house.store.audit().isEmpty)
        }
    }

    @Test func `check proves each part, and says what is not as it should be`() async throws {
        try await House.with { house in
            _ = try await house.take("harbour-lane-patients.csv", at: Self.then)
            let checker = try HealthChecker(house.configuration, environment: [:], now: Self.then.adding(hours: 1))
            let checks = await checker.run(asksBland: false)
            let states = Dictionary(uniqueKeysWithValues: checks.map { ($0.subject, $0.state) })
            #expect(states["database"] == .passed)
            #expect(states["state"] == .passed)
            #expect(states["folder"] == .passed)
            #expect(states["writers"] == .passed)
            #expect(states["events"] == .passed)
            #expect(states["exports"] == .passed)
            #expect(states["key"] == .note, "dry-run needs none")
            #expect(states["bland"] == nil, "nobody was asked")
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(house.share)/.recalld")
            #expect(left.allSatisfy { !$0.hasPrefix("check") }, "\(left)")

            func open(_ rights: Int) throws {
                try FileManager.default.setAttributes(
                    [.posixPermissions: rights], ofItemAtPath: house.configuration.settings.stateDirectory)
            }
            try open(0o755)
            let looser = await checker.run(asksBland: false)
            #expect(looser.first { $0.subject == "state" }?.state == .note, "the database has rights of its own")
            try open(0o777)
            try FileManager.default.moveItem(atPath: house.share, toPath: house.share + "-away")
            let worse = await checker.run(asksBland: false)
            #expect(worse.first { $0.subject == "state" }?.state == .failed)
            #expect(worse.first { $0.subject == "folder" }?.state == .failed)
        }
    }
}
