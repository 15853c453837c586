import Foundation
import Glibc
import Testing

@testable import RecallSystem

@Suite(.timeLimit(.minutes(2))) struct FolderWatcherTests {
    @Test func `a file, a file in a new folder, and a folder that goes are each hinted at`() async throws {
        try await withTemporaryFolder { top in
            let inbox = "\(top)/inbox"
            try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: false)
            let hints = FolderWatcher.hints(for: [inbox])
            var iterator = hints.makeAsyncIterator()
            #expect(await iterator.next() == .changed, "watched, so scan")
            try write("a", to: "\(inbox)/a.csv")
            #expect(await iterator.next() == .changed)
            try FileManager.default.createDirectory(atPath: "\(inbox)/new", withIntermediateDirectories: false)
            #expect(await iterator.next() == .changed)
            // Hints come until nothing is left to say; a file in the new folder must be among what they lead to.
            try write("b", to: "\(inbox)/new/b.csv")
            #expect(await iterator.next() == .changed)
            try FileManager.default.removeItem(atPath: inbox)
            var hint = await iterator.next()
            while hint == .changed { hint = await iterator.next() }
            guard case .blind = hint else {
                Issue.record("a missing folder was taken for a watched one")
                return
            }
            try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: false)
            while hint != .changed { hint = await iterator.next() }
            #expect(hint == .changed, "the folder came back")
        }
    }

    @Test func `a folder behind a link is not watched`() async throws {
        try await withTemporaryFolder { top in
            #expect(unsafe symlink(top, "\(top)/self") == 0)
            let hint = await next(FolderWatcher.hints(for: [top])) { _ in true }
            #expect(hint == .changed)
            let blind = await next(FolderWatcher.hints(for: ["\(top)/self"])) { $0 != .changed }
            #expect(blind != nil)
        }
    }

    @Test func `shares of other machines give no events`() {
        for type: Int64 in [0xFF53_4D42, 0xFE53_4D42, 0x6969, 0x6573_5546, 0x0102_1997] {
            #expect(!WatchSupport.events(fileSystemType: type))
        }
        // ext4, btrfs, xfs, tmpfs, overlay
        for type: Int64 in [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630] {
            #expect(WatchSupport.events(fileSystemType: type))
        }
        #expect(WatchSupport.events(for: "/proc"))
        #expect(!WatchSupport.events(for: "/nonexistent"))
    }
}
