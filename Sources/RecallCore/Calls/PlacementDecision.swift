/// What follows from the result of a request to place a call: for the attempt, for how the provider stands to us, and for
/// the requests that are to come.
package struct PlacementDecision: Equatable, Sendable {
    /// What becomes of the attempt.
    package enum Fate: Equatable, Sendable {
        /// The provider has the call: it is followed.
        case follow(callID: String)
        /// Somebody may have been called: the call is looked for.
        case lookFor
        /// Nobody was called: the attempt does not count, and its slots are free again.
        case giveBack
        /// The number is refused for ever: the attempt ends, and the number is stopped.
        case endRefused
        /// The request is refused for what stands in it: nobody was called, the attempt does not count, and the recall waits
        /// for a person.
        case setAside(reason: String)
    }

    /// What is learnt of the provider.
    package enum ProviderNews: Equatable, Sendable {
        case works
        case unreachable(reason: String)
        /// The account or its configuration is wrong.
        case accountStopped(reason: String)
    }

    /// What is waited for before the next request.
    package enum Pause: Equatable, Sendable {
        case none
        /// The provider takes calls: earlier refusals are forgotten.
        case over
        /// No request leaves for a while; the seconds are those that the provider named, nil where it named none.
        case provider(seconds: Int?)
        /// This recall is left alone for so many seconds.
        case recall(seconds: Int)
    }

    package var attempt: Fate
    /// Nil where nothing is learnt.
    package var news: ProviderNews?
    package var pause: Pause
    /// Whether the calls to the same number whose answers were lost are looked for at once: there is a sign of one.
    package var looksForOthers: Bool

    package init(_ attempt: Fate, news: ProviderNews? = nil, pause: Pause = .none, looksForOthers: Bool = false) {
        self.attempt = attempt
        self.news = news
        self.pause = pause
        self.looksForOthers = looksForOthers
    }

    /// The least seconds for which a recall is left alone whose number the provider had a moment ago.
    package static let leastSecondsForNumber = 10

    /// Decides what follows from a result.
    ///
    /// - Parameter result: What became of the request.
    /// - Returns: What is to be stored, noted and waited for.
    package static func after(_ result: PlacementResult) -> PlacementDecision {
        switch result {
        case .accepted(let callID, _):
            PlacementDecision(.follow(callID: callID), news: .works, pause: .over)
        case .perhapsCalled:
            PlacementDecision(.lookFor)
        case .nobodyCalled(let seconds, let reason):
            PlacementDecision(.giveBack, news: .unreachable(reason: reason), pause: .provider(seconds: seconds))
        case .sameNumberTooSoon(let seconds, _):
            PlacementDecision(
                .giveBack, pause: .recall(seconds: max(seconds, leastSecondsForNumber) + 1), looksForOthers: true)
        case .numberRefused:
            PlacementDecision(.endRefused)
        case .accountWrong(let reason):
            PlacementDecision(.giveBack, news: .accountStopped(reason: reason), pause: .provider(seconds: nil))
        case .requestWrong(let reason):
            PlacementDecision(.setAside(reason: reason))
        }
    }
}
