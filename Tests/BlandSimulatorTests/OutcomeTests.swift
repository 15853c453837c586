import BlandSimulator
import Foundation
import RecallTestSupport
import Testing

@Suite struct OutcomeTests {
    private struct Expected {
        let outcome: ScriptedOutcome
        let answeredBy: JSON
        let status: JSON?
        let tag: JSON
        var said = ""
        var answers: JSON = [false, "none", "none", "none", "none", "none", false]
        var sample = "call-completed-human-no-analysis.json"
    }

    private static let table: [Expected] = [
        Expected(
            outcome: .booked, answeredBy: "human", status: "completed", tag: "BOOKED",
            said: "Tuesday 24 November at 10:30 would be fine",
            answers: [true, "a", "none", "none", "none", "none", false]),
        Expected(
            outcome: .callback, answeredBy: "human", status: "completed", tag: "CALLBACK_REQUESTED",
            said: "ring me back tomorrow after four",
            answers: [true, "none", "tomorrow after four", "none", "none", "none", false]),
        Expected(
            outcome: .declined, answeredBy: "human", status: "completed", tag: "DECLINED", said: "No thank you",
            answers: [true, "none", "none", "none", "none", "none", false]),
        Expected(
            outcome: .optedOut, answeredBy: "human", status: "completed", tag: "OPTED_OUT", said: "stop telephoning",
            answers: [true, "none", "none", "phone", "none", "none", false]),
        Expected(
            outcome: .wrongNumber, answeredBy: "human", status: "completed", tag: "WRONG_NUMBER", said: "wrong number",
            answers: [false, "none", "none", "none", "wrong_number", "none", false]),
        Expected(
            outcome: .deceased, answeredBy: "human", status: "completed", tag: "DECEASED_REPORTED", said: "Ada died",
            answers: [false, "none", "none", "none", "deceased", "none", false]),
        Expected(
            outcome: .movedAway, answeredBy: "human", status: "completed", tag: "MOVED_AWAY", said: "moved away",
            answers: [false, "none", "none", "none", "moved_away", "none", false]),
        Expected(
            outcome: .seenElsewhere, answeredBy: "human", status: "completed", tag: "SEEN_ELSEWHERE",
            said: "another optician", answers: [true, "none", "none", "none", "seen_elsewhere", "none", false]),
        Expected(
            outcome: .newNumber, answeredBy: "human", status: "completed", tag: "BOOKED", said: "07700 900999",
            answers: [true, "a", "none", "none", "none", "07700 900999", false]),
        Expected(
            outcome: .symptoms, answeredBy: "human", status: "completed", tag: "SPOKE_NO_RESULT", said: "flashes",
            answers: [true, "none", "none", "none", "none", "none", true]),
        Expected(
            outcome: .identityNotConfirmed, answeredBy: "human", status: "completed", tag: "IDENTITY_NOT_CONFIRMED",
            said: "rather not"),
        Expected(
            outcome: .spokeNoResult, answeredBy: "human", status: "completed", tag: "SPOKE_NO_RESULT", said: "bad line"),
        Expected(
            outcome: .transferred, answeredBy: "human", status: "completed", tag: "TRANSFERRED",
            said: "Transferred call",
            answers: [true, "none", "none", "none", "none", "none", false]),
        Expected(
            outcome: .answeredByNull, answeredBy: .null, status: "completed", tag: "BOOKED", said: "would be fine",
            answers: [true, "a", "none", "none", "none", "none", false], sample: "call-completed-answered-by-null.json"),
        Expected(
            outcome: .voicemail, answeredBy: "voicemail", status: "completed", tag: "VOICEMAIL", said: "after the tone",
            sample: "call-voicemail.json"),
        Expected(
            outcome: .voicemailMislabelledHuman, answeredBy: "human", status: "completed", tag: "VOICEMAIL",
            said: "after the tone", sample: "call-voicemail-mislabelled-human.json"),
        Expected(
            outcome: .noAnswer, answeredBy: "no-answer", status: "no-answer", tag: "NO_ANSWER",
            sample: "call-no-answer.json"),
        Expected(outcome: .busy, answeredBy: .null, status: "busy", tag: "BUSY", sample: "call-busy.json"),
        Expected(outcome: .failed, answeredBy: .null, status: "failed", tag: "FAILED", sample: "call-failed.json"),
        Expected(
            outcome: .spamBlocked, answeredBy: .null, status: "completed", tag: "FAILED",
            sample: "call-failed-spam-blocked-but-completed.json"),
        Expected(
            outcome: .queueError, answeredBy: .null, status: nil, tag: .null, sample: "call-pre-queue-error.json"),
    ]

