package import RecallCore
package import RecallPorts

extension PlacementResult {
    /// Reads the provider's reply to a request to place a call, by its text as well as by its status.
    ///
    /// `secrets` are texts of the request that must not come back in a reason.
    package init(reply: HTTPReply, secrets: [String] = []) {
        let json = JSONValue(bytes: reply.body)
        let text = ReplyText(json: json, body: reply.body)
        let reason = text.reason(status: reply.status, secrets: secrets)
        let retryAfter = reply.headers["retry-after"].flatMap(Self.seconds)

        if (200..<300).contains(reply.status) {
            let status = json?["status"]?.text?.lowercased()
            let callID = json?["call_id"]?.text ?? json?["data"]?["call_id"]?.text
            switch (status, callID) {
            case (_, let callID?) where !CallID.isUsable(callID):
                // Nothing could be asked about such a call; it is looked for by our own id.
                self = .perhapsCalled(reason: "the answer names no call")
                return
            case ("success", let callID?), (nil, let callID?):
                let notice = json?["max_duration_notice"]?["reason"]?.text
                self = .accepted(callID: callID, notice: notice.map { PlainReason.scrub($0, secrets: secrets) })
                return
            case (let word?, nil) where word != "success":
                self =
                    Self.byText(text, reason: reason, retryAfter: retryAfter, isServerFault: false)
                    ?? (text.has("invalid parameters") || text.has("missing required parameter")
                        ? .requestWrong(reason: reason) : .perhapsCalled(reason: reason))
                return
            default:
                self = .perhapsCalled(reason: "the answer could not be understood")
                return
            }
        }
        if let result = Self.byText(text, reason: reason, retryAfter: retryAfter, isServerFault: reply.status >= 500) {
            self = result
            return
        }
        switch reply.status {
        case 300..<400: self = .accountWrong(reason: "the base address leads elsewhere (\(reply.status))")
        case 401, 402, 403: self = .accountWrong(reason: reason)
        case 404 where json == nil, 405 where json == nil:
            self = .accountWrong(reason: "there is no Bland at the base address (\(reply.status))")
        case 407: self = .nobodyCalled(retryAfterSeconds: retryAfter, reason: "the proxy wants a password")
        case 408: self = .perhapsCalled(reason: reason)
        case 429: self = .nobodyCalled(retryAfterSeconds: retryAfter, reason: reason)
        case 404, 405, 413, 414, 418: self = .requestWrong(reason: reason)
        // What is not in the provider's own form may come from something between it and us.
        case 400..<500: self = json == nil ? .perhapsCalled(reason: reason) : .requestWrong(reason: reason)
        default: self = .perhapsCalled(reason: reason)
        }
    }

    private static func byText(
        _ text: ReplyText, reason: String, retryAfter: Int?, isServerFault: Bool
    ) -> PlacementResult? {
        let refusals = [
            "dnc list", "dnc error", "sensitive number", "blacklisted", "invalid phone number",
            "phone number has these validation errors",
        ]
        if refusals.contains(where: text.has) { return .numberRefused(reason: reason) }
        if ["encrypted_key", "encrypted key", "byot number"].contains(where: text.has) {
            return .accountWrong(reason: "the encrypted key or the number to call from is wrong")
        }
        if text.has("unable to queue") || text.has("unable to save request") { return .perhapsCalled(reason: reason) }
        // Under a fault of the provider's own the rest of its words prove nothing.
        guard !isServerFault else { return nil }
        if text.has("every 10 seconds to the same number") || text.has("to the same number") {
            return .sameNumberTooSoon(retryAfterSeconds: max(retryAfter ?? 0, 10), reason: reason)
        }
        let accounts = [
            "auth_failure", "unauthorized", "insufficient balance", "no billing record", "flagged your account",
            "call_unpaid_intl_block", "international calling requires", "account not allowed to call",
            "call_plan_destination_blocked", "invalid 'from'", "invalid from phone number",
        ]
        if accounts.contains(where: text.has) { return .accountWrong(reason: reason) }
        let waits = [
            "rate limit", "call_rl_", "concurrent call limit", "too many requests", "daily limit", "hourly limit",
        ]
        if waits.contains(where: text.has) { return .nobodyCalled(retryAfterSeconds: retryAfter, reason: reason) }
        // The provider's moderation may quote what it did not like.
        if text.has("flagged node") || text.has("objective_validation_error") {
            return .requestWrong(reason: "the provider refused the words of the call")
        }
        return nil
    }

    /// Whole seconds; a date is not worked out.
    private static func seconds(_ header: String) -> Int? {
        Int(header.filter { !$0.isWhitespace }).flatMap { $0 >= 0 ? min($0, 86_400) : nil }
    }
}
