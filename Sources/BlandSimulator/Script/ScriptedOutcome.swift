/// What happens on the telephone, in the words of a script.
package enum ScriptedOutcome: String, Sendable, CaseIterable, Codable {
    case booked
    case callback
    case declined
    case optedOut = "opted_out"
    case wrongNumber = "wrong_number"
    case deceased
    case movedAway = "moved_away"
    case seenElsewhere = "seen_elsewhere"
    case newNumber = "new_number"
    case symptoms
    case identityNotConfirmed = "identity_not_confirmed"
    case spokeNoResult = "spoke_no_result"
    case transferred
    case answeredByNull = "answered_by_null"
    case voicemail
    case voicemailMislabelledHuman = "voicemail_mislabelled_human"
    case voicemailLeft = "voicemail_left"
    case noAnswer = "no_answer"
    case busy
    case failed
    case spamBlocked = "spam_blocked"
    case queueError = "queue_error"
    case neverCompletes = "never_completes"

    /// Reads a word of a script, the practice's own words for some outcomes included.
    package init?(word: String) {
        let word = word.lowercased().replacing("-", with: "_")
        switch word {
        case "callback_requested": self = .callback
        case "deceased_reported": self = .deceased
        case "voicemail_human": self = .voicemailMislabelledHuman
        default: self.init(rawValue: word)
        }
    }

    /// Whether two people (or one and the agent) talked.
    package var isConversation: Bool {
        switch self {
        case .voicemail, .voicemailMislabelledHuman, .voicemailLeft, .noAnswer, .busy, .failed, .spamBlocked,
            .queueError:
            false
        default: true
        }
    }

    /// Whether the person who answered said that they are the patient.
    var confirmsIdentity: Bool {
        switch self {
        case .booked, .callback, .declined, .optedOut, .seenElsewhere, .newNumber, .symptoms, .transferred,
            .answeredByNull, .neverCompletes:
            true
        default: false
        }
    }

    /// Whether an offered appointment is taken.
    var acceptsSlot: Bool { self == .booked || self == .newNumber || self == .answeredByNull }

    /// What a careful reader of the call would call it, in the words of the outcomes file.
    package var readAs: String {
        switch self {
        case .booked, .newNumber, .answeredByNull: "booked"
        case .callback: "callback_requested"
        case .deceased: "deceased_reported"
        case .symptoms, .spokeNoResult: "spoke_no_result"
        case .voicemailMislabelledHuman: "voicemail"
        // Bland says that the number is not found: it is not to be tried again.
        case .failed: "number_refused"
        case .spamBlocked, .queueError: "failed"
        case .neverCompletes: "unknown"
        default: rawValue
        }
    }

    /// The disposition that Bland's own list has for it, used where the request brings no list.
    var builtInDisposition: String {
        switch self {
        case .booked, .newNumber, .voicemailMislabelledHuman: "COMPLETED_ACTION"
        case .callback: "CALL_BACK_SCHEDULED"
        case .declined: "NOT_INTERESTED"
        case .optedOut: "DO_NOT_CONTACT"
        case .transferred: "TRANSFERRED"
        case .symptoms: "FOLLOW_UP_REQUIRED"
        case .seenElsewhere, .movedAway: "NOT_QUALIFIED"
        default: "NO_CONTACT_MADE"
        }
    }

    /// How long the talk lasts, in seconds, where the script gives no length.
    var usualSeconds: Int {
        switch self {
        case .noAnswer, .busy, .failed, .spamBlocked, .queueError: 0
        case .voicemail, .voicemailMislabelledHuman: 9
        case .voicemailLeft, .wrongNumber, .identityNotConfirmed: 24
        case .booked, .newNumber, .answeredByNull: 48
        default: 34
        }
    }
}
