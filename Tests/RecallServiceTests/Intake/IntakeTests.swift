import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// An inbox through the runs of the intake, by a clock of the test's own.
@Suite struct IntakeTests {
    private static let whole = Data(Bench.patients.utf8)

    private func write(_ data: Data, _ path: String, _ bench: Bench) throws {
        try data.write(to: URL(filePath: "\(bench.share)/inbox/\(path)"))
    }

    @Test func `a half-copied file is named after a minute, and rejected after ten`() async throws {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            let half = Self.whole.prefix(200) + Data(count: Self.whole.count - 200)
            try write(half, "half.csv", bench)
            for seconds in [0.0, 6, 59] { try await practice.run(at: seconds) }
            #expect(try await practice.problem() == nil, "it may still come")
            try await practice.run(at: 61)
            #expect(try await practice.problem()?.contains("half.csv") == true)
            try await practice.run(at: 599)
            #expect(try practice.inbox() == ["half.csv"])
            for seconds in [601.0, 602] { try await practice.run(at: seconds) }
            #expect(try practice.inbox().isEmpty)
            #expect(try bench.names("rejected") == ["half.csv", "half.csv.reason.txt"])
            #expect(try Data(contentsOf: URL(filePath: "\(bench.share)/rejected/half.csv")) == half)
            let reason = try String(contentsOfFile: "\(bench.share)/rejected/half.csv.reason.txt", encoding: .utf8)
            #expect(reason.contains("NUL bytes"), "\(reason)")
            #expect(try await practice.problem() == nil)
        }
    }

    @Test func `a half-copied file that is written anew in time is taken, once`() async throws {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            try write(Self.whole.prefix(200) + Data(count: 99), "patients.csv", bench)
            for seconds in [0.0, 6, 590] { try await practice.run(at: seconds) }
            try write(Self.whole, "patients.csv", bench)
            try await practice.run(at: 601)
            #expect(try practice.inbox() == ["patients.csv"], "ten minutes count from its last change")
            for seconds in [607.0, 608] { try await practice.run(at: seconds) }
            #expect(try practice.archive() == ["patients.csv": Self.whole])
            #expect(try await practice.problem() == nil)
        }
    }

    @Test func `an old time on a new file makes it no readier, and a file that changes is left alone`() async throws {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            try write(Self.whole, "old.csv", bench)
            let past = Date(timeIntervalSince1970: 1_550_000_000)
            try FileManager.default.setAttributes(
                [.modificationDate: past], ofItemAtPath: "\(bench.share)/inbox/old.csv")
            // Each row whole, and none of the others there yet.
            let rows = Bench.patients.split(separator: "\r\n").map { $0 + "\r\n" }
            var growing = Data()
            for (turn, row) in rows.enumerated() {
                growing += Data(row.replacing("1002", with: "2002").utf8)
                try write(growing, "growing.csv", bench)
                try await practice.run(at: Double(turn) * 4)
                if turn == 0 { #expect(try practice.inbox() == ["growing.csv", "old.csv"], "seen for the first time") }
            }
            #expect(try practice.inbox() == ["growing.csv"])
            #expect(try practice.archive() == ["old.csv": Self.whole])
            try await practice.run(at: Double(rows.count) * 4 + 2)
            #expect(try practice.archive()["growing.csv"] == growing)
        }
    }

    @Test func `a file that a program has open is left alone, whatever it holds`() async throws {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            try write(Self.whole, "open.csv", bench)
            let writer = try FileHandle(forWritingTo: URL(filePath: "\(bench.share)/inbox/open.csv"))
            for seconds in [0.0, 6, 61, 700] { try await practice.run(at: seconds) }
            #expect(try practice.inbox() == ["open.csv"], "what is whole is never rejected for being open")
            #expect(try await practice.problem()?.contains("open.csv") == true)
            try writer.close()
            for seconds in [701.0, 702] { try await practice.run(at: seconds) }
            #expect(try practice.archive() == ["open.csv": Self.whole])
            #expect(try await practice.problem() == nil)
        }
    }

    @Test func `what Windows, CommandContext and browsers leave behind is no export and stays`() async throws {
        let names = [
            ".hidden.csv", "~$patients.csv", "Thumbs.db", "THUMBS.DB", "desktop.ini", "Desktop.ini", "patients.tmp",
            "patients.csv.part", "patients.csv.crdownload", "PATIENTS.TMP",
        ]
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            for name in names { try write(Self.whole, name, bench) }
            for seconds in [0.0, 6, 700] { try await practice.run(at: seconds) }
            #expect(try Set(practice.inbox()) == Set(names))
            #expect(try await bench.status().practices.first?.inboxWaiting == 0)
            #expect(try await bench.store.exports(practice: bench.practice.id, limit: 9).isEmpty)
            #expect(try await practice.problem() == nil)
        }
    }

    @Test func `names in capitals and names that differ in their case are files of their own`() async throws {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            let files = ["EXPORT.CSV", "Export.csv", "export.CSV"].enumerated().map { turn, name in
                (name: name, data: Data(Bench.patients.replacing("1002", with: "\(turn)002").utf8))
            }
            for file in files { try write(file.data, file.name, bench) }
            for seconds in [0.0, 6] { try await practice.run(at: seconds) }
            let archive = try practice.archive()
            for file in files { #expect(archive[file.name] == file.data) }
            #expect(try await bench.status().practices.first?.recalls.values.reduce(0, +) == 9)
        }
    }

    @Test func `a sub-folder that is made and filled at once is read, and an inbox that is deleted is made again`()
        async throws
    {
        try await Bench.open { bench in
            let practice = InboxBench(bench)
            try await practice.run(at: 0)
            try FileManager.default.createDirectory(
                atPath: "\(bench.share)/inbox/Monday/evening", withIntermediateDirectories: true)
            try write(Self.whole, "Monday/evening/patients.csv", bench)
            for seconds in [1.0, 7] { try await practice.run(at: seconds) }
            #expect(try practice.archive() == ["patients.csv": Self.whole])

            try FileManager.default.removeItem(atPath: "\(bench.share)/inbox")
            try await practice.run(at: 8)
            let second = Data(Bench.patients.replacing("1002", with: "3002").utf8)
            try write(second, "second.csv", bench)
            for seconds in [9.0, 15] { try await practice.run(at: seconds) }
            #expect(try practice.archive()["second.csv"] == second)
            let problems = try await bench.status().practices.first?.problems.map(\.code) ?? []
            #expect(!problems.contains("share") && !problems.contains("file_not_ready"), "\(problems)")
        }
    }
}
