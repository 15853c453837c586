import Foundation
import RecallTestSupport

/// Clocks that a test moves for one process: `Tests/Fixtures/Clock/set-clock.c`, which is compiled for it and preloaded.
final class MovedClock {
    private let library: URL
    private let file: FileHandle
    private let path: String
    private(set) var wallSeconds: Double = 0
    private var sleptSeconds: Double = 0
    private var passedSeconds: Double = 0

    init(in folder: URL) throws {
        library = folder.appending(path: "set-clock.so")
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = [
            "clang", "-shared", "-fPIC", "-O1", "-o", library.path,
            Fixtures.root.appending(path: "Tests/Fixtures/Clock/set-clock.c").path, "-ldl",
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw NotCompiled() }
        let place = folder.appending(path: "clock")
        try Data(count: 24).write(to: place)
        path = place.path
        file = try FileHandle(forWritingTo: place)
    }

    deinit { try? file.close() }

    /// What a process is started with that is to see these clocks.
    var environment: [String: String] { ["LD_PRELOAD": library.path, "CLOCK_FILE": path] }

    /// Sets the wall clock to so many hours off the machine's.
    func set(hours: Double) throws {
        wallSeconds = hours * 3600
        try write()
    }

    /// Has so many minutes pass, by every clock.
    func pass(minutes: Double) throws {
        passedSeconds += minutes * 60
        try write()
    }

    /// Has the machine sleep for so many minutes.
    func sleep(minutes: Double) throws {
        sleptSeconds += minutes * 60
        try write()
    }

    private func write() throws {
        // One number after the other: no process reads half a one, as each is written at once and in place.
        for (offset, seconds) in [(UInt64(0), wallSeconds), (8, sleptSeconds), (16, passedSeconds)] {
            let nanoseconds = UInt64(bitPattern: Int64(seconds * 1e9))
            try file.seek(toOffset: offset)
            // In the order of the machine, which is that of every Linux that Swift runs on: the least byte first.
            try file.write(contentsOf: Data((0..<8).map { UInt8(truncatingIfNeeded: nanoseconds >> (8 * $0)) }))
        }
    }

    private struct NotCompiled: Error, CustomStringConvertible {
        var description: String { "clang could not compile Tests/Fixtures/Clock/set-clock.c" }
    }
}
