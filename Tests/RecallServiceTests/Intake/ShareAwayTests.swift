import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// A share that is not mounted: what stands at its path is an empty folder of the machine's own, and is left alone.
@Suite struct ShareAwayTests {
    /// Has the practice's folder known as one that stood on a share of its own, which is not mounted now.
    private func unmount(_ bench: Bench) async throws {
        let path = bench.practice.settings.folder
        try await bench.store.remember(
            KnownShare(folder: path, volume: try realPath(path)), practice: bench.practice.id)
    }

    /// The same share, mounted again.
    private func mount(_ bench: Bench) async throws {
        let path = bench.practice.settings.folder
        try await bench.store.remember(
            KnownShare(folder: path, volume: try SharedFolder(path: path).volume()), practice: bench.practice.id)
    }

    private func realPath(_ path: String) throws -> String { URL(filePath: path).resolvingSymlinksInPath().path }

    @Test func `nothing is written into it, read from it or taken for collected, and staff are told`() async throws {
        try await Bench.open { bench in
            _ = try await Intake(runtime: bench.runtime()).runOnce()
            try await bench.tell([Bench.event("e_1")])
            let file = try #require(try bench.outbox().first)
            try await unmount(bench)
            // As the empty folder under the share would be.
            for name in try FileManager.default.contentsOfDirectory(atPath: bench.share) {
                try FileManager.default.moveItem(atPath: "\(bench.share)/\(name)", toPath: "\(bench.root)/\(name)")
            }

            _ = try await Intake(runtime: bench.runtime()).runOnce()
            try await bench.tell([Bench.event("e_2")])
            _ = try await PageWriter(runtime: bench.runtime()).runOnce()
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.share).isEmpty)
            #expect(try await bench.store.uncollectedOutboxFiles(practice: bench.practice.id).map(\.name) == [file])
            let problems = try await bench.status().practices.first?.problems ?? []
            let problem = try #require(problems.first { $0.code == "share" })
            for word in ["not mounted", bench.share, "recalld practice moved harbour-lane"] {
                #expect(problem.message.contains(word), "\(problem.message)")
            }
            #expect(
                await Planning.isFilePaused(bench.practice, store: bench.store),
                "nobody can see whether there is a PAUSE")
            let checker = try HealthChecker(bench.configuration, environment: [:], now: Bench.now)
            #expect(await checker.run(asksBland: false).first { $0.subject == "folder" }?.state == .failed)

            for name in try FileManager.default.contentsOfDirectory(atPath: bench.share) {
                try FileManager.default.removeItem(atPath: "\(bench.share)/\(name)")
            }
            for name in ["inbox", "outbox", "review", "rejected", "archive", ".recalld"] {
                try FileManager.default.moveItem(atPath: "\(bench.root)/\(name)", toPath: "\(bench.share)/\(name)")
            }
            try await mount(bench)
            _ = try await Intake(runtime: bench.runtime()).runOnce()
            try await bench.flush()
            #expect(try bench.outbox().count == 2)
            #expect(try await bench.status().practices.first?.problems.isEmpty == true, "it goes on by itself")
        }
    }

    @Test
    func `a folder that was moved is used once staff have said so, and one that was mounted over is used at once`()
        async throws
    {
        try await Bench.open { bench in
            try await unmount(bench)
            await #expect(throws: FileError.self) {
                _ = try await PracticeShare.take(bench.practice, store: bench.store)
            }
            try await bench.store.forgetShare(practice: bench.practice.id, now: Bench.now)
            _ = try await PracticeShare.take(bench.practice, store: bench.store)
            let stands = try await bench.store.knownShare(practice: bench.practice.id)
            #expect(stands?.volume == (try SharedFolder(path: bench.share).volume()))

            // It stood on the disk of the whole machine, and stands on a file system of its own now.
            try await bench.store.remember(
                KnownShare(folder: bench.share, volume: "/"), practice: bench.practice.id)
            _ = try await PracticeShare.take(bench.practice, store: bench.store)
            // Another folder than the one that is known.
            try await bench.store.remember(
                KnownShare(folder: "/elsewhere", volume: "/elsewhere/deep"), practice: bench.practice.id)
            _ = try await PracticeShare.take(bench.practice, store: bench.store)
            #expect(try await bench.store.knownShare(practice: bench.practice.id) == stands)
        }
    }

    @Test func `a folder that bears another practice's mark is never taken over, by word or by itself`() async throws {
        try await Bench.open { bench in
            let (files, share) = (FileManager.default, bench.share)
            _ = try await Intake(runtime: bench.runtime()).runOnce()
            let own = try #require(try await bench.store.knownShare(practice: bench.practice.id))
            let mark = "\(share)/.recalld/practice-mark"
            try await bench.store.remember(
                KnownShare(folder: "/srv/recall/mill-road", volume: "/", mark: "m_mill"), practice: "mill-road")
            func refuses(_ words: String) async throws {
                let error = await #expect(throws: FileError.self) {
                    _ = try await bench.operations().folderMoved(bench.practice)
                }
                #expect(error?.words.contains(words) == true, "\(String(describing: error))")
            }

            // A copy of the other practice's folder, and one of a practice that this machine does not know.
            for (text, words) in [("m_mill\n", "mill-road"), ("m_unknown\n", "not this practice's")] {
                try Data(text.utf8).write(to: URL(filePath: mark))
                try await refuses(words)
                #expect(try await bench.store.knownShare(practice: bench.practice.id) == own, "nothing was changed")
            }
            // Nor is it where the practice has no mark yet, as one that was just added.
            try await bench.store.forgetShare(practice: bench.practice.id, now: Bench.now)
            try Data("m_mill\n".utf8).write(to: URL(filePath: mark))
            try await refuses("mill-road")
            await #expect(throws: FileError.self) {
                _ = try await PracticeShare.take(bench.practice, store: bench.store)
            }
            #expect(try await bench.store.knownShare(practice: bench.practice.id) == nil)

            // The practice's own, which was moved, keeps its mark; without one a new one is made.
            try await bench.store.remember(
                KnownShare(folder: "/elsewhere", volume: "/elsewhere", mark: own.mark), practice: bench.practice.id)
            try Data("\(own.mark ?? "")\n".utf8).write(to: URL(filePath: mark))
            #expect(try await bench.operations().folderMoved(bench.practice).result == .done)
            #expect(try await bench.store.knownShare(practice: bench.practice.id) == own)
            try files.removeItem(atPath: mark)
            #expect(try await bench.operations().folderMoved(bench.practice).result == .done)
            _ = try await PracticeShare.take(bench.practice, store: bench.store)
            let made = try await bench.store.knownShare(practice: bench.practice.id)?.mark
            #expect(made != nil && made != own.mark && made != "m_mill")
        }
    }

    @Test func `another folder in the place of the share is not the share, whatever it stands on`() async throws {
        try await Bench.open { bench in
            let intake = Intake(runtime: bench.runtime())
            _ = try await intake.runOnce()
            try await bench.tell([Bench.event("e_1")])
            let file = try #require(try bench.outbox().first)
            let (files, share, moved) = (FileManager.default, bench.share, "\(bench.root)/moved")
            try files.moveItem(atPath: share, toPath: moved)
            try files.createDirectory(atPath: share, withIntermediateDirectories: false)
            func look() async throws {
                _ = try await intake.runOnce()
                try await bench.tell([Bench.event("e_\(UUID().uuidString)")])
                _ = try await PageWriter(runtime: bench.runtime()).runOnce()
            }
            try await look()
            #expect(try files.contentsOfDirectory(atPath: share).isEmpty)
            // The folders alone make no share of it, nor does a mark that somebody makes up.
            for name in ["inbox", "outbox/collected", "review/approved", ".recalld/claimed"] {
                try files.createDirectory(atPath: "\(share)/\(name)", withIntermediateDirectories: true)
            }
            try Data("m_0\n".utf8).write(to: URL(filePath: "\(share)/.recalld/practice-mark"))
            try await look()
            #expect(try bench.outbox().isEmpty)
            #expect(try await bench.store.uncollectedOutboxFiles(practice: bench.practice.id).map(\.name) == [file])
            let problem = try await bench.status().practices.first?.problems.first { $0.code == "share" }
            #expect(problem?.message.contains("recalld practice moved harbour-lane") == true)
            let limits = try await bench.store.limits(
                practice: bench.practice.id, today: bench.practice.zone.day(of: Bench.now))
            #expect(limits.isInboxStuck, "nobody is called")

            try files.removeItem(atPath: share)
            try files.moveItem(atPath: moved, toPath: share)
            try await look()
            #expect(try bench.outbox().contains(file))
            #expect(try await bench.status().practices.first?.problems.isEmpty == true, "it goes on by itself")

            try files.moveItem(atPath: share, toPath: moved)
            try files.createDirectory(atPath: share, withIntermediateDirectories: false)
            #expect(try await bench.operations().folderMoved(bench.practice).result == .done)
            try await look()
            #expect(try bench.names("inbox").isEmpty, "it is made anew")
        }
    }
}
