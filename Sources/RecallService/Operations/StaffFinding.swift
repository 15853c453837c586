package import RecallCore

/// What staff have found out about an attempt of which the machine knows nothing.
package enum StaffFinding: Equatable, Sendable {
    /// Nobody was called.
    case notCalled
    case outcome(Outcome)

    /// The words by which a finding is given.
    package static let words =
        [notCalledWord] + Outcome.allCases.filter { $0 != .unknown }.map(\.rawValue)

    private static let notCalledWord = "not_called"

    /// - Parameter word: One of `words`; any other makes no finding.
    package init?(word: String) {
        if word == Self.notCalledWord {
            self = .notCalled
        } else if let outcome = Outcome(rawValue: word), outcome != .unknown {
            self = .outcome(outcome)
        } else {
            return nil
        }
    }

    package var word: String {
        switch self {
        case .notCalled: Self.notCalledWord
        case .outcome(let outcome): outcome.rawValue
        }
    }
}
