import Foundation
import Glibc
import Synchronization

/// A process that this one has started and ends again.
package final class ChildProcess: Sendable {
    private let process: Mutex<Process>

    /// Starts a program; its output and errors go to a file.
    package init(_ program: String, _ arguments: [String], log: String) throws {
        if !FileManager.default.fileExists(atPath: log) { try Data().write(to: URL(filePath: log)) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = try FileHandle(forWritingTo: URL(filePath: log))
        try output.seekToEnd()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.process = Mutex(process)
    }

    package var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Asks the process to end, and ends it where it does not within `seconds`.
    package func stop(within seconds: Double) async {
        process.withLock { if $0.isRunning { $0.terminate() } }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
        kill()
    }

    /// Ends the process at once.
    package func kill() {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
    }
}
