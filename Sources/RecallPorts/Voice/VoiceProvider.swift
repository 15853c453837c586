package import RecallCore

/// A service that telephones for us and tells what came of it.
///
/// Each request is sent once; whether to send another is for the caller to decide. Results are sorted by what may have
/// happened at the other end, and reasons are plain words without names and numbers.
package protocol VoiceProvider: Sendable {
    /// Asks for one call. The attempt must have been stored before, and is never asked for twice.
    ///
    /// - Parameter request: What the provider needs to know, and nothing more.
    /// - Returns: What may have become of the request; one of which that is not certain is `perhapsCalled`.
    func place(_ request: CallRequest) async -> PlacementResult

    /// Looks at a call.
    ///
    /// - Parameter callID: The provider's id of the call.
    /// - Returns: The provider's newest word on it; nil where it does not know the call, which may be so for a moment after
    ///   it was placed.
    /// - Throws: Why it did not answer.
    func look(at callID: String) async throws(ProviderError) -> CallReport?

    /// Finds calls whose id is not known, because the answer that told it was lost.
    ///
    /// - Parameters:
    ///   - number: The number that was called.
    ///   - since: When the first of them was placed at the earliest.
    /// - Returns: Those calls; what was said in them may be missing.
    /// - Throws: Why it did not answer.
    func find(to number: PhoneNumber, since: Instant) async throws(ProviderError) -> [CallReport]

    /// Asks what was said in a call that a person took.
    ///
    /// - Parameter callID: The provider's id of the call.
    /// - Returns: Its answers; each of them may be that it does not know.
    /// - Throws: Why it did not answer.
    func ask(about callID: String) async throws(ProviderError) -> AnalysisAnswers

    /// Asks how the account stands. That it answers at all means that the account is taken.
    ///
    /// - Returns: The account.
    /// - Throws: Why it did not answer; `accountWrong` where the account is not taken.
    func account() async throws(ProviderError) -> VoiceAccount
}
