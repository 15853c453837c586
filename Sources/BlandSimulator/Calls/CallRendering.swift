import Foundation

extension SimulatedCall {
    /// How a call is to be shown.
    struct View {
        var now: Date
        /// Shown as in progress, whatever the time says.
        var asInFlight = false
        /// Shown as not completed though its status is.
        var asProcessing = false
    }

    /// The call as `GET /v1/calls/{id}` gives it.
    func details(_ view: View) -> JSON {
        let phase = view.asInFlight ? .talking(Double(talkSeconds) / 2) : phase(at: view.now)
        var members = standing
        switch phase {
        case .queued:
            members["queue_status"] = "queued"
            members["status"] = "queued"
            return .object(members)
        case .ringing, .talking:
            members["queue_status"] = "started"
            members["status"] = "in-progress"
            members["started_at"] = .string(Timestamp.zulu(acceptedAt))
            members["variables"] = variables
            if case .talking(let elapsed) = phase {
                let part = talkSeconds == 0 ? 1 : min(1, elapsed / Double(talkSeconds))
                // The last turn is the hanging up, which has not happened yet.
                show(Array(turns.dropLast().prefix(Int((part * Double(turns.count)).rounded(.up)))), in: &members)
            }
            return .object(members)
        case .over(let since):
            close(&members, since: since)
            if view.asProcessing {
                for name in ["answered_by", "summary", "price", "disposition_tag", "concatenated_transcript"] {
                    members[name] = .null
                }
                members["transcripts"] = []
                members["completed"] = false
            }
            return .object(members)
        }
    }

    /// The call as a row of `GET /v1/calls`.
    func row(_ view: View) -> JSON {
        let all = details(view)
        let shown = [
            "call_id", "created_at", "call_length", "to", "from", "completed", "queue_status", "error_message",
            "answered_by", "batch_id", "status", "metadata", "external_id",
        ]
        return .object((all.object ?? [:]).filter { shown.contains($0.key) })
    }

    /// The call as a row of `GET /v1/calls/active`.
    func activeRow(at now: Date) -> JSON {
        [
            "call_id": .string(id), "user_id": "bdffa9e8-436c-416d-b95f-a77b19ae4411", "from": .string(from),
            "to": .string(number), "objective": request["task"] ?? "", "pathway_id": "", "start_time": "",
            "international": number.hasPrefix("+1") ? "false" : "true",
            "status": phase(at: now) == .queued ? "QUEUED" : "IN_PROGRESS",
            "timestamp": .string("\(Int(acceptedAt.timeIntervalSince1970 * 1000))"),
        ]
    }

    /// Every member, as it stands before anything has happened.
    private var standing: [String: JSON] {
        var echoed = request["request_data"]?.object ?? [:]
        echoed["phone_number"] = .string(number)
        echoed["wait"] = true
        echoed["language"] = request["language"] ?? "babel-en"
        var members: [String: JSON] = [
            "call_id": .string(id), "c_id": .string(id), "to": .string(number), "from": .string(from),
            "request_data": .object(echoed), "completed": false,
            "created_at": .string(Timestamp.offset(acceptedAt)), "inbound": false,
            "endpoint_url": "api.prod.bland.ai", "max_duration": request["max_duration"] ?? 30, "variables": [:],
            "record": request["record"] ?? false, "metadata": request["metadata"] ?? .null,
            "external_id": request["external_id"] ?? .null, "local_dialing": false, "pathway_tags": [],
            "transcripts": [], "voice_id": "745fbef5-f445-44fa-91ba-93f89803e1ce", "citation_schema_ids": [],
            "is_proxy_agent_call": false, "is_canary": false,
        ]
        for name in [
            "call_length", "batch_id", "error_message", "answered_by", "recording_url", "recording_expiration",
            "summary", "price", "started_at", "call_ended_by", "pathway_id", "pathway_logs", "pathway_version",
            "analysis_schema", "analysis", "transferred_to", "concatenated_transcript", "corrected_duration",
            "end_at", "disposition_tag", "warm_transfer_call",
        ] { members[name] = .null }
        return members
    }

    private var variables: JSON {
        let when = Timestamp.offset(acceptedAt)
        return [
            "now": .string(when), "now_utc": .string(when), "short_from": .string(String(from.suffix(10))),
            "short_to": .string(String(number.suffix(10))), "from": .string(from), "to": .string(number),
            "call_id": .string(id), "phone_number": .string(number),
            "country": number.hasPrefix("+44") ? "GB" : "US", "language": "English",
            "metadata": request["metadata"] ?? .null, "timestamp": .string(when),
            "timezone": request["timezone"] ?? "America/Los_Angeles",
        ]
    }

    private func show(_ turns: [Conversation.Turn], in members: inout [String: JSON]) {
        let step = Double(talkSeconds) / Double(max(1, self.turns.count)) / speed
        members["concatenated_transcript"] = .string(Conversation.joined(turns))
        members["transcripts"] = .array(
            turns.enumerated().map { index, turn in
                [
                    "id": .int(845_120_001 + order * 1000 + index * 37),
                    "created_at": .string(Timestamp.offset(talkBegins + step * Double(index))),
                    "text": .string(turn.text), "user": .string(turn.user), "c_id": .string(id), "status": nil,
                    "transcript_id": nil,
                ]
            })
    }

