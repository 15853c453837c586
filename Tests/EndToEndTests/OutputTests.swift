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

    @Test(arguments: [
        (["pasue"], "recalld pause"), (["statsu", "--json"], "recalld status"),
        (["practice", "ad"], "recalld practice add"),
        (["practise", "add"], "recalld practice"),
    ]) func `a mistyped command is told what it may have meant`(arguments: [String], meant: String) throws {
        let process = Process()
        process.executableURL = RealPractice.binaries.appending(path: "recalld")
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let words = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 64)
        #expect(words.contains("Did you mean: \(meant)?"), "\(words)")
    }

    /// What `inspect` writes of a file whose cells hold codes of a terminal and line breaks, on a real terminal.
    private func inspectOnTerminal(colours: Bool) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "recalld-terminal-\(UUID().uuidString).csv")
        let text = """
            Patient No,Surname,Address,Mobile,Last Test Date
            1,Sm\u{1B}[31mith,"1 High St
            Leeds",07700 900123,14/03/2024
            2,Jones,"2 High St",07700 900124,15/03/2024

            """
        try Data(text.utf8).write(to: file)
        defer {
            do {
                try FileManager.default.removeItem(at: file)
            } catch {
                Issue.record("\(file) could not be removed: \(error)")
            }
        }
        // script(1) runs a command on a terminal of its own.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/script")
        let recalld = RealPractice.binaries.appending(path: "recalld").path
        process.arguments = ["-qec", "'\(recalld)' inspect '\(file.path)'", "/dev/null"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TERM": "xterm", "NO_COLOR": colours ? "" : "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let words = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: words, as: UTF8.self)
    }

    @Test func `on a terminal the verdict has a colour, and no cell can send codes of its own`() throws {
        let shown = try inspectOnTerminal(colours: true)
        #expect(shown.contains("\u{1B}[32mVerdict: accept. It would be imported.\u{1B}[0m"), "\(shown)")
        #expect(shown.contains("Sm·[31mith"), "\(shown)")
        #expect(!shown.contains("\u{1B}[31m"), "\(shown)")
        #expect(shown.contains("1 High St Leeds"), "\(shown)")
    }

    @Test func `where colours are not wanted there are none`() throws {
        let shown = try inspectOnTerminal(colours: false)
        #expect(shown.contains("Verdict: accept. It would be imported."), "\(shown)")
        #expect(!shown.contains("\u{1B}"), "\(shown)")
    }
}
