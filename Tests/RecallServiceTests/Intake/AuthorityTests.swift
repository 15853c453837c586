import Foundation
import RecallCore
import RecallPages
import RecallPorts
import Testing

@testable import RecallService

/// What somebody who may write in the shared folder can have done, and what not.
@Suite struct AuthorityTests {
    /// Patients of a system that nobody knows; `Line A` holds telephones, and does not say whose.
    private static func patients(first: Int = 100, deceased: Set<Int> = [3]) -> String {
        let header =
            "Patient No,Surname,Forename,Date of Birth,Line A,Last Test Date,Recall Due,Do Not Contact,Deceased"
        let names = ["Whitfield", "Okafor", "Pettigrew", "Lindqvist", "Abernethy", "Marlow", "Quigley", "Sandhu"]
        let rows = names.enumerated().map { index, name in
            "\(first + index),\(name),Alan,1\(index)/04/1961,07700 900\(first + index),1\(index)/03/2024,1\(index)/03/2026,"
                + "N,\(deceased.contains(index) ? "Y" : "N")"
        }
        return ([header] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private func write(_ text: String, _ path: String, _ bench: Bench) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(bench.share)/\(path)"))
    }

    private func text(_ path: String, _ bench: Bench) throws -> String {
        try String(contentsOfFile: "\(bench.share)/\(path)", encoding: .utf8)
    }

    private func move(_ name: String, _ bench: Bench) throws {
        try FileManager.default.moveItem(
            atPath: "\(bench.share)/review/\(name)", toPath: "\(bench.share)/review/approved/\(name)")
    }

    /// Has a file held, and writes a layout of its own beside it, `change` being made to the one that was proposed.
    private func hold(
        _ bench: Bench, _ inbox: InboxBench, _ change: (String) -> String = { $0 }
    ) async throws {
        try write(Self.patients(), "inbox/new.csv", bench)
        try await inbox.settle()
        #expect(try bench.names("review") == ["approved", "new.csv", "new.csv.layout.toml", "new.csv.review.txt"])
        let layout = try text("review/new.csv.layout.toml", bench)
        let changed = change(layout)
        if changed != layout { try write(changed, "review/new.csv.layout.toml", bench) }
    }

    private static func telephone(_ layout: String) -> String {
        layout.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("\"Line A\"") ? "\"Line A\" = \"home_phone\"" : $0 }.joined(separator: "\r\n")
    }

