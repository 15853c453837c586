package import RecallCore
package import RecallPorts

/// A provider of calls with a hold on its other side, so that the suite can say how it is met.
package protocol VoiceProviderBench: Sendable {
    var provider: any VoiceProvider { get }

    /// A provider of the same kind at whose address nobody listens.
    var unreachable: any VoiceProvider { get }

    /// The other side's clock.
    var now: Instant { get }

    /// Says how the next request for a call is met.
    func meetNext(_ meeting: VoiceMeeting) async

    /// Has the account refused from now on.
    func closeAccount() async

    /// Lets every call come to its end, a booking of the first slot, with all that is worked out afterwards.
    func endCalls() async

    /// How many calls the other side has made for an attempt.
    func callsMade(attempt: String) async throws -> Int
}

/// How a request for a call is met, in the words of what may have happened.
package enum VoiceMeeting: String, CaseIterable, Sendable {
    case taken
    /// The call is made, and the answer is lost.
    case takenAnswerLost
    /// Too many requests or calls at present.
    case busy
    case sameNumberTooSoon
    case numberRefused
    case accountWrong
    case requestWrong
}
