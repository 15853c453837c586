package import RecallCore

// Bland's words for how a call stands, and what each of them means here.

extension CallProgress {
    /// Reads whether a call is over from Bland's two members that say so.
    ///
    /// `complete_error` is trouble after the call, such as a web hook that failed; every other error of the queue means
    /// that Bland gave the call up.
    ///
    /// - Parameters:
    ///   - completed: Whether Bland calls it completed.
    ///   - queueStatus: Where it is in Bland's queue, in small letters.
    package init(completed: Bool, queueStatus: String?) {
        if let queueStatus, queueStatus.hasSuffix("_error"), queueStatus != "complete_error" {
            self = .givenUp
        } else {
            self = completed || queueStatus == "complete_error" ? .over : .underWay
        }
    }
}

extension CallEnding {
    /// Reads a status in small letters with hyphens; nil for one that says nothing of a call that nobody took.
    package init?(status: String?) {
        switch status {
        case "busy": self = .busy
        case "failed", "canceled": self = .failed
        case "no-answer": self = .noAnswer
        default: return nil
        }
    }
}

extension CallFault {
    /// Reads what Bland says went wrong; nil where nothing did.
    ///
    /// - Parameters:
    ///   - message: The words of the error, which also stand with calls that went well.
    ///   - status: The status in small letters with hyphens: two of them, which Bland's own list lacks, have been met.
    package init?(message: String?, status: String?) {
        let words = PlainWords(message ?? "")
        if words.hasAny(Self.refusals) {
            self = .numberRefused
        } else if words.has("busy") {
            self = .lineBusy
        } else if !words.isEmpty || status == "cancelled" || status == "error" {
            self = .other
        } else {
            return nil
        }
    }

    private static let refusals: Phrases = [
        "dnc", "sensitive", "sensitive numbers", "blacklisted", "not found", "invalid phone number",
    ]
}

extension CallOpinion {
    /// Reads a disposition, one of those that the request offered or one of Bland's own.
    ///
    /// `NO_CONTACT_MADE` says nothing: it has been seen on real conversations.
    package init(disposition: String) {
        let word = PlainWords(disposition.replacing("_", with: " ")).words.joined(separator: "_")
        let outcome: Outcome? =
            switch word {
            case "do_not_contact", "do_not_call", "dnc": .optedOut
            case "call_back_scheduled", "call_back_later", "callback": .callbackRequested
            case "not_interested": .declined
            case "canceled", "cancelled": .failed
            case "unknown": nil
            default: Outcome(rawValue: word)
            }
        self = outcome.map(Self.outcome) ?? .nothing
    }
}

extension AnsweredBy {
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
