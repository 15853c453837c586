extension Outcome {
    /// What an attempt came to; the sentence goes on from "we rang this number:".
    package var words: CodeWords {
        switch self {
        case .booked: CodeWords("Booked", "an appointment was booked", advice: "Enter the booking in the diary")
        case .callbackRequested: CodeWords("Asked to be called back", "we were asked to ring again")
        case .declined: CodeWords("Declined", "no appointment was wanted", advice: "None")
        case .seenElsewhere:
            CodeWords("Seen elsewhere", "we were told that the eyes have been tested elsewhere", advice: "None")
        case .wrongNumber: CodeWords("Wrong number", "it was somebody else's number", advice: "Check the record")
        case .optedOut: CodeWords("Asked us to stop", "we were asked not to ring again", advice: "Not called again")
        case .deceasedReported:
            CodeWords(
                "Told us that the patient has died", "we were told that the patient has died",
                advice: "Check the record")
        case .movedAway:
            CodeWords("Moved away", "we were told that the patient has moved away", advice: "Check the record")
        case .transferred:
            CodeWords(
                "Put through to the practice", "the call was put through to the practice",
                advice: "Staff have taken over")
        case .identityNotConfirmed:
            CodeWords(
                "Did not confirm who they are", "it could not be made sure that it was the patient",
                advice: "See the task")
        case .spokeNoResult:
            CodeWords(
                "Spoke, but without a clear result", "somebody spoke to us, and nothing clear came of it",
                advice: "See the task")
        case .voicemailLeft: CodeWords("Message left", "a message was left on a machine")
        case .voicemail: CodeWords("Voicemail, no message left", "a machine answered, and no message was left")
        case .noAnswer: CodeWords("No answer", "nobody answered")
        case .busy: CodeWords("Busy", "the line was busy")
        case .failed: CodeWords("The call failed", "the call did not come about")
        case .numberRefused:
            CodeWords(
                "The number was refused", "the telephone provider refused the number", advice: "Check the number")
        case .unknown:
            CodeWords(
                "Not known. Please check", "it is not known whether the telephone rang", advice: "See the task")
        }
    }

    /// What a call has come to so far, in short.
    ///
    /// - Parameter outcome: The outcome; nil while the call is in progress.
    /// - Returns: A few words.
    package static func short(_ outcome: Outcome?) -> String { outcome?.words.short ?? "In the call" }
}
