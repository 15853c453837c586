package import RecallCore
package import RecallPorts

/// Speaks to Bland. Sends each request once; whether to send another is for the caller to decide.
package struct BlandClient: VoiceProvider {
    private let transport: any HTTPTransport
    private let baseURL: String
    private let apiKey: BlandKey
    private let encryptedKey: BlandKey?
    private let timeoutSeconds: Int

    /// `baseURL` is the scheme and the host, such as `https://api.bland.ai`.
    package init(
        transport: any HTTPTransport, baseURL: String, apiKey: BlandKey, encryptedKey: BlandKey? = nil,
        timeoutSeconds: Int = 30
    ) {
        self.transport = transport
        self.baseURL = String(baseURL.reversed().drop { $0 == "/" }.reversed())
        self.apiKey = apiKey
        self.encryptedKey = encryptedKey
        self.timeoutSeconds = timeoutSeconds
    }

    /// Asks for one call. The attempt must have been stored before.
    package func place(_ request: CallRequest) async -> PlacementResult {
        let body = JSONWriter.sent.bytes(of: request.body(showsPracticeNumber: encryptedKey != nil))
        let http = self.request(.post, "/v1/calls", body: body, needsEncryptedKey: true)
        do {
            return PlacementResult(
                reply: try await transport.send(http, timeoutSeconds: timeoutSeconds), secrets: request.secrets)
        } catch {
            switch error {
            case .notSent(_, let reason):
                return .nobodyCalled(
                    retryAfterSeconds: nil, reason: PlainReason.scrub(reason, secrets: request.secrets))
            case .outcomeUnknown(_, let reason):
                return .perhapsCalled(reason: PlainReason.scrub(reason, secrets: request.secrets))
            case .cancelled(sent: false):
                return .nobodyCalled(retryAfterSeconds: nil, reason: "stopped before it was sent")
            case .answerTooLarge:
                return .perhapsCalled(reason: "the answer is too large")
            case .cancelled(sent: true):
                return .perhapsCalled(reason: "stopped while it was being sent")
            }
        }
    }

    /// The provider's word on a call; nil where it does not know the call, which may be so for a moment after placing.
    package func look(at callID: String) async throws(ProviderError) -> CallReport? {
        guard let reply = try await exchange(.get, "/v1/calls/\(try Self.checked(callID))") else { return nil }
        guard let report = CallReport(json: reply) else { throw .unreadable(reason: "no call stands in the answer") }
        return report
    }

    /// The calls to a number from a moment on, newest first as the provider has them; without what was said.
    package func find(to number: PhoneNumber, since: Instant) async throws(ProviderError) -> [CallReport] {
        // Whether the provider takes the date as ours or as its own is not sure: a day more is asked for, then sifted.
        let start = since.adding(hours: -24).description.prefix(10)
        let query = "to_number=%2B\(number.e164.dropFirst())&start_date=\(start)&limit=1000"
        guard let reply = try await exchange(.get, "/v1/calls?\(query)", needsEncryptedKey: true) else {
            throw .refused(reason: "the list of calls is not there (404)")
        }
        guard
            let rows = (reply["calls"] ?? reply["data"]?.unwrapped["calls"] ?? reply["data"])?.elements
                ?? reply.elements
        else { throw .unreadable(reason: "no list stands in the answer") }
        return rows.compactMap { CallReport(json: $0) }.filter { report in
            CallID.isUsable(report.callID) && (report.to == nil || report.to == number)
                && report.createdAt.map { $0 >= since } != false
        }
    }

    /// The answers to the seven questions about a call that was answered.
    package func ask(about callID: String) async throws(ProviderError) -> AnalysisAnswers {
        let questions = AnalysisQuestion.all.map { JSONValue.array([.string($0.text), .string($0.type)]) }
        let body: JSONValue = ["goal": .string(AnalysisQuestion.goal), "questions": .array(questions)]
        guard let reply = try await exchange(.post, "/v1/calls/\(try Self.checked(callID))/analyze", body: body) else {
            throw .refused(reason: "the call is not known (404)")
        }
        guard let answers = AnalysisAnswers(json: reply) else {
            throw .unreadable(reason: "no answers stand in the answer")
        }
        return answers
    }

    /// How the account stands.
    package func account() async throws(ProviderError) -> VoiceAccount {
        guard let reply = try await exchange(.get, "/v1/me") else {
            throw .refused(reason: "the account is not there (404)")
        }
        return VoiceAccount(balanceUSD: (reply["billing"] ?? reply["data"]?["billing"])?["current_balance"]?.double)
    }

    /// Asks for a call to be ended; false where the provider has no such call to end.
    package func stop(callID: String) async throws(ProviderError) -> Bool {
        let path = "/v1/calls/\(try Self.checked(callID))/stop"
        guard let reply = try await exchange(.post, path, body: [:], allowsStatusError: true) else {
            return false
        }
        return reply["status"]?.text?.lowercased() == "success"
    }

    // MARK: One exchange

    /// A call id goes into an address: only letters, digits, hyphens and underscores may.
    private static func checked(_ callID: String) throws(ProviderError) -> String {
        guard CallID.isUsable(callID) else { throw .refused(reason: "not a call id") }
        return callID
    }

    private func request(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8]?, needsEncryptedKey: Bool
    ) -> HTTPRequest {
        var headers = [
            (name: "Authorization", value: "Bearer \(apiKey.secret)"), (name: "Accept", value: "application/json"),
        ]
        if body != nil { headers.append((name: "Content-Type", value: "application/json")) }
        if needsEncryptedKey, let encryptedKey {
            headers.append((name: "encrypted_key", value: encryptedKey.secret))
        }
        return HTTPRequest(method: method, url: baseURL + path, headers: headers, body: body)
    }

    /// Sends a request that may be sent again without harm; nil on 404.
    private func exchange(
        _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil, needsEncryptedKey: Bool = false,
        allowsStatusError: Bool = false
    ) async throws(ProviderError) -> JSONValue? {
        let reply: HTTPReply
        do {
            reply = try await transport.send(
                request(method, path, body: body.map(JSONWriter.sent.bytes(of:)), needsEncryptedKey: needsEncryptedKey),
                timeoutSeconds: timeoutSeconds
            )
        } catch {
            switch error {
            case .notSent(_, let reason), .outcomeUnknown(_, let reason):
                throw .unreachable(reason: PlainReason.scrub(reason))
            case .answerTooLarge: throw .unreadable(reason: "the answer is too large")
            case .cancelled: throw .cancelled
            }
        }
        let json = JSONValue(bytes: reply.body)
        let text = ReplyText(json: json, body: reply.body)
        let reason = text.reason(status: reply.status, secrets: [])
        let retryAfter = reply.headers["retry-after"].flatMap { Int($0) }.flatMap { $0 >= 0 ? min($0, 86_400) : nil }
        if text.has("encrypted_key"), reply.status >= 400 {
            throw .accountWrong(reason: "the encrypted key is wrong")
        }
        switch reply.status {
        case 200..<300:
            guard let json else { throw .unreadable(reason: "the answer is not in JSON") }
            let isError = json["status"]?.text?.lowercased() == "error" && json["call_id"] == nil
            if isError, !allowsStatusError { throw .refused(reason: reason) }
            return json
        case 401, 402, 403: throw .accountWrong(reason: reason)
        case 404: return nil
        case 429: throw .tooOften(retryAfterSeconds: retryAfter)
        case 408, 500...: throw .unreachable(reason: reason)
        default:
            if allowsStatusError, let json { return json }
            throw .refused(reason: reason)
        }
    }
}
