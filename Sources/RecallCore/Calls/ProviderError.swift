/// Why the provider did not answer a question about calls. Placing a call has its own result, `PlacementResult`.
///
/// Reasons are plain words without names and numbers.
package enum ProviderError: Error, Equatable, Sendable {
    /// No answer, or one that says that the provider is in trouble: ask again later.
    case unreachable(reason: String)
    /// Asked too often.
    case tooOften(retryAfterSeconds: Int?)
    /// The account or the configuration is wrong.
    case accountWrong(reason: String)
    /// The provider does not take the question.
    case refused(reason: String)
    /// The answer makes no sense.
    case unreadable(reason: String)
    case cancelled
}

extension ProviderError {
    /// Whether it says something of the question, and nothing of the provider: asking again brings the same.
    package var isOfQuestion: Bool {
        switch self {
        case .refused, .unreadable: true
        case .unreachable, .tooOften, .accountWrong, .cancelled: false
        }
    }
}

extension ProviderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let reason), .accountWrong(let reason), .refused(let reason), .unreadable(let reason): reason
        case .tooOften(let seconds?): "asked too often; it asks for \(seconds) seconds of quiet"
        case .tooOften(nil): "asked too often"
        case .cancelled: "the question was given up"
        }
    }
}