    @Test func `a file that was never held is approved by nobody, and the layout beside it counts for nothing`()
        async throws
    {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            try write(Self.patients(), "review/approved/new.csv", bench)
            try write(
                "[patients]\nkind = \"patients\"\n[patients.columns]\n\"Patient No\" = \"patient_id\"\n"
                    + "\"Line A\" = \"mobile_phone\"\n\"Deceased\" = \"\"\n",
                "review/approved/new.csv.layout.toml", bench)
            try await inbox.settle(from: 1)
            #expect(try inbox.archive().isEmpty)
            #expect(try bench.names("review").contains("new.csv"), "it goes the way of the inbox, and is held")
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)
            let words = try text("review/new.csv.review.txt", bench)
            #expect(words.contains("Deceased\": deceased"), "\(words)")
        }
    }

    @Test func `what is held is approved by moving it, as it was mended, and is known with who did it`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await hold(bench, inbox, Self.telephone)
            try move("new.csv", bench)
            try await inbox.settle(from: 10)
            #expect(try inbox.archive().keys.sorted() == ["new.csv"])
            let layout = try #require(try await ShownLayout.all(of: bench.practice.id, store: bench.store).first)
            #expect(layout.approvedBy == "moved on the share")
            #expect(layout.learnedAt == Bench.now)
            let status = try await bench.status()
            #expect(status.practices.first?.layouts == [layout])
            #expect(status.lines(zone: bench.practice.zone).contains { $0.contains("moved on the share") })
            #expect(try await bench.page().layouts.map(\.approvedBy) == ["moved on the share"])

            let answer = try await bench.operations().forgetLayout(layout.id, of: [bench.practice])
            #expect(answer.result == .done)
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)
            #expect(try await bench.operations().forgetLayout(layout.id, of: [bench.practice]).result == .notThere)

            // An approval is used up.
            try write(Self.patients(), "review/approved/again.csv", bench)
            try write("nonsense", "review/approved/again.csv.layout.toml", bench)
            try await inbox.settle(from: 20)
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)
        }
    }

    @Test(arguments: [
        ("\"Deceased\" = \"deceased\"", "\"Deceased\" = \"\""),
        ("\"Deceased\" = \"deceased\"", "\"Deceased\" = \"gp_name\""),
        ("\"Deceased\" = \"deceased\"\r\n", ""),
        ("\"Do Not Contact\" = \"do_not_contact\"", "\"Do Not Contact\" = \"consent_recall_phone\""),
    ])
    func `no layout from the share switches a stop off; a person at the machine may`(
        line: String, instead: String
    ) async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await hold(bench, inbox) { layout in
                #expect(layout.contains(line), "\(layout)")
                return Self.telephone(layout).replacing(line, with: instead)
            }
            let mended = try text("review/new.csv.layout.toml", bench)
            try move("new.csv", bench)
            try await inbox.settle(from: 10)
            let isTakenOut = instead.isEmpty
            // A layout that does not name a column leaves it to be recognised.
            guard !isTakenOut else {
                #expect(try inbox.archive().count == 1)
                let plan = try await Planning.plan(
                    bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
                #expect(plan.first { $0.patientID == "103" }?.decision.gate?.code == .deceased)
                return
            }
            #expect(try inbox.archive().isEmpty)
            let words = try text("review/new.csv.review.txt", bench)
            // Where the cells deny the layout, that is told, and the column is read by itself.
            let isDenied = words.contains("its cells are something else") && words.contains("\"Deceased\": deceased")
            #expect(words.contains("recalld approve") || isDenied, "\(words)")
            #expect(try text("review/new.csv.layout.toml", bench) == mended, "what staff wrote stays")
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)

            let answer = try await bench.operations().approve("new.csv", of: [bench.practice])
            #expect([.done, .waits].contains(answer.result), "\(answer.lines)")
            if answer.result == .done {
                #expect(answer.lines.contains { $0.contains("as it was approved") }, "\(answer.lines)")
                let layout = try await ShownLayout.all(of: bench.practice.id, store: bench.store).first
                #expect(layout?.approvedBy == "alice (command)")
            }
        }
    }

    @Test func `what staff have rejected is held no longer`() async throws {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await hold(bench, inbox, Self.telephone)
            #expect(try await bench.operations().reject("new.csv", of: [bench.practice]).result == .done)
            try FileManager.default.moveItem(
                atPath: "\(bench.share)/rejected/new.csv", toPath: "\(bench.share)/review/approved/new.csv")
            try await inbox.settle(from: 10)
            #expect(try inbox.archive().isEmpty)
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)
        }
    }

    @Test func `names that somebody makes among the claimed do nothing but what they would in the inbox`()
        async throws
    {
        try await Bench.open { bench in
            let inbox = InboxBench(bench)
            try await inbox.run(at: 0)
            let names = [
                "1795000000000-c_1-approved--evil.csv", "-9223372036854775808-c_2-approved--low.csv",
                "9223372036854775807-c_3--high.csv", "c_01ABC", "--", "x--..", "approved",
            ]
            for (number, name) in names.enumerated() {
                try write(Self.patients(first: 200 + number * 10), ".recalld/claimed/\(name)", bench)
            }
            try FileManager.default.createDirectory(
                atPath: "\(bench.share)/.recalld/claimed/folder", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: "\(bench.share)/.recalld/claimed/link", withDestinationPath: "/etc/passwd")
            try await inbox.settle(from: 1)
            try await inbox.settle(from: 20)
            #expect(try inbox.archive().isEmpty, "the layout is not sure, and nobody has approved it")
            #expect(try await bench.store.learnedLayouts(practice: bench.practice.id).isEmpty)
            let exports = try await bench.store.exports(practice: bench.practice.id, limit: 99)
            #expect(exports.allSatisfy { $0.firstSeenAt == Bench.now })
            #expect(try await !inbox.isStuck())
            try write(Bench.patients, "inbox/patients.csv", bench)
            try await inbox.settle(from: 40)
            #expect(try inbox.archive().keys.sorted() == ["patients.csv"])
        }
    }
}
