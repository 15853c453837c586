import Foundation
import RecallTestSupport
import Testing

/// What a command does where its answer cannot be written.
@Suite struct OutputTests {
    private func inspect(to output: FileHandle) throws -> (code: Int32, errors: String) {
        let process = Process()
        process.executableURL = RealPractice.binaries.appending(path: "recalld")
        process.arguments = [
            "inspect", Fixtures.root.appending(path: "Config/demo/harbour-lane-diary.csv").path, "--rows",
        ]
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let words = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }

    @Test func `an answer that finds no room on the disk is a failure, and says so`() throws {
        let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        let result = try inspect(to: full)
        #expect(result.code == 1)
        #expect(result.errors.contains("No space left on device"), "\(result.errors)")
    }

    @Test func `a reader that has gone away is told nothing`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        #expect(try inspect(to: pipe.fileHandleForWriting).errors.isEmpty)
    }
}
