import Foundation
import Glibc
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// Files that cannot be taken, each of which is one bad file and no more.
@Suite struct OneBadFileTests {
    private func write(_ text: String, _ path: String, _ bench: Bench) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(bench.share)/\(path)"))
    }

    /// Makes a file of a name that is given by bytes.
    private func make(_ name: [UInt8], _ text: String, _ bench: Bench) throws {
        let path = (Array("\(bench.share)/inbox/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
        let file = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
        try #require(file >= 0)
        try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: Data(text.utf8))
    }

    @Test func `names that no paper could have are set aside under others, and the next file is taken`() async throws {
        let names: [[UInt8]] = [
            Array(("a" + String(repeating: "\u{301}", count: 127)).utf8),
            Array(String(repeating: "x", count: 255).utf8),
            Array("e\u{301}.csv".utf8), Array("\u{E9}.csv".utf8), [0xFF, 0xFE, 0x2E, 0x63], [0xFF, 0xFD, 0x2E, 0x63],
            [0xC3], Array("a.csv.reason.txt".utf8), Array("  .csv".utf8), Array("a\nb\u{1B}[31m.csv".utf8),
            Array("= cmd.csv".utf8), Array("..csv..".utf8), [UInt8](repeating: 0xFF, count: 255),
        ]
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            for (number, name) in names.enumerated() { try make(name, "nothing of use \(number)\n", bench) }
            try write(Bench.patients, "inbox/patients.csv", bench)
            try await inbox.settle(from: 1)
            #expect(try inbox.archive().keys.sorted() == ["patients.csv"])
            // A name that begins with a full stop is hidden and stays.
            #expect(try inbox.inbox() == ["..csv.."])
            #expect(try bench.names("rejected").count == (names.count - 1) * 2)
            #expect(try await !inbox.isStuck())
        }
    }

    @Test func `a file larger than any may be is refused by its size`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            try write("", "inbox/a.csv", bench)
            #expect(unsafe truncate("\(bench.share)/inbox/a.csv", 60 << 30) == 0)
            try write(Bench.patients, "inbox/patients.csv", bench)
            let begin = ContinuousClock.now
            try await inbox.settle(from: 1)
            #expect(ContinuousClock.now - begin < .seconds(60), "nobody reads so much in that time")
            #expect(try inbox.archive().keys.sorted() == ["patients.csv"])
            let reason = try String(contentsOfFile: "\(bench.share)/rejected/a.csv.reason.txt", encoding: .utf8)
            #expect(reason.contains("61440 MiB"))
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every file"))
    func `a file without the right to read it shuts the calls of its practice until it is gone`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            try write("Phone\r\n07700 900123\r\n", "inbox/stop.csv", bench)
            try write(Bench.patients, "inbox/patients.csv", bench)
            let path = "\(bench.share)/inbox/stop.csv"
            #expect(unsafe chmod(path, 0) == 0)
            try await inbox.run(at: 1)
            #expect(try await !inbox.isStuck(), "it may still be settling")
            try await inbox.settle(from: 2)
            #expect(try inbox.archive().keys.sorted() == ["patients.csv"])
            #expect(try await inbox.isStuck())
            #expect(try await inbox.problem(.inboxStuck)?.contains("stop.csv") == true)
            #expect(unsafe chmod(path, 0o600) == 0)
            try await inbox.settle(from: 20)
            #expect(try await !inbox.isStuck())
            #expect(try await inbox.problem(.inboxStuck) == nil)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every folder"))
    func `a folder of the inbox that cannot be read may hide a list`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            let path = "\(bench.share)/inbox/lists"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(unsafe chmod(path, 0) == 0)
            try await inbox.settle(from: 1)
            #expect(try await inbox.isStuck())
            #expect(unsafe chmod(path, 0o700) == 0)
            try await inbox.settle(from: 20)
            #expect(try await !inbox.isStuck())
        }
    }

    @Test func `a file that is still open after a minute shuts the calls, and what is no export does not`() async throws
    {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            for name in ["~$list.csv", ".hidden.csv", "list.csv.part", "Thumbs.db"] {
                try write(Bench.patients, "inbox/\(name)", bench)
            }
            #expect(unsafe mkfifo("\(bench.share)/inbox/pipe.csv", 0o600) == 0)
            try FileManager.default.createSymbolicLink(
                atPath: "\(bench.share)/inbox/link.csv", withDestinationPath: "/etc/passwd")
            try await inbox.settle(from: 1)
            try await inbox.run(at: 700)
            #expect(try await !inbox.isStuck())
            #expect(try await inbox.problem(.notAFile)?.contains("pipe.csv") == true)

            try write(Bench.patients, "inbox/open.csv", bench)
            let writer = try FileHandle(forWritingTo: URL(filePath: "\(bench.share)/inbox/open.csv"))
            for seconds in [701.0, 707, 759] { try await inbox.run(at: seconds) }
            #expect(try await !inbox.isStuck(), "it is still being written")
            try await inbox.run(at: 762)
            #expect(try await inbox.isStuck())
            try writer.close()
            for seconds in [763.0, 764] { try await inbox.run(at: seconds) }
            #expect(try await !inbox.isStuck())
            #expect(try inbox.archive().keys.sorted() == ["open.csv"])
        }
    }

    @Test func `names that are all taken, and papers that cannot be written, stop no file`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            try FileManager.default.createDirectory(
                atPath: "\(bench.share)/archive/2026/11", withIntermediateDirectories: true)
            for number in 1...150 {
                let name = number == 1 ? "patients.csv" : "patients-\(number).csv"
                try write("", "archive/2026/11/\(name)", bench)
                try write("", "rejected/\(number == 1 ? "bad.csv" : "bad-\(number).csv")", bench)
            }
            for path in ["rejected/folder.csv.reason.txt", "rejected/spoilt.csv.rows.csv"] {
                try FileManager.default.createDirectory(
                    atPath: "\(bench.share)/\(path)", withIntermediateDirectories: false)
            }
            try write(Bench.patients, "inbox/patients.csv", bench)
            try write("nothing of use\n", "inbox/bad.csv", bench)
            try write("nothing of use either\n", "inbox/folder.csv", bench)
            try write(
                Bench.patients.replacing("1002", with: "4002") + ",,,,,,01/09/2023,01/09/2025,,N\r\n",
                "inbox/spoilt.csv",
                bench)
            try await inbox.settle(from: 1)
            #expect(try inbox.inbox().isEmpty)
            #expect(try await !inbox.isStuck())
            let rejected = try bench.names("rejected")
            #expect(rejected.contains("folder-2.csv") && rejected.contains("folder-2.csv.reason.txt"))
            #expect(rejected.contains { $0.hasPrefix("bad-n_") && $0.hasSuffix(".csv") })
            #expect(rejected.contains { $0.hasPrefix("spoilt.csv.rows-n_") })
            #expect(try inbox.archive().keys.contains { $0.hasPrefix("patients-n_") })
        }
    }

    @Test(arguments: ["archive/2026", "review/approved", "rejected", ".recalld/tmp"])
    func `a link where a folder of recalld's should be leads nowhere, and is told`(folder: String) async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            let outside = "\(bench.root)/outside"
            try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
            try? FileManager.default.removeItem(atPath: "\(bench.share)/\(folder)")
            try FileManager.default.createSymbolicLink(
                atPath: "\(bench.share)/\(folder)", withDestinationPath: outside)
            try write(Bench.patients, "inbox/patients.csv", bench)
            try write("nothing of use\n", "inbox/bad.csv", bench)
            try await inbox.settle(from: 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
            #expect(try await inbox.isStuck())
            try FileManager.default.removeItem(atPath: "\(bench.share)/\(folder)")
            try await inbox.settle(from: 20)
            #expect(try await !inbox.isStuck())
            #expect(try inbox.archive().keys.contains("patients.csv"))
        }
    }
}
