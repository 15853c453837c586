/// The provider's last word on a call, in one form whatever form it came in.
///
/// Nothing here is believed by itself: `Conclusion` weighs the members against each other.
package struct CallReport: Equatable, Sendable, Codable {
    package var callID: String
    /// Ids of ours that the provider gives back with the call, each once.
    package var attemptIDs: [String]
    package var to: PhoneNumber?
    package var createdAt: Instant?
    /// The provider's word in small letters with hyphens: `completed`, `no-answer`, `in-progress` …
    package var status: String?
    /// Where the call is in the provider's queue, in small letters: `queued`, `complete`, `call_error` …
    package var queueStatus: String?
    package var completed: Bool
    /// Nil also on real conversations.
    package var answeredBy: AnsweredBy?
    /// Not nil also on calls that went well.
    package var errorMessage: String?
    package var durationSeconds: Int?
    /// The provider's choice among the dispositions, in capitals; the opinion of a model.
    package var dispositionTag: String?
    package var summary: String?
    /// What was said, in order.
    package var turns: [CallTurn]
    package var endedBy: String?
    package var transferredTo: String?
    package var priceUSD: Double?

    package init(
        callID: String, attemptIDs: [String] = [], to: PhoneNumber? = nil, createdAt: Instant? = nil,
        status: String? = nil, queueStatus: String? = nil, completed: Bool = false, answeredBy: AnsweredBy? = nil,
        errorMessage: String? = nil, durationSeconds: Int? = nil, dispositionTag: String? = nil,
        summary: String? = nil, turns: [CallTurn] = [], endedBy: String? = nil, transferredTo: String? = nil,
        priceUSD: Double? = nil
    ) {
        self.callID = callID
        self.attemptIDs = attemptIDs
        self.to = to
        self.createdAt = createdAt
        self.status = status
        self.queueStatus = queueStatus
        self.completed = completed
        self.answeredBy = answeredBy
        self.errorMessage = errorMessage
        self.durationSeconds = durationSeconds
        self.dispositionTag = dispositionTag
        self.summary = summary
        self.turns = turns
        self.endedBy = endedBy
        self.transferredTo = transferredTo
        self.priceUSD = priceUSD
    }

    /// Whether what the provider works out after a call is there; it may take a minute.
    package var hasPostCallFields: Bool { summary != nil && dispositionTag != nil }

    /// Whether the provider says that it gave the call up before or while dialling.
    var hasQueueError: Bool { queueStatus?.hasSuffix("_error") == true && queueStatus != "complete_error" }
}

extension CallReport: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        "‹call \(callID), \(status ?? "no status"), \(queueStatus ?? "no queue status"), \(turns.count) turns›"
    }
    package var debugDescription: String { description }
}

/// Who the provider believes took the call, from its first five seconds; wrong for about two calls in five.
package enum AnsweredBy: String, Sendable, Codable {
    case human
    case voicemail
    /// Probably a person.
    case unknown
    case noAnswer = "no-answer"
    case busy

    /// Reads every spelling that has been met; nil for null and for words that say nothing.
    package init?(word: String) {
        switch word.lowercased() {
        case "human", "person", "live": self = .human
        case "voicemail", "machine", "answering_machine", "answering-machine", "voice-mail", "voice_mail":
            self = .voicemail
        case "unknown": self = .unknown
        case "no-answer", "no_answer", "noanswer", "no answer": self = .noAnswer
        case "busy": self = .busy
        default: return nil
        }
    }
}

/// One turn of a conversation.
package struct CallTurn: Equatable, Sendable, Codable {
    package enum Speaker: String, Sendable, Codable {
        /// Whoever took the call; a machine too.
        case user
        case assistant
        /// Something that the agent did, such as ending the call.
        case action
    }

    package var speaker: Speaker
    package var text: String

    package init(_ speaker: Speaker, _ text: String) {
        self.speaker = speaker
        self.text = text
    }
}

extension CallTurn: CustomStringConvertible {
    package var description: String { "‹turn of \(speaker.rawValue)›" }
}
