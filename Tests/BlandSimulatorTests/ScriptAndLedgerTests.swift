import BlandSimulator
import Foundation
import RecallTestSupport
import Testing

@Suite struct ScriptAndLedgerTests {
    private func script(_ text: String) throws -> CallScript { try CallScript(parsing: Data(text.utf8)) }

    @Test func `rules match by number, by how often, by prefix and by order, and then the default`() async throws {
        let script = try script(
            """
            {"rules": [{"number": "+447700900001", "outcomes": ["no_answer", {"outcome": "booked", "slot": "b"}]},
                       {"number_prefix": "+44113", "outcome": "busy"}, {"call": 4, "outcome": "deceased"},
                       {"number": "+447700900009", "fault": "dnc"}], "default": "declined"}
            """)
        try await SimulatorBench.with(CallPlan(.failed), { $0.script = script }) { bench in
            for number in [
                "+447700900001", "+447700900001", "+441134960001", "+447700900002", "+447700900003", "+447700900001",
            ] {
                _ = try await bench.place(number)
                bench.advance(11)
            }
            let refused = try await bench.ask("POST", "/v1/calls", SimulatorBench.request("+447700900009"))
            #expect(refused.json == (try JSON.sample("error-400-dnc.json")))
            let planned = try await bench.ledger("accepted").map { $0["outcome"]?.string }
            #expect(planned == ["no_answer", "booked", "busy", "deceased", "declined", "booked"])
        }
    }

    @Test func `the same seed gives the same outcomes in whatever order calls come`() async throws {
        let numbers = (0..<40).map { "+4477009001\($0 + 10)" }
        func outcomes(_ seed: UInt64, _ order: [String]) async throws -> [String?: JSON?] {
            var found: [String?: JSON?] = [:]
            try await SimulatorBench.with(CallPlan(.failed), { $0.script = CallScript(seed: seed) }) { bench in
                for number in order { _ = try await bench.place(number) }
                for entry in try await bench.ledger("accepted") { found[entry["number"]?.string] = entry["plan"] }
            }
            return found
        }
        let first = try await outcomes(7, numbers)
        #expect(try await outcomes(7, numbers.reversed()) == first)
        #expect(try await outcomes(8, numbers) != first)
    }

    @Test func `a script with a wrong word is refused`() {
        for text in [
            #"{"rules": [{"outcome": "boked"}]}"#, #"{"rulez": []}"#,
            #"{"rules": [{"numbr": "1", "outcome": "busy"}]}"#,
            #"{"rules": [{"number": "1"}]}"#, #"{"default": {"outcome": "opted_out", "stop": "all"}}"#,
            #"{"rules": [{"fault": "nonsense"}]}"#, #"{"weights": {"nonsense": 1}}"#, "[]",
        ] {
            #expect(throws: ScriptError.self, "\(text)") { try script(text) }
        }
    }

    @Test func `the ledger holds the whole request, is on disk before the answer, and outlives a restart`() async throws
    {
        let path = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString).jsonl").path
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }
        var id = ""
        try await SimulatorBench.with(CallPlan(.declined), { $0.ledgerPath = path }) { bench in
            id = try await bench.place()
            let line = try JSON(
                parsing: Data(contentsOf: URL(filePath: path)).split(separator: 10).first.map { Data($0) } ?? Data())
            #expect(line["request"] == SimulatorBench.request())
            #expect(line["attempt_id"] == "att_1")
            #expect(line["call_id"] == .string(id))
            #expect(line["headers"]?["authorization"] == false)
        }
        // A line that a kill cut off.
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"event":"accepted","call_id":"x"#.utf8))
        try handle.close()
        try await SimulatorBench.with(CallPlan(.busy), { $0.ledgerPath = path }, after: 600) { bench in
            let call = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(call["disposition_tag"] == "DECLINED")
            #expect(call["completed"] == true)
            _ = try await bench.place()
            let events = try await bench.ask("GET", "/simulator/ledger?event=accepted").text.split(separator: "\n")
            #expect(events.count == 2)
        }
        try await SimulatorBench.with(CallPlan(.busy), { $0.ledgerPath = path }, after: 1200) { bench in
            let list = try await bench.ask("GET", "/v1/calls").json
            #expect(list["count"] == 2)
            #expect(try await bench.ledger("ended").count == 2)
        }
    }

    @Test func `a hundred calls at once are all accepted, each once`() async throws {
        try await SimulatorBench.with(CallPlan(.busy)) { bench in
            try await withThrowingTaskGroup(of: String.self) { group in
                for index in 100..<200 { group.addTask { try await bench.place("+447700900\(index)") } }
                var ids: Set<String> = []
                for try await id in group { ids.insert(id) }
                #expect(ids.count == 100)
            }
            #expect(try await bench.ledger("accepted").count == 100)
        }
    }

    @Test func `of many calls to one number at once, one is accepted`() async throws {
        try await SimulatorBench.with(CallPlan(.busy)) { bench in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await bench.ask("POST", "/v1/calls", SimulatorBench.request()).status }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [200: 1, 429: 19])
        }
    }
}
