/// What an attempt came to, by the words that files and commands use.
package enum Outcome: String, Sendable, Codable, CaseIterable {
    case booked
    case callbackRequested = "callback_requested"
    case declined
    case seenElsewhere = "seen_elsewhere"
    case wrongNumber = "wrong_number"
    case optedOut = "opted_out"
    case deceasedReported = "deceased_reported"
    case movedAway = "moved_away"
    case transferred
    case identityNotConfirmed = "identity_not_confirmed"
    case spokeNoResult = "spoke_no_result"
    case voicemailLeft = "voicemail_left"
    case voicemail
    case noAnswer = "no_answer"
    case busy
    case failed
    case numberRefused = "number_refused"
    case unknown
}

extension Outcome {
    /// Whether somebody was spoken to.
    package var isConversation: Bool {
        switch self {
        case .booked, .callbackRequested, .declined, .seenElsewhere, .wrongNumber, .optedOut, .deceasedReported,
            .movedAway, .transferred, .identityNotConfirmed, .spokeNoResult:
            true
        case .voicemailLeft, .voicemail, .noAnswer, .busy, .failed, .numberRefused, .unknown: false
        }
    }

    /// Whether the patient is said to have left: out of the recall, without having asked for anything.
    package var saysMoved: Bool { self == .movedAway }

    /// Whether it says something of the telephone, and nothing of the patient.
    var isAboutNumber: Bool { self == .wrongNumber || self == .numberRefused }

    /// Whether staff are asked to see to the record, which an appointment or a test of the patient does not put right.
    package var isOfRecord: Bool {
        switch self {
        case .wrongNumber, .deceasedReported, .movedAway, .optedOut, .numberRefused: true
        case .booked, .callbackRequested, .declined, .seenElsewhere, .transferred, .identityNotConfirmed,
            .spokeNoResult, .voicemailLeft, .voicemail, .noAnswer, .busy, .failed, .unknown:
            false
        }
    }
}

/// An attempt as the rules of retrying see it.
package struct PastAttempt: Equatable, Sendable, Codable {
    package var startedAt: Instant
    /// Nil while the call is in progress.
    package var outcome: Outcome?
    /// The time that the patient asked to be called back at, if one was given.
    package var callbackAt: Instant?
    /// Whether staff have asked for the recall to be tried again since: then it counts towards no limit, and its outcome
    /// ends nothing.
    package var isSetAside: Bool
    /// Whether the record shows another telephone by now than the one that was called: that it was wrong, or refused, ends
    /// nothing any more.
    package var isOnFormerNumber: Bool
    /// Whether the call was sent with a message for a machine.
    package var messageSent: Bool

    package init(
        startedAt: Instant, outcome: Outcome?, callbackAt: Instant? = nil, isSetAside: Bool = false,
        isOnFormerNumber: Bool = false, messageSent: Bool = false
    ) {
        self.startedAt = startedAt
        self.outcome = outcome
        self.callbackAt = callbackAt
        self.isSetAside = isSetAside
        self.isOnFormerNumber = isOnFormerNumber
        self.messageSent = messageSent
    }

    /// Whether a message may have been left: it was, or it was sent along and nobody knows that no machine took it.
    package var mayHaveLeftMessage: Bool {
        switch outcome {
        case .voicemailLeft: true
        case .voicemail, .unknown, nil: messageSent
        case .booked, .callbackRequested, .declined, .seenElsewhere, .wrongNumber, .optedOut, .deceasedReported,
            .movedAway, .transferred, .identityNotConfirmed, .spokeNoResult, .noAnswer, .busy, .failed, .numberRefused:
            false
        }
    }
}

extension PastAttempt {
    /// Whether the newest of the attempts ended with a wish to be called back at a time.
    static func asksForCall(_ attempts: [PastAttempt]) -> Bool {
        guard let last = attempts.max(by: { $0.startedAt < $1.startedAt }), !last.isSetAside else { return false }
        return last.outcome == .callbackRequested && last.callbackAt != nil
    }
}
