import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallSystem
import Tabular
import Testing

@testable import RecallService

/// The sources of exports that there are, and what the intake does with any of them.
@Suite struct ExportSourceTests {
    private static let patients = Array(Bench.patients.utf8)
    /// The archive of the bench's day.
    private static let archive = RestingPlace.archive(Day(number: 20_781))

    @Test func `a source in memory is a source of exports`() async throws {
        try await ExportSourceConformance.check { body in
            let fake = FakeExportSource()
            try await body(
                ExportSourceConformance.Bench(
                    source: fake, leave: { fake.offer($1, name: $0, at: Bench.now) },
                    withdraw: { fake.withdraw($0) }, reopen: { fake },
                    bytes: { place in
                        try #require(fake.rested.last { "memory/\($0.place)/\($0.name)" == place }).bytes
                    }))
        }
    }

    @Test func `an inbox is a source of exports`() async throws {
        try await ExportSourceConformance.check { body in
            try await Bench.open { bench in
                let share = bench.share
                @Sendable func inbox() throws -> InboxFolder {
                    InboxFolder(
                        practice: bench.practice.id, shared: try SharedFolder(path: share), claims: bench.store,
                        memory: InboxFolder.Memory(), settleSeconds: 0,
                        clock: { Bench.now }, monotonicSeconds: { 0 })
                }
                try await body(
                    ExportSourceConformance.Bench(
                        source: try inbox(),
                        leave: { try Data($1).write(to: URL(filePath: share + "/inbox").appending(path: $0)) },
                        withdraw: {
                            try FileManager.default.removeItem(at: URL(filePath: share + "/inbox").appending(path: $0))
                        },
                        reopen: inbox,
                        bytes: { [UInt8](try Data(contentsOf: URL(filePath: share).appending(path: $0))) }))
            }
        }
    }

    /// Has the intake look through a source once.
    private func round(_ source: FakeExportSource, _ bench: Bench) async throws {
        _ = try await Intake(runtime: bench.runtime(), source: { _ in source }).runOnce()
    }

    @Test func `an export is read twice at most from the first look to the archive`() async throws {
        // The rows that cannot be used need no reading of their own, and what lies beyond the start is read once for each.
        let wide = (0..<700).map { number in
            "\(20_000 + number),Ms,Ada,Long\(String(repeating: "g", count: number % 7)),04/05/1980,07700 900123,"
                + "01/09/2023,01/09/2025,,N,\(String(repeating: "clear ", count: 350))\r\n"
        }
        let header = Bench.patients.prefix { $0 != "\r\n" } + ",Notes\r\n"
        let files = [
            ("small.csv", Self.patients),
            ("spoilt.csv", Array((Bench.patients + ",,,,,,01/09/2023,01/09/2025,,N\r\n").utf8)),
            ("large.csv", Array((header + wide.joined()).utf8)),
        ]
        #expect(files[2].1.count > OnePassSource.headLength)
        try await Bench.open { bench in
            for (name, bytes) in files {
                let source = FakeExportSource()
                source.offer(bytes, name: name, stillSeconds: 6, at: Bench.now)
                try await round(source, bench)
                let rested = try #require(source.rested.first)
                #expect(rested.place == Self.archive, "\(source.papers)")
                // A byte order mark is looked for in each reading; of a large file a few places are looked at
                // beforehand, and its end once more: at most 64 KiB each.
                let probes = bytes.count > OnePassSource.headLength ? 5 << 16 : 4
                #expect(source.bytesRead[name, default: 0] <= 2 * bytes.count + probes, "\(name)")
            }
        }
    }

