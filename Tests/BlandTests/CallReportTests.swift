import Bland
import Foundation
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@Suite struct CallReportTests {
    private func report(_ json: String) -> CallReport? {
        JSONValue(bytes: json.utf8).flatMap { CallReport(json: $0) }
    }

    @Test func `every sample of a call is read`() throws {
        let expected: [(file: String, status: String?, who: AnsweredBy?, seconds: Int?, tag: String?, turns: Int)] = [
            ("call-busy", "busy", nil, 0, "BUSY", 0), ("call-canceled", "canceled", nil, 0, "CANCELED", 0),
            ("call-completed-answered-by-null", "completed", nil, 34, "NO_CONTACT_MADE", 6),
            ("call-completed-human-no-analysis", "completed", .human, 34, "BOOKED", 6),
            ("call-completed-human-with-analysis", "completed", .human, 34, "BOOKED", 6),
            ("call-completed-still-processing", "completed", nil, 34, nil, 0),
            ("call-failed-spam-blocked-but-completed", "completed", nil, 0, "FAILED", 0),
            ("call-failed", "failed", nil, 0, "FAILED", 0), ("call-in-progress", "in-progress", nil, nil, nil, 3),
            ("call-no-answer", "no-answer", .noAnswer, 0, "NO_ANSWER", 0),
            ("call-pre-queue-error", nil, nil, nil, nil, 0), ("call-queued", "queued", nil, nil, nil, 0),
            ("call-voicemail-mislabelled-human", "completed", .human, 9, "COMPLETED_ACTION", 2),
            ("call-voicemail", "completed", .voicemail, 9, "NO_CONTACT_MADE", 2),
            ("webhook-post-call", "completed", .human, 34, "BOOKED", 6),
            ("webhook-post-call-no-answer", "no-answer", .noAnswer, 0, "NO_ANSWER", 0),
            ("webhook-post-call-retry", "completed", .voicemail, 34, "BOOKED", 6),
        ]
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Fixtures.root.appending(path: "Tests/Fixtures/Bland").path)
        #expect(
            Set(files.filter { $0.hasPrefix("call-") || $0.hasPrefix("webhook-post") }.map { String($0.dropLast(5)) })
                == Set(expected.map(\.file)))
        for sample in expected {
            let json = try #require(JSONValue(bytes: try Fixtures.bland("\(sample.file).json")))
            let report = try #require(CallReport(json: json), "\(sample.file)")
            #expect(report.ownWords["status"] == sample.status, "\(sample.file)")
            #expect(report.answeredBy == sample.who, "\(sample.file)")
            #expect(report.durationSeconds == sample.seconds, "\(sample.file)")
            #expect(report.ownWords["disposition_tag"] == sample.tag, "\(sample.file)")
            #expect(report.turns.count == sample.turns, "\(sample.file)")
            #expect(report.to?.e164 == "+447700900123", "\(sample.file)")
            #expect(report.attemptIDs == ["att_01JDBQ8Z3T4N"], "\(sample.file)")
            #expect(report.createdAt != nil, "\(sample.file)")
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("0.12", 0.12), ("\"0.12\"", 0.12), ("100", 100), ("-0.01", 10), ("-1e300", 10), ("1e308", 10),
            ("100.01", 10), ("\"nan\"", 10), ("\"inf\"", 10), ("\"a lot\"", 10), ("{}", 10), ("[1]", 10), ("true", 10),
            ("null", 0.28),
        ] as [(String, Double)])
    func `a price that cannot be one counts as the dearest call, and a missing one by the length`(
        written: String, counted: Double
    ) throws {
        let read = try #require(report(#"{"call_id":"x","corrected_duration":120,"price":\#(written)}"#))
        let price = try #require(read.priceUSD)
        #expect(abs(price - counted) < 1e-9, "\(written)")
        #expect((read.ownWords["price"] != nil) == (counted == 10), "\(written)")
    }

    @Test func `what is far larger than a call is no report, and no word of the provider is kept without end`() {
        let talk = String(repeating: "and then ", count: 30_000)
        #expect(report(#"{"call_id":"x","transcripts":[{"user":"user","text":"\#(talk)"}]}"#) == nil)
        #expect(report(#"{"call_id":"x","summary":"\#(talk)"}"#) == nil)
        let marks = "e" + String(repeating: "\u{301}", count: 100_000)
        let read = report(#"{"call_id":"x","error_message":"\#(marks)","transferred_to":"\#(marks)"}"#)
        #expect(read?.ownWords["error_message"]?.unicodeScalars.count == 500)
        #expect(read?.transferredTo?.unicodeScalars.count == 500)
    }

    @Test func `numbers as strings, minutes, tags as objects and JSON inside strings are read`() {
        #expect(report(#"{"call_id":"x","call_length":"0.5"}"#)?.durationSeconds == 30)
        #expect(report(#"{"call_id":"x","corrected_duration":41,"call_length":3}"#)?.durationSeconds == 41)
        #expect(report(#"{"call_id":"x","corrected_duration":"0","call_length":1}"#)?.durationSeconds == 60)
        #expect(report(#"{"call_id":"x","corrected_duration":"-9e99"}"#)?.durationSeconds == 0)
        #expect(report(#"{"call_id":"x","completed":"true"}"#)?.progress == .over)
        #expect(report(#"{"call_id":"x"}"#)?.progress == .underWay)
        #expect(report(#"{"call_id":"x","price":"0.12"}"#)?.priceUSD == 0.12)
        #expect(
            report(#"{"call_id":"x","disposition_tag":{"name":"Booked","color":"red"}}"#)?.ownWords["disposition_tag"]
                == "BOOKED")
        #expect(report(#"{"call_id":"x","disposition_tag":["opted_out"]}"#)?.ownWords["disposition_tag"] == "OPTED_OUT")
        #expect(report(#"{"call_id":"x","to":"447700900123"}"#)?.to?.e164 == "+447700900123")
        #expect(
            report(#"{"call_id":"x","metadata":"{\"attempt_id\":\"a1\"}","external_id":"a2"}"#)?.attemptIDs == [
                "a1", "a2",
            ])
        #expect(report(#"{"call_id":"x","answered_by":"answering_machine"}"#)?.answeredBy == .voicemail)
        #expect(report(#"{"data":{"c_id":"y"}}"#)?.callID == "y")
        #expect(report(#""{\"call_id\":\"z\"}""#)?.callID == "z")
        #expect(report(#"{"status":"completed"}"#) == nil)
        #expect(report("[]") == nil)
    }

    @Test func `turns are put in order, and read from the transcript as one text where there are no rows`() {
        let rows = report(
            #"""
            {"call_id":"x","transcripts":[
             {"id":3,"user":"agent-action","text":"Ended call","created_at":"2026-11-23T10:15:40Z"},
             {"id":2,"user":"user","text":"Yes.","created_at":"2026-11-23T10:15:20.5+00:00"},
             {"id":1,"user":"robot","text":"Hello?","created_at":"2026-11-23T10:15:20Z"}, 7, {"text":null}]}
            """#)
        #expect(
            rows?.turns == [CallTurn(.assistant, "Hello?"), CallTurn(.user, "Yes."), CallTurn(.action, "Ended call")])
        let text = report(
            #"{"call_id":"x","transcripts":[],"concatenated_transcript":"assistant: Hello: who? \n user: Me. \n and you \n agent-action: Ended call \n "}"#
        )
        #expect(text?.turns.map(\.speaker) == [.assistant, .user, .action])
        #expect(text?.turns[1].text.contains("and you") == true)
    }

    @Test func `no bytes make reading fail`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let base = Array(
            #"{"call_id":"x","transcripts":[{"user":"user","text":"\u00e9 \ud83e\udd37","id":1e3}],"metadata":{"attempt_id":null}}"#
                .utf8)
        var read = 0
        for _ in 0..<2000 {
            var bytes = base
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let json = JSONValue(bytes: bytes), CallReport(json: json) != nil { read += 1 }
            _ = PlacementResult(reply: HTTPReply(status: 200, body: bytes))
        }
        #expect(read > 0, "seed \(seed)")
    }
}
