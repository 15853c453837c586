/// The provider's last word on a call, in one form whatever form it came in.
///
/// Nothing here is believed by itself: `Conclusion` weighs the members against each other.
package struct CallReport: Equatable, Sendable, Codable {
    package var callID: String
    /// Ids of ours that the provider gives back with the call, each once.
    package var attemptIDs: [String]
    package var to: PhoneNumber?
    package var createdAt: Instant?
    package var progress: CallProgress
    /// Nil also of a call that is not over.
    package var ending: CallEnding?
    /// Not nil also on calls that went well.
    package var fault: CallFault?
    /// Nil also on real conversations.
    package var answeredBy: AnsweredBy?
    package var durationSeconds: Int?
    /// What the call came to in the provider's own opinion, which is that of a model; nil where it has none yet.
    package var opinion: CallOpinion?
    package var summary: String?
    /// What was said, in order.
    package var turns: [CallTurn]
    package var endedBy: String?
    package var transferredTo: String?
    package var priceUSD: Double?
    /// What the provider itself wrote, by its own names, for whoever looks into a call later. Nothing is decided from it.
    package var ownWords: [String: String]

    package init(
        callID: String, attemptIDs: [String] = [], to: PhoneNumber? = nil, createdAt: Instant? = nil,
        progress: CallProgress = .underWay, ending: CallEnding? = nil, fault: CallFault? = nil,
        answeredBy: AnsweredBy? = nil, durationSeconds: Int? = nil, opinion: CallOpinion? = nil,
        summary: String? = nil, turns: [CallTurn] = [], endedBy: String? = nil, transferredTo: String? = nil,
        priceUSD: Double? = nil, ownWords: [String: String] = [:]
    ) {
        self.callID = callID
        self.attemptIDs = attemptIDs
        self.to = to
        self.createdAt = createdAt
        self.progress = progress
        self.ending = ending
        self.fault = fault
        self.answeredBy = answeredBy
        self.durationSeconds = durationSeconds
        self.opinion = opinion
        self.summary = summary
        self.turns = turns
        self.endedBy = endedBy
        self.transferredTo = transferredTo
        self.priceUSD = priceUSD
        self.ownWords = ownWords
    }

    /// Whether what the provider works out after a call is there; it may take a minute.
    package var hasPostCallFields: Bool { summary != nil && opinion != nil }
}

extension CallReport: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        "‹call \(callID), \(progress.rawValue), \(turns.count) turns›"
    }
    package var debugDescription: String { description }
}

/// How far a call has come, as the provider says.
package enum CallProgress: String, Sendable, Codable, CaseIterable {
    /// It waits, rings or is talked in.
    case underWay = "under_way"
    /// The call itself has ended; what the provider works out after it may be missing.
    case over
    /// The provider gave it up before or while dialling: nothing more will come.
    case givenUp = "given_up"
}

/// How a call ended that nobody took, as the provider says.
package enum CallEnding: String, Sendable, Codable, CaseIterable {
    case busy
    case noAnswer = "no_answer"
    case failed
}

/// What went wrong with a call, as the provider says.
package enum CallFault: String, Sendable, Codable, CaseIterable {
    /// The number will never be called.
    case numberRefused = "number_refused"
    case lineBusy = "line_busy"
    case other
}

/// What a call came to in the opinion of the provider.
package enum CallOpinion: Equatable, Sendable, Codable {
    case outcome(Outcome)
    /// It has been worked out, and says nothing.
    case nothing

    package var outcome: Outcome? {
        if case .outcome(let outcome) = self { outcome } else { nil }
    }
}

/// Who the provider believes took the call, from its first five seconds; wrong for about two calls in five.
package enum AnsweredBy: String, Sendable, Codable {
    case human
    case voicemail
    /// Probably a person.
    case unknown
    case noAnswer = "no-answer"
    case busy
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
