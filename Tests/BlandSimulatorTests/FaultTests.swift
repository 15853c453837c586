import BlandSimulator
import Foundation
import FoundationNetworking
import RecallTestSupport
import Testing

@Suite struct FaultTests {
    @Test func `each refusal answers with its sample and accepts nothing`() async throws {
        let table: [(FaultName, Int, String)] = [
            (.error500, 500, "error-500-internal.json"), (.rateLimit, 429, "error-429-rate-limit.json"),
            (.newAccount, 429, "error-429-new-account.json"), (.sameNumber, 429, "error-429-same-number.json"),
            (.planConcurrency, 429, "error-429-plan-concurrency.json"),
            (.blacklisted, 429, "error-429-blacklisted.json"), (.dnc, 400, "error-400-dnc.json"),
            (.sensitive, 400, "error-400-sensitive-number.json"), (.invalidPhone, 400, "error-400-invalid-phone.json"),
            (.invalidFrom, 400, "error-400-invalid-from.json"),
            (.unableToQueue, 400, "error-400-unable-to-queue.json"),
            (.unpaidIntl, 400, "error-400-unpaid-intl-block.json"),
            (.flaggedContent, 400, "error-400-flagged-content.json"),
            (.additionalProperties, 400, "error-400-additional-properties.json"), (.auth, 401, "error-401-auth.json"),
            (.balance, 402, "error-402-insufficient-balance.json"),
            (.encryptedKey, 500, "error-500-encrypted-key.json"),
        ]
        try await SimulatorBench.with { bench in
            for (name, status, sample) in table {
                await bench.add(FaultSwitch(name, count: 1))
                let answer = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
                #expect(answer.status == status, "\(name)")
                #expect(answer.json == (try JSON.sample(sample)), "\(name)")
            }
            await bench.add(FaultSwitch(.flagged, count: 1))
            #expect(try await bench.ask("POST", "/v1/calls", SimulatorBench.request()).status == 403)
            await bench.add(FaultSwitch(.statusError200, count: 1))
            let odd = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
            #expect(odd.status == 200)
            #expect(odd.json["status"] == "error")
            #expect(try await bench.ledger("accepted").isEmpty)
            #expect(try await bench.ledger("refused").count == table.count + 2)
            _ = try await bench.place()
        }
    }

