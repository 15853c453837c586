import Foundation
import RecallTestSupport
import Testing

/// Exports that lack a column: what they are silent about stands, on the telephone too.
@Suite struct SilenceTests {
    private static func file(_ name: String) -> URL {
        Fixtures.root.appending(path: "Tests/Fixtures/Field/\(name).csv")
    }

    private func patient(_ id: String, _ practice: RealPractice) throws -> [String: Any] {
        try practice.json("plan").first { $0["patient_id"] as? String == id } ?? [:]
    }

    private func gate(_ id: String, _ practice: RealPractice) throws -> String? {
        (try patient(id, practice)["gate"] as? [String: Any])?["code"] as? String
    }

    @Test func `a short report that lacks the stops lets nobody be rung, and lowers no level`() async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "declined"))
            func take(_ name: String, as dropped: String? = nil) throws -> Int32 {
                let path = practice.root.appending(path: dropped ?? "\(name).csv")
                try Data(contentsOf: Self.file(name)).write(to: path)
                return try practice.recalld("import", path.path, "--practice", "harbour-lane").code
            }
            #expect(try take("stops-1-full") == 0)
            #expect(try take("stops-2-short") == 3, "a narrower report waits for a person")
            let paper = try String(
                contentsOf: practice.share.appending(path: "review/stops-2-short.csv.review.txt"), encoding: .utf8)
            #expect(paper.contains("deceased (1 patient has one), do_not_contact (1 patient has one)"))
            #expect(paper.contains("flag_glaucoma (1 patient has one)"))
            #expect(try practice.recalld("approve", "stops-2-short.csv").code == 0)
            let level = try patient("10003", practice)["risk"] as? String
            #expect(level == "urgent")
            #expect(try take("stops-1-full", as: "full-again.csv") == 0)
            #expect(try take("stops-3-short-again") == 0, "its columns were approved")

            #expect(try gate("10001", practice) == "deceased")
            #expect(try gate("10002", practice) == "do_not_contact")
            #expect(try gate("10003", practice) == "human_first", "glaucoma keeps its level")
            let why = try #require(try practice.json("why", "10001").first)
            let kept = try #require((why["source"] as? [String: Any])?["kept"] as? [[String: Any]])
            let deceased = try #require(kept.first { $0["field"] as? String == "deceased" })
            #expect(deceased["file"] as? String == "full-again.csv" && deceased["value"] as? String == "Y")

            try practice.startDaemon()
            try await practice.eventually("the one who may be rung is") {
                try practice.outboxFiles("outcomes").isEmpty ? nil : true
            }
            let called = try practice.ledgerLines("accepted").compactMap { line in
                line["number"] as? String
            }
            #expect(called == ["+447700900104"])
        }
    }

    @Test func `an export that changes too much waits with its counts, and is taken once a person says so`()
        async throws
    {
        try await RealPractice.use { practice in
            func export(_ count: Int, stopped: Int = 0, turned: Bool = false) -> Data {
                let rows = (0..<count).map { index in
                    let (day, month) = ("0\(index % 9 + 1)", "1\(index % 3)")
                    let born = turned ? "\(month)/\(day)/1961" : "\(day)/\(month)/1961"
                    return "\(1000 + index),Alan,Whitfield,\(born),07700 9\(10_000 + index),13/03/2024,13/03/2026,"
                        + (index < stopped ? "Y" : "N")
                }
                let header = "Patient No,Forename,Surname,Date of Birth,Mobile,Last Test Date,Recall Due,Do Not Contact"
                return Data(([header] + rows).joined(separator: "\r\n").utf8)
            }
            func take(_ data: Data, as name: String) throws -> RealPractice.Result {
                let path = practice.root.appending(path: name)
                try data.write(to: path)
                return try practice.recalld("import", path.path, "--practice", "harbour-lane")
            }
            #expect(try take(export(40, stopped: 10), as: "first.csv").code == 0)
            let stops = try take(export(40, stopped: 7), as: "stops.csv")
            #expect(stops.code == 3 && stops.output.contains("lets 3 be called again"))
            #expect(try gate("1008", practice) == "do_not_contact", "what is held changes nothing")
            let births = try take(export(40, stopped: 10, turned: true), as: "births.csv")
            #expect(births.code == 3 && births.output.contains("day and month have changed places"), "\(births.output)")
            let shrunk = try take(export(19, stopped: 10), as: "shrunk.csv")
            #expect(shrunk.code == 3 && shrunk.output.contains("held 40 patients, this one holds 19"))
            let copy = try take(export(40, stopped: 11), as: "first (conflicted copy 2026-11-28).csv")
            #expect(copy.code == 3 && copy.output.contains("conflicting copy"))
            #expect(try practice.recalld("approve", "stops.csv").code == 0)
            #expect(try gate("1008", practice) != "do_not_contact")
            #expect(try practice.recalld("approve", "shrunk.csv").code == 0)
            let why = try practice.recalld("why", "1030")
            #expect(why.output.contains("leaves the patient out"), "\(why.output)")
            #expect(try take(export(19, stopped: 10), as: "shrunk again.csv").output.contains("once more"))
        }
    }

    @Test func `a part of a list, approved as one, leaves everybody else as they were`() async throws {
        try await RealPractice.use { practice in
            func take(_ range: Range<Int>, as name: String) throws -> RealPractice.Result {
                let rows = range.map {
                    "\(1000 + $0),Alan,Whitfield,0\($0 % 9 + 1)/11/1961,07700 9\(10_000 + $0),13/03/2024,N"
                }
                let header = "Patient No,Forename,Surname,Date of Birth,Mobile,Last Test Date,Do Not Contact"
                try practice.write(name, ([header] + rows).joined(separator: "\r\n"))
                return try practice.recalld(
                    "import", practice.root.appending(path: name).path, "--practice", "harbour-lane")
            }
            #expect(try take(0..<40, as: "all.csv").code == 0)
            let held = try take(0..<5, as: "week.csv")
            #expect(held.code == 3 && held.output.contains("recalld approve FILE --part"), "\(held.output)")
            let approved = try practice.recalld("approve", "week.csv", "--part")
            #expect(approved.code == 0 && approved.output.contains("as a part of its list"), "\(approved.output)")
            #expect(try gate("1030", practice) != "stale_export")
            #expect(try take(5..<10, as: "next week.csv").code == 3, "it is said of one file, and not of its header")
            #expect(try practice.recalld("approve", "next week.csv").code == 0)
            #expect(try gate("1030", practice) == "stale_export")
            #expect(try gate("1003", practice) == "stale_export")
        }
    }
}
