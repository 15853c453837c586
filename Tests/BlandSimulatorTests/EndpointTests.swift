import BlandSimulator
import Foundation
import RecallTestSupport
import Testing

@Suite struct EndpointTests {
    @Test func `a placed call is answered in the documented words`() async throws {
        try await SimulatorBench.with { bench in
            let answer = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
            #expect(answer.status == 200)
            #expect(answer.json.keys == (try JSON.sample("send-call-success.json")).keys)
            #expect(answer.json["status"] == "success")
            #expect(answer.json["batch_id"] == .null)
        }
    }

    @Test func `a call passes from queued through started to complete with the keys of the samples`() async throws {
        try await SimulatorBench.with { bench in
            let id = try await bench.place()
            var seen: [String] = []
            for (wait, sample) in [
                (0.0, "call-queued.json"), (20, "call-in-progress.json"),
                (100, "call-completed-human-no-analysis.json"),
            ] {
                bench.advance(wait)
                let call = try await bench.ask("GET", "/v1/calls/\(id)").json
                #expect(call.keys == (try JSON.sample(sample)).keys, "\(sample)")
                seen.append(call["queue_status"]?.string ?? "none")
                if sample == "call-in-progress.json" {
                    #expect(call["status"] == "in-progress")
                    #expect(call["transcripts"]?.array?.isEmpty == false)
                    #expect(call["call_length"] == .null)
                }
            }
            #expect(seen == ["queued", "started", "complete"])
        }
    }

    @Test func `lengths are minutes in one member and seconds as text in the other`() async throws {
        try await SimulatorBench.with { bench in
            let call = try await bench.settled(try await bench.place())
            #expect(call["call_length"] == .double(48.0 / 60))
            #expect(call["corrected_duration"] == "48")
            #expect(call["metadata"]?["attempt_id"] == "att_1")
            #expect(call["external_id"] == "att_1")
            #expect(call["request_data"]?["slot_b"] == "Thursday 26 November at 15:00")
        }
    }

    @Test func `the summary appears some time after the end`() async throws {
        try await SimulatorBench.with { bench in
            let id = try await bench.place()
            bench.advance(20)
            _ = try await bench.ask("GET", "/v1/calls/\(id)")
            bench.advance(39)
            let early = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(early["completed"] == true)
            #expect(early["summary"] == .null)
            #expect(early["disposition_tag"] == .null)
            bench.advance(10)
            let late = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(late["summary"]?.string?.isEmpty == false)
            #expect(late["disposition_tag"] == "BOOKED")
        }
    }

    @Test func `however high the speed, a call is seen in flight once`() async throws {
        try await SimulatorBench.with(CallPlan(.booked), { $0.speed = 100_000 }) { bench in
            let id = try await bench.place()
            bench.advance(1)
            let first = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(first["completed"] == false)
            #expect(first["queue_status"] == "started")
            #expect(try await bench.ask("GET", "/v1/calls/\(id)").json["completed"] == true)
        }
    }

