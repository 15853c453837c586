package import RecallCore

extension CallReport {
    /// The most bytes of words that one call is believed to have: half an hour of talk has a tenth of it.
    private static let mostWords = 256 * 1024
    /// The most characters of what the provider itself writes that are kept for each of its names.
    private static let longestOwnWord = 500

    /// Reads one call as the provider's details, list rows and web hooks give it; nil where no call id stands in it, or more
    /// words than any call has.
    package init?(json: JSONValue) {
        var call = json.unwrapped
        for wrapper in ["data", "call"] where call["call_id"] == nil && call["c_id"] == nil {
            if let inner = call[wrapper]?.unwrapped { call = inner }
        }
        guard let id = call["call_id"]?.text ?? call["c_id"]?.text else { return nil }
        self.init(callID: id)

        let metadata = call["metadata"]?.unwrapped ?? call["variables"]?.unwrapped["metadata"]?.unwrapped
        for attempt in [metadata?["attempt_id"]?.text, call["external_id"]?.text].compactMap(\.self)
        where !attemptIDs.contains(attempt) {
            attemptIDs.append(attempt)
        }
        to = call["to"]?.text.flatMap(Self.number)
        createdAt = call["created_at"]?.text.flatMap { Instant(iso: $0) }
        let status = call["status"]?.text?.lowercased().replacing("_", with: "-")
        let queueStatus = call["queue_status"]?.text?.lowercased()
        let message = call["error_message"]?.text.flatMap { $0.lowercased() == "null" ? nil : $0 }
        let tag = Self.tag(call["disposition_tag"])
        progress = CallProgress(completed: call["completed"]?.bool ?? false, queueStatus: queueStatus)
        ending = CallEnding(status: status)
        fault = CallFault(message: message, status: status)
        answeredBy = call["answered_by"]?.text.flatMap(AnsweredBy.init(word:))
        durationSeconds = Self.seconds(call)
        opinion = tag.map(CallOpinion.init(disposition:))
        let price = CallPrice.read(call["price"], seconds: durationSeconds)
        priceUSD = price.usd
        for (name, word) in [
            ("status", status), ("queue_status", queueStatus), ("error_message", message), ("disposition_tag", tag),
            ("price", price.odd),
        ] {
            ownWords[name] = word.map { CleanValue.bounded($0, Self.longestOwnWord) }
        }
        summary = call["summary"]?.text
        turns = Self.turns(call)
        endedBy = call["call_ended_by"]?.text.map { CleanValue.bounded($0.lowercased(), Self.longestOwnWord) }
        transferredTo = call["transferred_to"]?.text.map { CleanValue.bounded($0, Self.longestOwnWord) }
        let words = turns.reduce(summary?.utf8.count ?? 0) { $0 + $1.text.utf8.count }
        guard words <= Self.mostWords else { return nil }
    }

    /// Old rows give numbers without a plus sign.
    private static func number(_ text: String) -> PhoneNumber? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        return PhoneNumber(e164: "+\(digits)")
    }

    /// `corrected_duration` is seconds in a string, `call_length` minutes in a number.
    private static func seconds(_ call: JSONValue) -> Int? {
        let corrected = call["corrected_duration"]?.double
        if let corrected, corrected > 0 { return Int(min(corrected, 1e6).rounded()) }
        if let minutes = call["call_length"]?.double { return Int((min(max(minutes, 0), 1e5) * 60).rounded()) }
        return corrected.map { _ in 0 }
    }

    /// A tag is text, or an object with a name, or a list of either.
    private static func tag(_ value: JSONValue?) -> String? {
        guard let value = value?.unwrapped else { return nil }
        let word = value.text ?? value["name"]?.text ?? value.elements?.lazy.compactMap { Self.tag($0) }.first
        return word.flatMap { ["null", "none"].contains($0.lowercased()) ? nil : $0.uppercased() }
    }

    private static func turns(_ call: JSONValue) -> [CallTurn] {
        let rows = call["transcripts"]?.elements ?? []
        // No order is promised.
        let sorted = rows.enumerated().map { index, row in
            (row, row["created_at"]?.text.flatMap { Instant(iso: $0) }, row["id"]?.double ?? 0, index)
        }.sorted { left, right in
            guard let first = left.1, let second = right.1, first != second else {
                return (left.2, left.3) < (right.2, right.3)
            }
            return first < second
        }
        let turns = sorted.compactMap { row, _, _, _ -> CallTurn? in
            guard let text = row["text"]?.text else { return nil }
            return CallTurn(speaker(row["user"]?.text ?? ""), text)
        }
        if !turns.isEmpty { return turns }
        return transcript(call["concatenated_transcript"]?.text ?? "")
    }

    /// Reads `user: … \n assistant: … \n agent-action: …`.
    private static func transcript(_ text: String) -> [CallTurn] {
        var turns: [CallTurn] = []
        for line in text.split(separator: "\n") {
            let line = line.drop(while: \.isWhitespace)
            if let colon = line.firstIndex(of: ":"),
                ["user", "assistant", "robot", "agent-action", "agent"].contains(line[..<colon].lowercased())
            {
                turns.append(
                    CallTurn(
                        speaker(String(line[..<colon])),
                        String(line[line.index(after: colon)...].drop(while: \.isWhitespace))))
            } else if !line.isEmpty, !turns.isEmpty {
                turns[turns.count - 1].text += " " + line
            }
        }
        return turns
    }

    private static func speaker(_ word: String) -> CallTurn.Speaker {
        switch word.lowercased() {
        case "user", "human", "customer": .user
        case "assistant", "robot", "agent", "ai": .assistant
        default: .action
        }
    }
}
