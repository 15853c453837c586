import Foundation
import RecallTestSupport
import Testing

/// The system gives the daemon no more file handles.
///
/// The daemon's own steps fail with words and are tried again. Dispatch, on whose threads it runs, may end the process all
/// the same: it looks at its threads through /proc, and traps where it cannot. Then the service manager starts it again,
/// which this test does in its place; what may not happen is that anything is lost or done twice.
@Suite struct OutOfHandlesTests {
    @Test func `without file handles nothing is lost and nobody is called twice, and all goes on when there are some`()
        async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(
                ["--speed", "12"] + practice.script(always: "declined"), concurrent: 2)
            try storm.drop(try StormFiles.diary(), as: "a-diary.csv")
            try storm.drop(StormFiles.patients(0..<6), as: "b-patients.csv")
            try practice.startDaemon()
            try await practice.eventually("calls are in progress") {
                try practice.ledgerLines("accepted").count >= 2 ? true : nil
            }
            // Those that it has stay; it gets no new one.
            try limitHandles(practice, to: "3")
            try storm.drop(try StormFiles.diary(turn: 2), as: "c-diary.csv")
            try storm.drop(StormFiles.patients(0..<8), as: "d-patients.csv")
            try await practice.eventually("the journal says why, or the process has ended", seconds: 90) {
                try log(practice).contains("Too many open files") || !practice.isRunning("recalld") ? true : nil
            }
            // The calls end while their ends cannot be asked for.
            try await practice.eventually("the calls have ended", seconds: 90) {
                try practice.ledgerLines("ended").count >= 2 ? true : nil
            }
            #expect(try storm.files(in: "inbox").count == 2, "what cannot be looked at stays where it is")

            if practice.isRunning("recalld") {
                try limitHandles(practice, to: "1024")
            }
            if !practice.isRunning("recalld") {
                #expect(try await practice.waitForEnd("recalld") == 128 + SIGILL, "only Dispatch may end it")
                try practice.startDaemon()
            }
            try await storm.comeToRest(seconds: 180)
            let figures = try StormCheck(storm, "out of file handles").figures
            #expect(figures.accepted == 8)
        }
    }

    /// Sets how many file handles the running daemon may have, as `prlimit` of util-linux does. One that has ended
    /// meanwhile has no limit to set.
    private func limitHandles(_ practice: RealPractice, to count: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/prlimit")
        process.arguments = ["--pid", "\(practice.processID("recalld"))", "--nofile=\(count):"]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0 || !practice.isRunning("recalld"))
    }

    private func log(_ practice: RealPractice) throws -> String {
        try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
    }
}
