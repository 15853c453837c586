import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// A status whose words stand in no list: who says what they mean, and who waits until somebody has.
@Suite struct StatusWordsTests {
    private static func patients(_ statuses: [String]) -> String {
        let header = "Patient No,Surname,Forename,Date of Birth,Mobile,Last Test Date,Recall Due,Patient Status"
        let names = [
            "Whitfield", "Okafor", "Pettigrew", "Lindqvist", "Abernethy", "Marlow", "Quigley", "Sandhu", "Teague",
            "Ullah", "Vance", "Worth",
        ]
        let rows = zip(names, statuses).enumerated().map { index, row in
            "\(100 + index),\(row.0),Alan,1\(index % 10)/04/1961,07700 900\(100 + index),1\(index % 10)/03/2024,"
                + "1\(index % 10)/03/2026,\(row.1)"
        }
        return ([header] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private func drop(_ statuses: [String], _ bench: Bench, _ inbox: InboxBench, at second: Double) async throws {
        try Data(Self.patients(statuses).utf8).write(to: URL(filePath: "\(bench.share)/inbox/list.csv"))
        try await inbox.settle(from: second)
    }

    /// The statuses of those who wait for a person.
    private func held(_ statuses: [String], _ bench: Bench) async throws -> Set<String> {
        let plan = try await Planning.plan(
            bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
        let held = plan.filter { $0.decision.gate?.cause == .unreadStop }.compactMap { Int($0.patientID) }
        return Set(held.map { statuses[$0 - 100] })
    }

    private static let codes = ["A", "A", "A", "A", "L", "L", "L", "D"]

    @Test func `words in no list hold their patients, and the file where they would hold many`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            let statuses = ["Active", "Zog", "NHS", "Zed", "Lapsed", "Active"]
            try await drop(statuses, bench, inbox, at: 0)
            #expect(try await held(statuses, bench) == ["Zog", "Zed"])
            let many = Array(repeating: "Zed", count: 11) + ["Active"]
            try await drop(many, bench, inbox, at: 10)
            let words = try String(contentsOfFile: "\(bench.share)/review/list.csv.review.txt", encoding: .utf8)
            #expect(words.contains("holds words that recalld does not know (\"zed\")"), "\(words)")
            // Moved on the share the file is taken, and each of them waits.
            try FileManager.default.moveItem(
                atPath: "\(bench.share)/review/list.csv", toPath: "\(bench.share)/review/approved/list.csv")
            try await inbox.settle(from: 20)
            #expect(try await held(many, bench) == ["Zed"])
        }
    }

    @Test func `what is released stays so until an export adds to what was looked at`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            let first = ["Zog", "Active", "Active"]
            try await drop(first, bench, inbox, at: 0)
            let plan = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let recall = try #require(plan.first { $0.patientID == "100" }).recallID
            #expect(try await bench.operations().release(recall).result == .done)
            #expect(try await held(first, bench).isEmpty)
            let more = ["Zog", "Active", "Active", "Active"]
            try await drop(more, bench, inbox, at: 10)
            #expect(try await held(more, bench).isEmpty, "the same word was looked at")
            let other = ["Zed", "Active", "Active", "Active"]
            try await drop(other, bench, inbox, at: 20)
            #expect(try await held(other, bench) == ["Zed"])
        }
    }

    @Test func `an approval for another reason approves no words`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            let all = ["Zog"] + Array(repeating: "Active", count: 11)
            try await drop(all, bench, inbox, at: 0)
            #expect(try await held(all, bench) == ["Zog"])
            try Data((Self.patients(all) + "x,Deceased below,,,,,,\r\n").utf8).write(
                to: URL(filePath: "\(bench.share)/inbox/(conflicted copy) list.csv"))
            try await inbox.settle(from: 10)
            for name in try bench.names("review") where name.hasSuffix(".csv") {
                #expect(try await bench.operations().approve(name, of: [bench.practice]).result == .done)
            }
            #expect(try await held(all, bench) == ["Zog"])
        }
    }

    @Test func `no move on the share says what codes mean`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await drop(Self.codes, bench, inbox, at: 0)
            let paper = try String(contentsOfFile: "\(bench.share)/review/list.csv.layout.toml", encoding: .utf8)
            #expect(paper.contains("[patients.words]\r\n\"Patient Status\" = \"a | l | d\""), "\(paper)")
            try FileManager.default.moveItem(
                atPath: "\(bench.share)/review/list.csv", toPath: "\(bench.share)/review/approved/list.csv")
            try await inbox.settle(from: 10)
            #expect(try inbox.archive().isEmpty)
            let words = try String(contentsOfFile: "\(bench.share)/review/list.csv.review.txt", encoding: .utf8)
            #expect(words.contains("recalld approve"), "\(words)")
        }
    }

    @Test func `codes approved at the machine stop nobody but those taken away, and new ones hold`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await drop(Self.codes, bench, inbox, at: 0)
            let path = "\(bench.share)/review/list.csv.layout.toml"
            let paper = try String(contentsOfFile: path, encoding: .utf8)
            try Data(paper.replacing("a | l | d", with: "a | L | deceased").utf8).write(to: URL(filePath: path))
            let answer = try await bench.operations().approve("list.csv", of: [bench.practice])
            #expect(answer.result == .done, "\(answer.lines)")
            #expect(try await held(Self.codes, bench) == ["D"])
            let next = ["A", "A", "Q", "A", "L", "Deceased", "L", "D"]
            try await drop(next, bench, inbox, at: 20)
            #expect(try await held(next, bench) == ["Q", "D"])
            let plan = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let dead = plan.first { $0.patientID == "105" }?.decision.gate?.code
            #expect(dead == .deceased, "no approval calls the dead")
        }
    }
}
