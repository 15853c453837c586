import Foundation
import RecallCore
import RecallPages
import RecallPorts
import Tabular
import Testing

@testable import RecallService

/// An outbox that cannot be written: nothing is lost, it is tried again, and staff are told what to mend.
@Suite struct OutboxTroubleTests {
    private func problem(_ bench: Bench) async throws -> Alert? {
        try await bench.status().practices.first?.problems.first { $0.code == "outbox" }
    }

    @Test func `a name that is taken by something else holds up one file and no other`() async throws {
        try await Bench.open { bench in
            // The first file of the practice has a name that can be foretold.
            let name = "outcomes-harbour-lane-20261124T100000-000001.csv"
            try Data("not ours".utf8).write(to: URL(filePath: "\(bench.share)/outbox/\(name)"))
            try await bench.tell([Bench.event("e_1"), Bench.event("e_2", .tasks)])
            #expect(try bench.outbox().count == 2)
            #expect(try String(contentsOfFile: "\(bench.share)/outbox/\(name)", encoding: .utf8) == "not ours")
            let alert = try #require(try await problem(bench))
            for word in [name, "error 17", "runs as user \(getuid())", "with mode"] {
                #expect(alert.message.contains(word), "\(alert.message)")
            }
            #expect(try await bench.store.unwrittenOutboxFiles(practice: bench.practice.id).map(\.name) == [name])

            try FileManager.default.removeItem(atPath: "\(bench.share)/outbox/\(name)")
            try await bench.flush()
            #expect(try String(contentsOfFile: "\(bench.share)/outbox/\(name)", encoding: .utf8).contains("e_1"))
            #expect(try await problem(bench) == nil, "the next success ends it")
        }
    }

    @Test func `a link or a file in the place of the outbox is never followed or written over`() async throws {
        try await Bench.open { bench in
            let outbox = "\(bench.share)/outbox"
            try FileManager.default.moveItem(atPath: outbox, toPath: "\(bench.root)/elsewhere")
            try FileManager.default.createSymbolicLink(atPath: outbox, withDestinationPath: "\(bench.root)/elsewhere")
            try await bench.tell([Bench.event("e_1")])
            #expect(try await problem(bench)?.message.contains("symbolic link") == true)
            try FileManager.default.removeItem(atPath: outbox)
            try Data("a file".utf8).write(to: URL(filePath: outbox))
            try await bench.flush()
            #expect(try await problem(bench)?.message.contains("error 20") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(bench.root)/elsewhere") == ["collected"])
            try FileManager.default.removeItem(atPath: outbox)
            try FileManager.default.moveItem(atPath: "\(bench.root)/elsewhere", toPath: outbox)
            try await bench.flush()
            #expect(try bench.outbox().count == 1)
        }
    }

    @Test func `a failure stays until it is acknowledged, and the same after a success is a new one`() async throws {
        try await Bench.open { bench in
            let outbox = "\(bench.share)/outbox"
            func spoil() throws { try FileManager.default.moveItem(atPath: outbox, toPath: "\(bench.share)/away") }
            func mend() throws { try FileManager.default.moveItem(atPath: "\(bench.share)/away", toPath: outbox) }
            try await bench.tell([Bench.event("e_1")])
            try spoil()
            try await bench.flush()
            #expect(try await bench.page().problems.count == 1)
            #expect(try await bench.status().needsPerson)
            #expect(try await bench.store.acknowledge(code: "outbox", practice: nil, now: Bench.now) == 1)
            try await bench.flush()
            #expect(try await bench.page().problems.isEmpty, "it was seen")
            #expect(try await problem(bench)?.acknowledgedAt == Bench.now, "and it is not over")
            #expect(try await bench.status().needsPerson == false)
            #expect(try await bench.store.acknowledge(code: nil, practice: nil, now: Bench.now) == 0)
            try mend()
            try await bench.flush()
            #expect(try await problem(bench) == nil)
            try spoil()
            try await bench.flush()
            #expect(try await bench.page().problems.count == 1, "a new failure")
            try mend()
        }
    }

    @Test func `letters that an encoding lacks are written in their nearest form, and counted`() async throws {
        try await Bench.open { bench in
            var sheet = OutboxTemplate.Sheet.standard(.outcomes)
            sheet.encoding = .windows1252
            sheet.hasBOM = false
            let made = sheet
            var practice = bench.practice
            practice.template = OutboxTemplate(name: "t", isVerified: false) { _ in made }
            var event = Bench.event("e_1")
            event.name = PersonName(first: "Zoë", last: "Łukasiewicz")
            try await bench.store.tell([event], practice: practice.id, now: Bench.now)
            try await OutboxWriter(runtime: bench.runtime()).flush(practice)
            let name = try #require(try bench.outbox().first)
            let file = try #require(try await bench.store.outboxFile(named: name))
            #expect(file.replacedCharacters == 1)
            #expect(file.content.range(of: Data([0x5A, 0x6F, 0xEB, 0x2C]) + Data("Lukasiewicz".utf8)) != nil)
            let list = try await Listings.outbox(
                [practice], store: bench.store, withCollected: false, limit: 9, now: Bench.now)
            #expect(list.rows.first?.json.line.contains("\"replaced_characters\":1") == true)
        }
    }
}
