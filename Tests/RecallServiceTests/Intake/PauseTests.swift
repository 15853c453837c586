import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// Whatever staff put into the folder to stop the calls, and whatever their editor made of its name.
@Suite struct PauseTests {
    @Test(arguments: [
        ("PAUSE", true), ("pause", true), ("Pause", true), ("pAuSe", true), ("PAUSE.txt.txt", true),
        ("pause.docx", true),
        ("Pause.", true), ("PAUSE .txt", true), ("pause..", true), ("paused", false), ("PAUSE-not", false),
        ("pau", false),
        (".pause", false), ("no pause.txt", false), ("", false),
    ])
    func `a name stops the calls where it is pause, alone or before a full stop`(name: String, stops: Bool) {
        #expect(PracticeFolders.isPause(Array(name.utf8)) == stops)
    }

    @Test func `a file, a folder and a link stop the calls alike, as long as they stand there`() async throws {
        try await Bench.open { bench in
            func isPaused() async -> Bool { await Planning.isFilePaused(bench.practice, store: bench.store) }
            let files = FileManager.default
            #expect(await !isPaused())
            try files.createDirectory(atPath: "\(bench.share)/Pause", withIntermediateDirectories: false)
            #expect(await isPaused())
            try files.removeItem(atPath: "\(bench.share)/Pause")
            #expect(await !isPaused())
            try files.createSymbolicLink(atPath: "\(bench.share)/pause.lnk", withDestinationPath: "/nowhere")
            #expect(await isPaused())
            try files.removeItem(atPath: "\(bench.share)/pause.lnk")
            #expect(files.createFile(atPath: "\(bench.share)/PAUSE.txt.txt", contents: nil))
            #expect(await isPaused())
        }
    }
}
