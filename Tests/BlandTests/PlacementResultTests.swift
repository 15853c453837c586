import Bland
import Foundation
import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@Suite struct PlacementResultTests {
    /// Every sample of a reply to placing a call, its status, and what it means.
    private static let samples: [(file: String, status: Int, kind: String)] = [
        ("send-call-success", 200, "accepted"),
        ("send-call-success-max-duration-notice", 200, "accepted"),
        ("send-call-status-error-with-http-200", 200, "requestWrong"),
        ("error-400-additional-properties", 400, "requestWrong"),
        ("error-400-agent-not-found", 400, "requestWrong"),
        ("error-400-dnc", 400, "numberRefused"),
        ("error-400-flagged-content", 400, "requestWrong"),
        ("error-400-invalid-from", 400, "accountWrong"),
        ("error-400-invalid-phone", 400, "numberRefused"),
        ("error-400-invalid-phone-alt", 400, "numberRefused"),
        ("error-400-missing-parameter", 400, "requestWrong"),
        ("error-400-sensitive-number", 400, "numberRefused"),
        ("error-400-start-time", 400, "requestWrong"),
        ("error-400-unable-to-queue", 400, "perhapsCalled"),
        ("error-400-unpaid-intl-block", 400, "accountWrong"),
        ("error-400-webhook-not-https", 400, "requestWrong"),
        ("error-401-auth", 401, "accountWrong"),
        ("error-402-insufficient-balance", 402, "accountWrong"),
        ("error-402-no-billing-record", 402, "accountWrong"),
        ("error-403-flagged", 403, "accountWrong"),
        ("error-404-call-not-found", 404, "requestWrong"),
        ("error-404-pathway", 404, "requestWrong"),
        ("error-418-objective", 418, "requestWrong"),
        ("error-429-blacklisted", 429, "numberRefused"),
        ("error-429-international", 429, "nobodyCalled"),
        ("error-429-new-account", 429, "nobodyCalled"),
        ("error-429-plan-concurrency", 429, "nobodyCalled"),
        ("error-429-rate-limit", 429, "nobodyCalled"),
        ("error-429-same-number", 429, "sameNumberTooSoon"),
        ("error-500-encrypted-key", 500, "accountWrong"),
        ("error-500-internal", 500, "perhapsCalled"),
    ]

    private func kind(_ result: PlacementResult) -> String {
        switch result {
        case .accepted: "accepted"
        case .nobodyCalled: "nobodyCalled"
        case .sameNumberTooSoon: "sameNumberTooSoon"
        case .perhapsCalled: "perhapsCalled"
        case .numberRefused: "numberRefused"
        case .accountWrong: "accountWrong"
        case .requestWrong: "requestWrong"
        }
    }

    private func reason(_ result: PlacementResult) -> String? {
        switch result {
        case .accepted: nil
        case .nobodyCalled(_, let reason), .sameNumberTooSoon(_, let reason), .perhapsCalled(let reason),
            .numberRefused(let reason), .accountWrong(let reason), .requestWrong(let reason):
            reason
        }
    }

    @Test func `every sample reply is sorted by what may have happened`() throws {
        for sample in Self.samples {
            let body = try Array(Fixtures.bland("\(sample.file).json"))
            let result = PlacementResult(reply: HTTPReply(status: sample.status, body: body))
            #expect(kind(result) == sample.kind, "\(sample.file)")
            if let reason = reason(result) { #expect(!reason.isEmpty, "\(sample.file)") }
        }
    }

    @Test func `every sample of an error has its case`() throws {
        let folder = Fixtures.root.appending(path: "Tests/Fixtures/Bland").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix("error-") || $0.hasPrefix("send-call-s") }.map { String($0.dropLast(5)) }
        #expect(Set(files) == Set(Self.samples.map(\.file)))
    }

    @Test func `what cannot be read is taken for a call that was perhaps placed`() {
        for (status, body, expected) in [
            (200, "", "perhapsCalled"), (200, "<html>OK</html>", "perhapsCalled"), (200, "{}", "perhapsCalled"),
            (200, #"{"status":"success"}"#, "perhapsCalled"),
            (200, #"{"status":"success","call_id":""}"#, "perhapsCalled"),
            (200, #"{"status":"success","call_id":null}"#, "perhapsCalled"),
            (200, #"{"status":"success","call_id":"../me"}"#, "perhapsCalled"),
            (200, #"{"call_id":"x-1"}"#, "accepted"), (201, #"{"status":"SUCCESS","call_id":7}"#, "accepted"),
            (200, #""{\"status\":\"success\",\"call_id\":\"x-1\"}""#, "accepted"),
            (200, #"{"status":"error","message":"?"}"#, "perhapsCalled"),
            (200, #"{"status":"error","message":"?","call_id":"x"}"#, "perhapsCalled"),
            (200, #"{"status":"error","message":"Rate limit exceeded"}"#, "nobodyCalled"),
            (202, #"{"status":"success","call_id":"#, "perhapsCalled"),
            (400, "<html>Bad request</html>", "perhapsCalled"), (400, "", "perhapsCalled"),
            (400, #"{"message":"temperature must be a number"}"#, "requestWrong"),
            (502, "<html>Bad gateway: unauthorized upstream</html>", "perhapsCalled"),
            (500, #"{"message":"Rate limit exceeded"}"#, "perhapsCalled"), (503, "", "perhapsCalled"),
            (500, #"{"error":"Error in getting BYOT Number"}"#, "accountWrong"), (504, "", "perhapsCalled"),
            (429, "slow down", "nobodyCalled"), (403, "<html>blocked</html>", "accountWrong"),
            (301, "", "accountWrong"), (404, "<html>Not found</html>", "accountWrong"), (408, "", "perhapsCalled"),
            (407, "", "nobodyCalled"),
            (599, "", "perhapsCalled"),
            (0, "", "perhapsCalled"), (400, #"{"error":{"message":"Unable to save request body."}}"#, "perhapsCalled"),
        ] as [(Int, String, String)] {
            let result = PlacementResult(reply: HTTPReply(status: status, body: Array(body.utf8)))
            #expect(kind(result) == expected, "\(status) \(body)")
        }
    }

    @Test func `the provider says how long to wait`() {
        let body = Array(#"{"status":"error","message":"Rate limit exceeded"}"#.utf8)
        for (header, seconds) in [("17", 17), (" 5 ", 5), ("-3", nil), ("soon", nil), ("999999999", 86_400)]
            as [(String, Int?)]
        {
            let result = PlacementResult(reply: HTTPReply(status: 429, headers: ["retry-after": header], body: body))
            #expect(
                result == .nobodyCalled(retryAfterSeconds: seconds, reason: "Rate limit exceeded (429)"), "\(header)")
        }
    }

    @Test func `a reason is short, though one character may have marks without end`() {
        let marks = "e" + String(repeating: "\u{301}", count: 50_000)
        let body = Array(#"{"status":"error","message":"\#(marks)"}"#.utf8)
        let result = PlacementResult(reply: HTTPReply(status: 400, headers: [:], body: body))
        #expect((reason(result) ?? "").unicodeScalars.count < 200)
    }

    @Test func `a reason holds no number, no quotation and nothing of the patient`() {
        let message =
            #"Bad request_data.first_name \"Ada\" of ADA PALMER: call +44 7700 900123, 07700-900123, ada@example.org, ["x"]"#
        let body = Array("{\"status\":\"error\",\"message\":\"\(message)\"}".utf8)
        let result = PlacementResult(reply: HTTPReply(status: 400, body: body), secrets: ["Ada", "Palmer"])
        let reason = reason(result) ?? ""
        for secret in ["ada", "palmer", "7700", "900123", "@", "\"x\""] {
            #expect(!reason.lowercased().contains(secret), "\(reason)")
        }
        #expect(reason.count < 200)
    }
}