    private func close(_ members: inout [String: JSON], since: Double) {
        members["completed"] = true
        members["queue_status"] = "complete"
        members["started_at"] = .string(Timestamp.zulu(acceptedAt))
        members["variables"] = variables
        members["call_length"] = .double(Double(secondsTalked) / 60)
        members["corrected_duration"] = .string("\(secondsTalked)")
        members["price"] = .double(price)
        members["end_at"] = .text(endsAt.map(Timestamp.zulu))
        members["concatenated_transcript"] = ""
        members["status"] = "completed"
        if isCanceled {
            members["status"] = "canceled"
            members["disposition_tag"] = "CANCELED"
            members["started_at"] = .null
            members["end_at"] = .null
            members["call_length"] = 0
            return
        }
        switch plan.outcome {
        case .noAnswer:
            closeUnanswered(&members, status: "no-answer", tag: "NO_ANSWER")
            members["answered_by"] = "no-answer"
        case .busy:
            closeUnanswered(&members, status: "busy", tag: "BUSY")
            members["error_message"] = "Call failed. The number you dialed is busy. Please try again later."
        case .failed:
            closeUnanswered(&members, status: "failed", tag: "FAILED")
            members["queue_status"] = "call_error"
            members["error_message"] = "Call failed. The number you dialed is not found."
        case .spamBlocked:
            closeUnanswered(&members, status: "completed", tag: "FAILED")
            members["error_message"] = """
                Call failed. Service Provider Blocked Call due to Spam or Number Reputation. Try a different number.
                """
        case .queueError:
            closeUnanswered(&members, status: "", tag: "")
            for name in ["call_length", "corrected_duration", "price", "started_at", "end_at", "disposition_tag"] {
                members[name] = .null
            }
            members["status"] = nil
            members["completed"] = false
            members["variables"] = [:]
            members["queue_status"] = "queue_error"
            members["error_message"] = .string("Account not allowed to call \(number)")
        default: closeAnswered(&members, since: since)
        }
        if let answeredBy = plan.answeredBy {
            members["answered_by"] = answeredBy == "null" ? .null : .string(answeredBy)
        }
    }

    private func closeUnanswered(_ members: inout [String: JSON], status: JSON, tag: JSON) {
        members["status"] = status
        members["disposition_tag"] = tag
        members["call_length"] = 0
    }

    private func closeAnswered(_ members: inout [String: JSON], since: Double) {
        let cutShort = stoppedAt != nil
        let part = talkSeconds == 0 ? 1 : Double(secondsTalked) / Double(talkSeconds)
        show(cutShort ? Array(turns.prefix(Int(part * Double(turns.count)))) : turns, in: &members)
        switch plan.outcome {
        case .voicemail, .voicemailLeft: members["answered_by"] = "voicemail"
        case .answeredByNull: members["answered_by"] = .null
        default: members["answered_by"] = "human"
        }
        members["call_ended_by"] = plan.outcome.confirmsIdentity || cutShort ? "ASSISTANT" : "USER"
        if plan.outcome == .voicemail || plan.outcome == .voicemailLeft
            || plan.outcome == .voicemailMislabelledHuman
        {
            members["call_ended_by"] = "ASSISTANT"
        }
        if plan.outcome == .transferred {
            members["transferred_to"] =
                request["transfer_phone_number"] ?? request["transfer_list"]?["default"]
                ?? .text(words.practicePhone)
        }
        guard since >= (plan.summaryAfterSeconds ?? 5) / speed else { return }
        members["summary"] = .string(plan.summary ?? usualSummary)
        members["disposition_tag"] = .string(disposition)
    }

    private var disposition: String {
        if let own = plan.disposition { return own }
        let offered = (request["dispositions"]?.array ?? []).compactMap(\.string)
        let wanted = stoppedAt != nil ? "SPOKE_NO_RESULT" : plan.outcome.readAs.uppercased()
        if let exact = offered.first(where: { $0.uppercased() == wanted }) { return exact }
        return plan.outcome.builtInDisposition
    }

    private var usualSummary: String {
        switch plan.outcome {
        case .booked, .answeredByNull: "The patient confirmed who they were and took one of the appointments."
        case .newNumber: "The patient took one of the appointments and gave a new telephone number."
        case .callback: "The patient asked to be called back \(plan.words ?? "later")."
        case .declined: "The patient did not want an appointment."
        case .optedOut: "The person asked not to be contacted like this again."
        case .wrongNumber: "The person said that this was the wrong number."
        case .deceased: "The person said that the patient has died."
        case .movedAway: "The person said that the patient has moved away."
        case .seenElsewhere: "The patient has been seen elsewhere."
        case .symptoms: "The patient mentioned something that the practice must hear of at once."
        case .identityNotConfirmed: "The person did not confirm who they were."
        case .transferred: "The patient asked for a person and was transferred."
        case .voicemail: "The call reached a voicemail greeting and ended without a message."
        case .voicemailLeft: "The call reached a voicemail greeting and a message was left."
        default: "The call was brief."
        }
    }
}