    @Test func `each outcome has its sample's keys, its labels, its words and its answers`() async throws {
        for expected in Self.table {
            let name = expected.outcome.rawValue
            try await SimulatorBench.with(CallPlan(expected.outcome)) { bench in
                let id = try await bench.place()
                let call = try await bench.settled(id)
                let sample = try JSON.sample(expected.sample)
                #expect(call.keys == sample.keys, "\(name)")
                #expect(call["answered_by"] == expected.answeredBy, "\(name)")
                #expect(call["status"] == expected.status, "\(name)")
                #expect(call["disposition_tag"] == expected.tag, "\(name)")
                #expect(
                    call["concatenated_transcript"]?.string?.contains(expected.said) ?? false || expected.said.isEmpty,
                    "\(name)")
                for member in ["completed", "queue_status"] {
                    #expect(call[member] == sample[member], "\(name) \(member)")
                }
                if let words = sample["error_message"]?.string {
                    let mine = call["error_message"]?.string
                    #expect(mine == words, "\(name)")
                }
                #expect(try await bench.answers(id) == expected.answers, "\(name)")
                let ended = try await bench.ledger("ended")
                #expect(ended.map { $0["read_as"]?.string } == [expected.outcome.readAs], "\(name)")
            }
        }
    }

    @Test func `every outcome but the one that never ends and the message left is in the table`() {
        let tried = Set(Self.table.map(\.outcome))
        #expect(Set(ScriptedOutcome.allCases).subtracting(tried) == [.neverCompletes, .voicemailLeft])
    }

    @Test func `a message is left only where one was sent, and then always`() async throws {
        for outcome in [ScriptedOutcome.voicemail, .voicemailLeft] {
            try await SimulatorBench.with(CallPlan(outcome)) { bench in
                let plain = try await bench.settled(try await bench.place("+447700900001"))
                #expect(plain["disposition_tag"] == "VOICEMAIL")
                let message: JSON = ["message": "Please ring {{first_name}} back.", "action": "hangup"]
                let left = try await bench.settled(try await bench.place("+447700900002", with: ["voicemail": message]))
                #expect(left["disposition_tag"] == "VOICEMAIL_LEFT")
                #expect(left["concatenated_transcript"]?.string?.contains("Please ring Ada back.") == true)
            }
        }
    }

    @Test func `a call that never completes is in progress for ever`() async throws {
        try await SimulatorBench.with(CallPlan(.neverCompletes)) { bench in
            let id = try await bench.place()
            for _ in 0..<3 {
                bench.advance(86_400)
                let call = try await bench.ask("GET", "/v1/calls/\(id)").json
                #expect(call["completed"] == false)
                #expect(call["queue_status"] == "started")
            }
            #expect(try await bench.ledger("ended").isEmpty)
        }
    }

    @Test func `the second slot is accepted by its letter, and none where none was offered`() async throws {
        var plan = CallPlan(.booked)
        plan.slot = "b"
        try await SimulatorBench.with(plan) { bench in
            let id = try await bench.place("+447700900001")
            let call = try await bench.settled(id)
            #expect(
                call["concatenated_transcript"]?.string?.contains("Thursday 26 November at 15:00 would be fine") == true
            )
            #expect(try await bench.answers(id)?.array?[1] == "b")
            let bare = try await bench.place("+447700900002", with: ["request_data": ["first_name": "Ada"]])
            _ = try await bench.settled(bare)
            #expect(try await bench.answers(bare)?.array?[1] == "none")
            #expect(try await bench.ledger("ended").last?["read_as"] == "callback_requested")
        }
    }

    @Test func `questions in another order and in other words get their own answers`() async throws {
        try await SimulatorBench.with { bench in
            let id = try await bench.place()
            _ = try await bench.settled(id)
            let questions: JSON = [
                ["Did the person ask not to be called again?", "boolean"],
                ["Which offered time was accepted, exactly as offered?", "string"],
                ["Did the agent speak to the named patient?", "boolean"], ["What is the capital of France?", "string"],
            ]
            let answer = try await bench.ask("POST", "/v1/calls/\(id)/analyze", ["questions": questions]).json
            #expect(answer["answers"] == [false, "a", true, nil])
            #expect(answer.keys == (try JSON.sample("analyze-response.json")).keys)
        }
    }
}