    @Test func `the list is filtered by number, date, state and index`() async throws {
        try await SimulatorBench.with { bench in
            let first = try await bench.place("+447700900001")
            bench.advance(3600)
            let second = try await bench.place("+447700900002")
            let rows = try await bench.ask("GET", "/v1/calls").json
            #expect(
                rows["calls"]?.array?.first?.keys == (try JSON.sample("list-calls.json"))["calls"]?.array?.first?.keys)
            for (query, expected) in [
                ("", [second, first]), ("?ascending=true", [first, second]), ("?limit=1", [second]),
                ("?to_number=%2B447700900001", [first]), ("?to_number=447700900002", [second]),
                ("?from_number=%2B441632960001&limit=5", [second, first]), ("?from_number=%2B441632960002", []),
                ("?completed=true", [first]), ("?completed=false", [second]), ("?from=1&to=2", [first]),
                ("?start_date=2026-11-23T10:30:00Z", [second]), ("?end_date=2026-11-23T10:30:00Z", [first]),
                ("?start_date=2026-11-23&end_date=2026-11-23", [second, first]), ("?start_date=2026-11-24", []),
                ("?end_date=2026-11-22", []), ("?start_date=2026-11-23T10:30:00.000%2B00:00", [second]),
            ] {
                let found = try await bench.ask("GET", "/v1/calls\(query)").json
                let ids = found["calls"]?.array?.compactMap { $0["call_id"]?.string }
                #expect(ids == expected, "\(query)")
                #expect(found["count"] == .int(expected.count), "\(query)")
            }
        }
    }

    @Test func `stopping cancels a queued call, ends a talk, and finds nothing to stop afterwards`() async throws {
        try await SimulatorBench.with { bench in
            let queued = try await bench.place("+447700900001")
            let stopped = try await bench.ask("POST", "/v1/calls/\(queued)/stop", [:])
            #expect(stopped.json == (try JSON.sample("stop-call-success.json")))
            let canceled = try await bench.ask("GET", "/v1/calls/\(queued)").json
            #expect(canceled.keys == (try JSON.sample("call-canceled.json")).keys)
            #expect(canceled["status"] == "canceled")
            #expect(canceled["disposition_tag"] == "CANCELED")

            let talking = try await bench.place("+447700900002")
            bench.advance(30)
            _ = try await bench.ask("GET", "/v1/calls/\(talking)")
            _ = try await bench.ask("POST", "/v1/calls/\(talking)/stop", [:])
            let ended = try await bench.ask("GET", "/v1/calls/\(talking)").json
            #expect(ended["completed"] == true)
            #expect(ended["corrected_duration"] == "20")
            let again = try await bench.ask("POST", "/v1/calls/\(talking)/stop", [:])
            #expect(again.json == (try JSON.sample("stop-call-error.json")))
        }
    }

    @Test func `account, active calls and unknown calls answer in the documented shapes`() async throws {
        try await SimulatorBench.with { bench in
            _ = try await bench.place()
            let account = try await bench.ask("GET", "/v1/me").json
            #expect(account.keys == (try JSON.sample("me-response.json")).keys)
            let active = try await bench.ask("GET", "/v1/calls/active").json
            #expect(active["data"]?.array?.count == 1)
            #expect(
                active["data"]?.array?.first?.keys == (try JSON.sample("active-calls.json"))["data"]?.array?.first?.keys
            )
            let missing = try await bench.ask("GET", "/v1/calls/00000000-0000-0000-0000-000000000000")
            #expect(missing.status == 404)
            #expect(missing.json == (try JSON.sample("error-404-call-not-found.json")))
        }
    }

    @Test func `a key is asked for where one is set`() async throws {
        try await SimulatorBench.with(CallPlan(.booked), { $0.key = "secret" }) { bench in
            let refused = try await bench.ask("POST", "/v1/calls", SimulatorBench.request(), key: "wrong")
            #expect(refused.status == 401)
            #expect(refused.json == (try JSON.sample("error-401-auth.json")))
            #expect(try await bench.ask("POST", "/v1/calls", SimulatorBench.request(), key: "secret").status == 200)
            #expect(try await bench.ledger("accepted").count == 1)
        }
    }

    @Test func `a request that lacks what is needed is refused and accepts nothing`() async throws {
        try await SimulatorBench.with { bench in
            for (change, text) in [
                (["phone_number": "12345"], "Invalid phone number."), (["record": "yes"], "record must be a boolean."),
                (["webhook": "http://example.org"], "webhook must be a string that starts with https://."),
                (["from": "123"], "Invalid 'from'"), (["metadata": "none"], "metadata must be an object."),
                (["task": .null, "phone_number": "+4477009001234567"], "Invalid phone number."),
            ] as [([String: JSON], String)] {
                let answer = try await bench.ask("POST", "/v1/calls", SimulatorBench.request(with: change))
                #expect(answer.status == 400, "\(text)")
                #expect(answer.text.contains(text), "\(answer.text)")
            }
            let missing = try await bench.ask("POST", "/v1/calls", ["task": "x"])
            #expect(missing.json == (try JSON.sample("error-400-missing-parameter.json")))
            #expect(try await bench.ledger("accepted").isEmpty)
        }
    }
}
