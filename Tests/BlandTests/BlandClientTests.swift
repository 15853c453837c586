import Bland
import Foundation
import RecallConformance
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@Suite struct BlandClientTests {
    private let transport = FakeTransport()
    private static let base = "https://api.example.org"
    private static let id = "3f1c9b0e-6a52-4d1b-9c6e-7d5b0f2a8e11"

    private func client(encryptedKey: String? = nil) throws -> BlandClient {
        BlandClient(
            transport: transport, baseURL: Self.base + "/", apiKey: try #require(BlandKey(" org_secret\n")),
            encryptedKey: encryptedKey.flatMap { BlandKey($0) }, timeoutSeconds: 5)
    }

    private func request() throws -> CallRequest {
        CallRequest(
            attemptID: "att_1", practiceID: "harbour-lane", practiceName: "Harbour Lane Opticians",
            practicePhone: try #require(PhoneNumber(e164: "+441632960001")), timeZone: "Europe/London",
            number: try #require(PhoneNumber(e164: "+447700900123")), patient: PersonName(first: "Ada", last: "Palmer"))
    }

    private func sample(_ name: String, status: Int = 200) throws -> Result<HTTPReply, TransportError> {
        .success(HTTPReply(status: status, body: Array(try Fixtures.bland(name))))
    }

    @Test func `a call is placed with one request that carries the key`() async throws {
        transport.expect(.post, Self.base + "/v1/calls", try sample("send-call-success.json"))
        let result = await (try client()).place(try request())
        #expect(result == .accepted(callID: Self.id, notice: nil))
        let sent = try #require(transport.sent.first)
        #expect(sent.headers.contains { $0.name == "Authorization" && $0.value == "Bearer org_secret" })
        #expect(!sent.headers.contains { $0.name == "encrypted_key" })
        let body = try #require(JSONValue(bytes: sent.body ?? []))
        #expect(body["from"] == nil)
        #expect(transport.isDone)
    }

    @Test func `the practice's number is shown only with an encrypted key`() async throws {
        transport.expect(.post, Self.base + "/v1/calls", try sample("send-call-success-max-duration-notice.json"))
        let result = await (try client(encryptedKey: "twilio")).place(try request())
        #expect(result == .accepted(callID: Self.id, notice: "CALL_UNPAID_MAX_DURATION_CAPPED"))
        let sent = try #require(transport.sent.first)
        #expect(sent.headers.contains { $0.name == "encrypted_key" && $0.value == "twilio" })
        #expect(JSONValue(bytes: sent.body ?? [])?["from"]?.text == "+441632960001")
    }

    @Test func `alert on the way is sorted by whether the request may have arrived, and never sent again`()
        async throws
    {
        for (error, isPerhaps) in [
            (.notSent(code: 7, reason: "no connection"), false),
            (.outcomeUnknown(code: 28, reason: "timed out after 30 s"), true),
            (.cancelled(sent: false), false), (.cancelled(sent: true), true),
        ] as [(TransportError, Bool)] {
            let count = transport.sent.count
            transport.expect(.post, Self.base + "/v1/calls", .failure(error))
            switch await (try client()).place(try request()) {
            case .perhapsCalled: #expect(isPerhaps)
            case .nobodyCalled: #expect(!isPerhaps)
            default: Issue.record("\(error)")
            }
            #expect(transport.sent.count == count + 1)
        }
    }

    @Test func `details give a report, or nothing where the call is not known`() async throws {
        transport.expect(
            .get, Self.base + "/v1/calls/\(Self.id)", try sample("call-completed-human-with-analysis.json"))
        transport.expect(
            .get, Self.base + "/v1/calls/\(Self.id)", try sample("error-404-call-not-found.json", status: 404))
        let client = try client()
        let report = try #require(try await client.look(at: Self.id))
        #expect(report.attemptIDs == ["att_01JDBQ8Z3T4N"])
        #expect(report.durationSeconds == 34)
        #expect(report.priceUSD == 0.079)
        #expect(report.hasPostCallFields)
        #expect(report.turns.count == 6)
        #expect(try await client.look(at: Self.id) == nil)
        #expect(!"\(report)".contains("7700"))
    }

    @Test func `a call id that could lead elsewhere is never asked for`() async throws {
        let client = try client()
        for id in ["", "../me", "a b", "x?y=1", "é", String(repeating: "a", count: 129)] {
            await #expect(throws: ProviderError.refused(reason: "not a call id")) { try await client.look(at: id) }
        }
        #expect(transport.sent.isEmpty)
    }

    @Test func `the list is asked a day wider and sifted`() async throws {
        let url = Self.base + "/v1/calls?to_number=%2B447700900123&start_date=2026-11-22&limit=1000"
        for _ in 0..<3 { transport.expect(.get, url, try sample("list-calls.json")) }
        let client = try client()
        let number = try #require(PhoneNumber(e164: "+447700900123"))
        let before = try #require(Instant(iso: "2026-11-23T10:15:00Z"))
        let after = try #require(Instant(iso: "2026-11-23T10:16:00Z"))
        let found = try await client.find(to: number, since: before)
        #expect(found.map(\.callID) == [Self.id])
        #expect(found.first?.attemptIDs == ["att_01JDBQ8Z3T4N"])
        #expect(try await client.find(to: number, since: after).isEmpty)
        let other = try #require(PhoneNumber(e164: "+447700900124"))
        transport.expect(.get, url.replacing("0123", with: "0124"), try sample("list-calls.json"))
        _ = try await client.find(to: number, since: before)
        #expect(try await client.find(to: other, since: before).isEmpty)
    }

    @Test func `a row of the list whose id could lead elsewhere is none`() async throws {
        let rows = ["../me", "", "é", "good-1", String(repeating: "a", count: 1000)].map { "{\"call_id\":\"\($0)\"}" }
        let body = "{\"calls\":[\(rows.joined(separator: ","))]}"
        let url = Self.base + "/v1/calls?to_number=%2B447700900123&start_date=2026-11-22&limit=1000"
        transport.expect(.get, url, .success(HTTPReply(status: 200, headers: [:], body: Array(body.utf8))))
        let number = try #require(PhoneNumber(e164: "+447700900123"))
        let since = try #require(Instant(iso: "2026-11-23T10:15:00Z"))
        #expect(try await client().find(to: number, since: since).map(\.callID) == ["good-1"])
    }

    @Test func `the analysis asks the seven questions in the contract's words and order`() async throws {
        let body = #"{"status":"success","answers":[true,"b","null",null,"none","07700 900456",false]}"#
        transport.expect(
            .post, Self.base + "/v1/calls/\(Self.id)/analyze", .success(HTTPReply(status: 200, body: Array(body.utf8))))
        let answers = try await (try client()).ask(about: Self.id)
        #expect(answers.identityConfirmed == true)
        #expect(answers.acceptedSlot == .something("b"))
        #expect(answers.callback == .unknown)
        #expect(answers.stop == .unknown)
        #expect(answers.circumstance == .nothing)
        #expect(answers.symptoms == false)
        let sent = try #require(JSONValue(bytes: transport.sent.first?.body ?? []))
        let questions = try #require(sent["questions"]?.elements)
        #expect(questions.count == 7)
        #expect(
            questions.map { $0.elements?.last?.text } == [
                "boolean", "string", "string", "string", "string", "string", "boolean",
            ])
        #expect(
            questions[4].elements?.first?.text
                == "Was this the wrong number, or is the patient deceased, moved away, or seen elsewhere? Answer none, wrong_number, deceased, moved_away or seen_elsewhere."
        )
    }

    @Test func `the balance and the end of a call are read`() async throws {
        let stop = Self.base + "/v1/calls/\(Self.id)/stop"
        transport.expect(.get, Self.base + "/v1/me", try sample("me-response.json"))
        transport.expect(.post, stop, try sample("stop-call-success.json"))
        transport.expect(.post, stop, try sample("stop-call-error.json"))
        transport.expect(.post, stop, try sample("stop-call-error.json", status: 400))
        let client = try client()
        #expect(try await client.account().balanceUSD == 41.12)
        #expect(try await client.stop(callID: Self.id))
        #expect(try await !client.stop(callID: Self.id))
        #expect(try await !client.stop(callID: Self.id))
    }

    @Test func `alert with a question is sorted`() async throws {
        let url = Self.base + "/v1/calls/\(Self.id)"
        let client = try client()
        for (answer, expected) in [
            (try sample("error-401-auth.json", status: 401), ProviderError.accountWrong(reason: "Unauthorized (401)")),
            (
                try sample("error-500-encrypted-key.json", status: 500),
                .accountWrong(reason: "the encrypted key is wrong")
            ),
            (try sample("error-429-rate-limit.json", status: 429), .tooOften(retryAfterSeconds: nil)),
            (.success(HTTPReply(status: 503)), .unreachable(reason: "answered with status 503")),
            (
                .success(HTTPReply(status: 200, body: Array("<p>".utf8))),
                .unreadable(reason: "the answer is not in JSON")
            ),
            (
                .success(HTTPReply(status: 200, body: Array("[]".utf8))),
                .unreadable(reason: "no call stands in the answer")
            ),
            (.failure(.outcomeUnknown(code: 28, reason: "timed out")), .unreachable(reason: "timed out")),
            (.failure(.notSent(code: 6, reason: "no such host")), .unreachable(reason: "no such host")),
            (.failure(.cancelled(sent: true)), .cancelled),
        ] as [(Result<HTTPReply, TransportError>, ProviderError)] {
            transport.expect(.get, url, answer)
            await #expect(throws: expected) { try await client.look(at: Self.id) }
        }
    }

    @Test func `keys and requests show nothing of themselves`() throws {
        let key = try #require(BlandKey("org_secret"))
        #expect(!"\(key) \(String(reflecting: key)) \(Mirror(reflecting: key).children.count)".contains("secret"))
        #expect(!"\(try client())".contains("org_secret"))
        #expect(!"\(try request())".contains("Ada"))
        for text in ["", "  ", "a\nb", "clé"] { #expect(BlandKey(text) == nil) }
    }
}
