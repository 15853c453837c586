import Foundation
import RecallSystem

/// Shows what is longer than the terminal one page after another, by less(1).
///
/// It runs with the rights that the command has by then, and lets nobody start other programs or write files out of it
/// (LESSSECURE, less(1)). `PAGER=cat` or an empty `PAGER` turns it off.
enum Pager {
    private static let path = "/usr/bin/less"

    /// Shows a text.
    ///
    /// - Parameters:
    ///   - text: The text, with its colours.
    ///   - lines: How many lines it has.
    /// - Returns: Whether it was shown; false where it fits on the screen, or there is no pager or no terminal.
    static func show(_ text: String, lines: Int) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        guard Output.isTerminal(0), Output.isTerminal(1), let rows = Terminal.rows(1), lines >= rows,
            environment["PAGER"] != "cat", environment["PAGER"] != "", environment["TERM"] != "dumb",
            FileManager.default.isExecutableFile(atPath: path)
        else { return false }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.environment = environment.merging(
            ["LESS": "FRX", "LESSSECURE": "1", "LESSHISTFILE": "-"], uniquingKeysWith: { $1 })
        let pipe = Pipe()
        process.standardInput = pipe
        do {
            try process.run()
        } catch {
            return false
        }
        Terminal.ignoreInterrupts()
        do {
            try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try pipe.fileHandleForWriting.close()
        } catch {
            // The reader has seen enough.
            process.waitUntilExit()
            return true
        }
        process.waitUntilExit()
        return true
    }
}