    @Test func `a lost answer leaves an accepted call, a reset leaves none`() async throws {
        for (name, accepted) in [(FaultName.lostAnswer, 1), (.resetBefore, 0)] {
            try await SimulatorBench.with { bench in
                await bench.add(FaultSwitch(name, count: 1))
                await #expect(throws: (any Error).self, "\(name)") {
                    _ = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
                }
                let list = try await bench.ask("GET", "/v1/calls?to_number=%2B447700900123").json
                #expect(list["count"] == .int(accepted), "\(name)")
                #expect(try await bench.ledger("accepted").count == accepted, "\(name)")
            }
        }
    }

    @Test func `answers that say no or nothing sense may hide an accepted call`() async throws {
        for (name, status, accepted) in [
            (FaultName.error500Accepted, 500, 1), (.unableToQueueAccepted, 400, 1), (.nonJSON, 200, 1),
            (.htmlBody, 502, 0),
        ] {
            try await SimulatorBench.with { bench in
                await bench.add(FaultSwitch(name, count: 1))
                let answer = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
                #expect(answer.status == status, "\(name)")
                #expect(answer.json["call_id"] == nil, "\(name)")
                #expect(try await bench.ledger("accepted").count == accepted, "\(name)")
            }
        }
    }

    @Test func `a truncated body ends before its announced length`() async throws {
        try await SimulatorBench.with { bench in
            await bench.add(FaultSwitch(.truncatedBody, count: 1))
            await #expect(throws: (any Error).self) {
                _ = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
            }
            let accepted = try await bench.ledger("accepted")
            #expect(accepted.count == 1)
        }
    }

    @Test func `a slow answer comes late by the clock and still holds the call`() async throws {
        try await SimulatorBench.with { bench in
            await bench.add(FaultSwitch(.slowAnswer, count: 1, seconds: 40))
            _ = try await bench.place()
            #expect(bench.seconds == 40)
        }
    }

    @Test func `a number is taken once in ten seconds divided by the speed`() async throws {
        try await SimulatorBench.with(CallPlan(.busy), { $0.speed = 2 }) { bench in
            _ = try await bench.place()
            bench.advance(4.9)
            let refused = try await bench.ask("POST", "/v1/calls", SimulatorBench.request())
            #expect(refused.json == (try JSON.sample("error-429-same-number.json")))
            bench.advance(0.2)
            _ = try await bench.place()
        }
        try await SimulatorBench.with(CallPlan(.busy), { $0.sameNumberRule = false }) { bench in
            _ = try await bench.place()
            _ = try await bench.place()
            #expect(try await bench.ledger("accepted").count == 2)
        }
    }

    @Test func `a new call is missing from the list and from its details for a while`() async throws {
        try await SimulatorBench.with { bench in
            await bench.add(FaultSwitch(.listLag, seconds: 8))
            await bench.add(FaultSwitch(.details404, seconds: 3))
            let id = try await bench.place()
            for (wait, status, count) in [(0.0, 404, 0), (4, 200, 0), (5, 200, 1)] {
                bench.advance(wait)
                #expect(try await bench.ask("GET", "/v1/calls/\(id)").status == status)
                #expect(try await bench.ask("GET", "/v1/calls").json["count"] == .int(count))
            }
        }
    }

    @Test func `details can be null, have numbers as text, and be completed without being completed`() async throws {
        try await SimulatorBench.with { bench in
            let id = try await bench.place()
            bench.advance(20)
            _ = try await bench.ask("GET", "/v1/calls/\(id)")
            bench.advance(45)
            await bench.add(FaultSwitch(.completedFalse))
            let processing = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(processing.keys == (try JSON.sample("call-completed-still-processing.json")).keys)
            #expect(processing["status"] == "completed")
            #expect(processing["completed"] == false)
            bench.advance(60)
            #expect(try await bench.ask("GET", "/v1/calls/\(id)").json["completed"] == true)
            await bench.clearFaults()
            await bench.add(FaultSwitch(.numbersAsStrings))
            let text = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(text["call_length"] == "0.8")
            await bench.clearFaults()
            await bench.add(FaultSwitch(.nullFields))
            let empty = try await bench.ask("GET", "/v1/calls/\(id)").json
            #expect(empty["answered_by"] == .null && empty["summary"] == .null && empty["metadata"] == .null)
            #expect(empty["completed"] == true)
        }
    }

    @Test func `analyses can be null, be text, or fail`() async throws {
        try await SimulatorBench.with { bench in
            let id = try await bench.place()
            _ = try await bench.settled(id)
            await bench.add(FaultSwitch(.analyzeNull, count: 1))
            #expect(try await bench.answers(id) == [nil, nil, nil, nil, nil, nil, nil])
            await bench.add(FaultSwitch(.analyzeStrings, count: 1))
            #expect(try await bench.answers(id) == ["true", "a", "null", "null", "null", "null", "none"])
            await bench.add(FaultSwitch(.analyze500, count: 1))
            #expect(try await bench.answers(id) == nil)
            #expect(try await bench.answers(id)?.array?[1] == "a")
        }
    }

    @Test func `never_completes holds a call of any outcome`() async throws {
        try await SimulatorBench.with { bench in
            await bench.add(FaultSwitch(.neverCompletes, count: 1))
            let call = try await bench.settled(try await bench.place())
            #expect(call["completed"] == false)
        }
    }

    @Test func `faults are switched on and off while it runs`() async throws {
        try await SimulatorBench.with { bench in
            let on = try await bench.ask("POST", "/simulator/faults", ["name": "dnc", "count": 2])
            #expect(on.status == 200)
            #expect(try await bench.ask("POST", "/v1/calls", SimulatorBench.request()).status == 400)
            #expect(try await bench.ask("POST", "/simulator/faults/clear", [:]).status == 200)
            _ = try await bench.place()
            #expect(try await bench.ask("POST", "/simulator/faults", ["name": "nonsense"]).status == 400)
        }
    }

    @Test func `a fault on the command line has a name, a place, a number and seconds`() {
        for (text, expected) in [
            ("lost_answer", FaultSwitch(.lostAnswer)), ("lost_answer=0.1", FaultSwitch(.lostAnswer, probability: 0.1)),
            ("error_500=3", FaultSwitch(.error500, count: 3)), ("list_lag:2.5", FaultSwitch(.listLag, seconds: 2.5)),
            ("slow_answer@details=2:1", FaultSwitch(.slowAnswer, endpoint: .details, count: 2, seconds: 1)),
            ("nonsense", nil), ("dnc=-1", nil), ("dnc=1.5", nil), ("dnc@nowhere", nil), ("dnc=x", nil), ("", nil),
        ] as [(String, FaultSwitch?)] {
            #expect(FaultSwitch(argument: text) == expected, "\(text)")
        }
    }
}