    @Test func `an export that its source may still write waits, and is taken once it is whole`() async throws {
        try await Bench.open { bench in
            let source = FakeExportSource()
            source.offer(Self.patients, name: "open.csv", stillSeconds: 6, at: Bench.now)
            source.setWriter(of: "open.csv", isOpen: true)
            try await round(source, bench)
            #expect(source.rested.isEmpty)
            source.setWriter(of: "open.csv", isOpen: false)
            try await round(source, bench)
            #expect(source.rested.map(\.name) == ["open.csv"])

            let half = Self.patients.prefix(200) + [UInt8](repeating: 0, count: 99)
            source.offer(Array(half), name: "growing.csv", stillSeconds: 6, at: Bench.now)
            try await round(source, bench)
            #expect(source.rested.count == 1, "it may go on")
            source.offer(Array(half), name: "whole.csv", at: Bench.now)
            try await round(source, bench)
            #expect(
                source.rested.map(\.name) == ["open.csv", "whole.csv"], "of a source that brings whole files, at once")
            #expect(source.rested.last?.place == .rejected)
        }
    }

    @Test func `an interface gives its exports a layout and a list, and needs no header that is known`() async throws {
        func rows(_ ids: Range<Int>) -> [UInt8] {
            Array(
                ("a,b,c,d,e,f\r\n"
                    + ids.map { "\($0),Ash,Ann,04/05/1980,07700 9001\($0 % 100),01/09/2023\r\n" }.joined()).utf8)
        }
        let layout = Layout(
            name: "interface", family: "interface", kind: .patients, provenance: "documented labels",
            columns: [
                "a": .patientID, "b": .lastName, "c": .firstName, "d": .dateOfBirth, "e": .mobilePhone,
                "f": .lastExamDate,
            ], dateOrder: .dmy, source: .learned)
        try await Bench.open { bench in
            func gates() async throws -> [String: GateCode?] {
                let lines = try await Planning.plan(
                    bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
                return Dictionary(
                    lines.map { ($0.patientID, $0.decision.gate?.code) }, uniquingKeysWith: { one, _ in one })
            }
            let source = FakeExportSource()
            let terms = ExportTerms(layout: layout, scope: "everybody")
            source.offer(rows(1010..<1014), name: "first", terms: terms, at: Bench.now)
            try await round(source, bench)
            #expect(source.rested.map(\.place) == [Self.archive], "\(source.papers)")
            #expect(try await gates()["1013"] != .some(.staleExport))
            // The same list by another header: whom it leaves out is not called.
            var other = layout
            other.columns["g"] = .some(nil)
            let later = Array(
                String(decoding: rows(1010..<1013), as: UTF8.self).replacing(",f\r\n", with: ",f,g\r\n").utf8)
            source.offer(later, name: "second", terms: ExportTerms(layout: other, scope: "everybody"), at: Bench.now)
            try await round(source, bench)
            #expect(source.rested.count == 2)
            let now = try await gates()
            #expect(now["1010"] != .some(.staleExport))
            #expect(now["1013"] == .some(.staleExport) || now["1013"] == nil)
        }
    }

    @Test func `what cannot be used is told after a crash as it would have been without`() async throws {
        let file = Array((Bench.patients + ",,,,,,01/09/2023,01/09/2025,,N\r\n").utf8)
        try await Bench.open { bench in
            let source = FakeExportSource()
            source.offer(file, name: "list.csv", at: Bench.now)
            source.failNextRest()
            try await round(source, bench)
            #expect(source.rested.isEmpty)
            let claim = try #require(try await source.claimed().first)
            let stored = try await bench.store.unusableRows(claim: claim.id)
            #expect(
                stored == [
                    UnusableRow(row: 3, reason: "This row has no patient number, and no name with a date of birth.")
                ])
            let alerts = try await bench.store.alerts()
            #expect(
                alerts.contains { $0.code == AlertCode.exportWithoutRisk.rawValue },
                "the warning is stored with the import")
            #expect(source.papers.isEmpty)
            try await round(source, bench)
            let paper = try #require(source.papers.first)
            #expect(paper.name == "list.csv.rows.csv")
            let lines = String(decoding: paper.bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 2, "\(lines)")
            #expect(lines.last?.hasPrefix(",,,,,,01/09/2023,01/09/2025,,N,") == true, "\(lines)")
            #expect(lines.last?.contains("no patient number") == true)
            #expect(source.rested.map(\.name) == ["list.csv"])
        }
    }

    @Test func `of endless unusable rows some are kept, and the others are counted`() throws {
        let log = UnusableRowLog()
        for row in 0..<UnusableRow.mostKept + 7 { log.note(row: row, reason: "No.", cells: ["\(row)"]) }
        #expect(log.rows.count == UnusableRow.mostKept)
        let long = UnusableRowLog()
        for row in 0..<40 { long.note(row: row, reason: "No.", cells: [String(repeating: "x", count: 1 << 20)]) }
        #expect(long.rows.count < 40, "cells are kept up to a bound")

        let profile = try FormatDetector.profile(ArraySource(Array("a,b\r\n1,2\r\n3,4\r\n".utf8)))
        let paper = UnusableRowsPaper(profile: profile, lines: Array(log.lines.prefix(2)), total: 9)
        let lines = String(decoding: paper.bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.last?.contains("7 more rows cannot be used either.") == true, "\(lines)")
        #expect(lines.count == (profile.headerRow == nil ? 3 : 4))
    }
}
