/// How far an attempt has come.
package enum AttemptState: String, Sendable, Codable, CaseIterable {
    /// The intent is stored; the request may or may not have left.
    case placing
    /// The provider has the call.
    case following
    /// The answer was lost: somebody may have been called. Never sent again.
    case unknown
    /// It has an outcome.
    case settled
    /// It certainly reached nobody, and does not count.
    case notPlaced = "void"

    /// Whether the call is being asked for or goes on.
    package var isInProgress: Bool { self == .placing || self == .following }

    /// Whether it has not ended.
    package var isLive: Bool { isInProgress || self == .unknown }
}

/// A step that an attempt takes from one state to the next. An attempt takes no other, whoever asks.
package enum AttemptStep: CaseIterable, Sendable {
    /// The provider says that it has the call.
    case accept
    /// The request certainly reached nobody.
    case markNotPlaced
    /// The answer was lost.
    case markUnknown
    /// What the call came to is known.
    case settle
    /// Staff say that an unknown attempt called nobody.
    case markNotCalled

    /// The states that the step leaves.
    package var from: Set<AttemptState> {
        switch self {
        case .accept: [.placing, .unknown]
        case .markNotPlaced: [.placing]
        case .markUnknown: [.placing, .following]
        case .settle: [.placing, .following, .unknown]
        case .markNotCalled: [.unknown]
        }
    }

    /// The state that it leads to.
    package var to: AttemptState {
        switch self {
        case .accept: .following
        case .markNotPlaced, .markNotCalled: .notPlaced
        case .markUnknown: .unknown
        case .settle: .settled
        }
    }
}

/// An attempt that has not ended, as far as it counts.
package struct LiveAttempt: Equatable, Sendable {
    package var state: AttemptState
    package var startedAt: Instant

    package init(state: AttemptState, startedAt: Instant) {
        self.state = state
        self.startedAt = startedAt
    }

    /// Whether a call may be in progress: of one that nobody knows of, until it is over whatever became of it. One that was
    /// begun in the future was begun before the clock was set back, and is over as soon.
    ///
    /// - Parameters:
    ///   - now: The moment that is asked about.
    ///   - maxCallMinutes: How long a call may last.
    /// - Returns: Whether the call counts among those in progress.
    package func isBusy(at now: Instant, maxCallMinutes: Int) -> Bool {
        guard state == .unknown else { return state.isInProgress }
        let minutes = maxCallMinutes + Self.minutesToPlace
        return startedAt > now.adding(minutes: -minutes) && startedAt < now.adding(minutes: minutes)
    }

    /// Minutes that pass at most between an attempt's beginning and that of its call.
    private static let minutesToPlace = 1
}
