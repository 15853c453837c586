package import Foundation
import Synchronization

/// A practice in a temporary folder, with the real simulator and the real daemon as processes of their own.
///
/// Whatever a test does, `use` ends the processes and takes the folder away. Where a test fails and `RECALLD_KEEP` is set,
/// the folder stays to be looked at.
package final class RealPractice: Sendable {
    package let root: URL
    private let running = Mutex<[String: Process]>([:])

    package var share: URL { root.appending(path: "share") }
    package var outbox: URL { share.appending(path: "outbox") }
    package var ledger: URL { root.appending(path: "ledger.jsonl") }
    package var configuration: URL { root.appending(path: "recalld.toml") }

    /// The folder with the binaries: the one that this test runs from.
    package static var binaries: URL {
        // The bundle of the tests stands beside the products.
        let executable = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = executable.deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "recalld").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path == "/" ? Fixtures.root.appending(path: ".build/debug") : folder
    }

    private init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "recalld-test-\(UUID().uuidString.prefix(8))")
        for folder in ["share/inbox", "state", "practices.d"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: folder), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        try write("bland-api-key", "test-key\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: root.appending(path: "bland-api-key").path)
        try configure()
    }

    /// Runs `body` with a practice of its own.
    package static func use<Value>(_ body: (RealPractice) async throws -> Value) async throws -> Value {
        let practice = try RealPractice()
        do {
            let value = try await body(practice)
            practice.end()
            return value
        } catch {
            practice.end(keepsFolder: ProcessInfo.processInfo.environment["RECALLD_KEEP"] != nil)
            throw error
        }
    }

    private func end(keepsFolder: Bool = false) {
        for process in running.withLock({ Array($0.values) }) where process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        if !keepsFolder { try? FileManager.default.removeItem(at: root) }
    }

    /// Writes the configuration: live against the simulator, open day and night, quick.
    ///
    /// A call has to end within the day's hours, so the last minutes before midnight are shut even here: one, by the
    /// shortest call that can be set.
    package func configure(mode: String = "live", port: Int = 1, main: String = "", concurrent: Int = 10) throws {
        try write(
            "recalld.toml",
            """
            mode = "\(mode)"
            state_directory = "\(root.path)/state"
            \(main)
            [bland]
            base_url = "http://127.0.0.1:\(port)"
            poll_seconds = 1
            requests_per_second = 50
            max_concurrent = \(concurrent)
            max_call_minutes = 1
            reconcile_minutes = 1
            [limits]
            calls_per_day = 1000
            spend_per_day_usd = 1000
            [inbox]
            settle_seconds = 1
            rescan_seconds = 5

            """)
        try write(
            "practices.d/harbour-lane.toml",
            """
            name = "Harbour Lane Opticians"
            folder = "\(share.path)"
            phone = "+441632960001"
            [calling]
            weekdays = "00:00-24:00"
            saturday = "00:00-24:00"
            sunday = "00:00-24:00"
            bank_holidays = "00:00-24:00"

            """)
    }

    package func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: root.appending(path: path))
    }

    /// Drops a file into the inbox, as a careful program would: written beside, then renamed in.
    package func drop(_ file: URL, as name: String? = nil) throws {
        try drop(try Data(contentsOf: file), as: name ?? file.lastPathComponent)
    }

    package func drop(_ data: Data, as name: String) throws {
        let part = share.appending(path: ".\(name).part")
        try data.write(to: part)
        try FileManager.default.moveItem(at: part, to: share.appending(path: "inbox/\(name)"))
    }

    // MARK: Processes

    /// Starts the simulator and points the configuration at it.
    package func startSimulator(_ arguments: [String] = [], concurrent: Int = 10) async throws {
        let portFile = root.appending(path: "port")
        try? FileManager.default.removeItem(at: portFile)
        try start(
            "simulator", "bland-simulator",
            ["--port", "0", "--port-file", portFile.path, "--ledger", ledger.path, "--key", "test-key"] + arguments)
        let port = try await eventually("the simulator listens") {
            try? String(contentsOf: portFile, encoding: .utf8)
        }
        try configure(port: Int(port.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0, concurrent: concurrent)
    }

    /// Has every call of the simulator come to one outcome.
    ///
    /// - Returns: The arguments that tell the simulator so.
    /// - Throws: That the script cannot be written.
    package func script(always outcome: String) throws -> [String] {
        try write("script.json", #"{"default": "\#(outcome)"}"#)
        return ["--script", root.appending(path: "script.json").path]
    }

    /// Waits until the daemon has made the share's folders and its mark.
    package func shareIsReady() async throws {
        try await eventually("the share is ready") {
            [".recalld/practice-mark", "inbox"].allSatisfy {
                FileManager.default.fileExists(atPath: share.appending(path: $0).path)
            } ? true : nil
        }
    }

    /// Starts the daemon; what it writes goes to `recalld.log`.
    ///
    /// - Parameters:
    ///   - environment: What is added to its environment.
    ///   - shell: A line of the shell that comes before, in namespaces of its own where it is root; nil for none.
    /// - Throws: That the program cannot be started.
    package func startDaemon(environment: [String: String] = [:], after shell: String? = nil) throws {
        try start(
            "recalld", "recalld", ["run", "--config", configuration.path], environment: environment, after: shell)
    }

    /// Sends a signal to a process that was started.
    package func signal(_ name: String, _ number: Int32) {
        running.withLock { all in
            if let process = all[name], process.isRunning { kill(process.processIdentifier, number) }
        }
    }

    /// The number of a process that was started; 0 where none was.
    package func processID(_ name: String) -> Int32 { running.withLock { $0[name]?.processIdentifier ?? 0 } }

    package func isRunning(_ name: String) -> Bool { running.withLock { $0[name]?.isRunning ?? false } }

    /// The system's number of a process that was started.
    package func number(of name: String) -> Int32 { running.withLock { $0[name]?.processIdentifier ?? 0 } }

    /// Waits for a process to end, and gives its status: the exit code, or 128 and the signal.
    package func waitForEnd(_ name: String) async throws -> Int32 {
        try await eventually("\(name) ends") { self.isRunning(name) ? nil : true }
        return running.withLock { all in
            guard let process = all[name] else { return -1 }
            return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        }
    }

    private func start(
        _ name: String, _ program: String, _ arguments: [String], environment: [String: String] = [:],
        after shell: String? = nil
    ) throws {
        let process = Process()
        process.executableURL = Self.binaries.appending(path: program)
        process.arguments = arguments
        if let shell, let path = process.executableURL?.path {
            process.executableURL = URL(filePath: "/usr/bin/unshare")
            process.arguments = ["-Ur", "sh", "-c", "\(shell) && exec \"$0\" \"$@\"", path] + arguments
        }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let log = root.appending(path: "\(name).log")
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Foundation keeps a process that has been started, and what it writes to: a storm of kills would run out of handles.
        try output.close()
        running.withLock { $0[name] = process }
    }

    /// What a command wrote, and its exit code.
    package struct Result: Sendable {
        package var output: String
        package var errors: String
        package var code: Int32
    }

    /// Runs a command of recalld to its end, with this practice's configuration.
    @discardableResult
    package func recalld(_ arguments: String..., configured: Bool = true) throws -> Result {
        try run(arguments, configured: configured)
    }

    /// Runs a command of recalld that a test has in a table.
    @discardableResult
    package func recalld(_ arguments: [String]) throws -> Result { try run(arguments, configured: true) }

    /// Runs `inspect` on a file, which needs no configuration.
    package static func inspect(_ file: URL, as form: String = "--json") throws -> Result {
        let practice = try RealPractice()
        defer { practice.end() }
        return try practice.recalld("inspect", file.path, form, configured: false)
    }

    private func run(_ arguments: [String], configured: Bool) throws -> Result {
        let process = Process()
        process.executableURL = Self.binaries.appending(path: "recalld")
        process.arguments = arguments + (configured ? ["--config", configuration.path] : [])
        let stamp = UUID().uuidString.prefix(8)
        let files = ["out", "err"].map { root.appending(path: "command-\(stamp).\($0)") }
        for file in files { try Data().write(to: file) }
        let handles = try files.map { try FileHandle(forWritingTo: $0) }
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for handle in handles { try handle.close() }
        process.waitUntilExit()
        return Result(
            output: try String(contentsOf: files[0], encoding: .utf8),
            errors: try String(contentsOf: files[1], encoding: .utf8), code: process.terminationStatus)
    }

    // MARK: Looking

    /// The JSON lines of a command's output.
    package func json(_ arguments: String...) throws -> [[String: Any]] {
        let result = try run(arguments + ["--json"], configured: true)
        return try result.output.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// The only practice of `status --json`.
    package func status() throws -> [String: Any] {
        let whole = try json("status").first ?? [:]
        return (whole["practices"] as? [[String: Any]])?.first ?? [:]
    }

    /// The simulator's ledger: what the telephone did.
    package func ledgerLines(_ event: String? = nil) throws -> [[String: Any]] {
        guard let text = try? String(contentsOf: ledger, encoding: .utf8), let end = text.lastIndex(of: "\n") else {
            return []
        }
        // A line that is just being written is not there yet.
        return try text[..<end].split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { event == nil || $0["event"] as? String == event }
    }

    /// The names of the outbox's files of a kind, in the order of their numbers.
    package func outboxFiles(_ kind: String = "") throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: outbox.path)) ?? []
        return names.filter { $0.hasSuffix(".csv") && $0.hasPrefix(kind) }
            .sorted { $0.suffix(10) < $1.suffix(10) }
    }

    /// Looks again and again for so many seconds, or until `body` gives something; nil where it does not.
    package func watch<Value>(
        seconds: Double, every pause: Double = 0.05, _ body: () throws -> Value?
    ) async throws -> Value? {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if let value = try body() { return value }
            try await Task.sleep(for: .seconds(pause))
        }
        return nil
    }

    /// Waits until `body` gives something; it is asked again `every` so many seconds.
    ///
    /// - Throws: where it does not within `seconds`.
    @discardableResult
    package func eventually<Value>(
        _ what: String, seconds: Double = 180, every pause: Double = 0.05, _ body: () throws -> Value?
    ) async throws -> Value {
        if let value = try await watch(seconds: seconds, every: pause, body) { return value }
        // A machine that is busy may have had no time to look before.
        if let value = try body() { return value }
        let log = (try? String(contentsOf: root.appending(path: "recalld.log"), encoding: .utf8)) ?? ""
        throw NotInTime(what: what, log: String(log.suffix(2000)))
    }

    /// What was waited for did not come.
    package struct NotInTime: Error, CustomStringConvertible {
        var what: String
        var log: String
        package var description: String { "not in time: \(what)\n\(log)" }
    }
}
