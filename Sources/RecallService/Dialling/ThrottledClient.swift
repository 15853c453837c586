package import RecallCore
package import RecallPorts

/// A provider of calls as the services use it: requests are spaced.
///
/// Each wait throws `CancellationError` where the task was cancelled before the request's turn came; nothing was sent.
package struct ThrottledClient: Sendable {
    private let provider: any VoiceProvider
    private let rate: RequestRate
    private let perSecond: Double

    package init(_ provider: any VoiceProvider, perSecond: Double) {
        self.provider = provider
        self.rate = RequestRate()
        self.perSecond = perSecond
    }

    /// Waits until a call may be placed. What forbids it is asked for behind the wait, so that nothing that a person says
    /// meanwhile comes too late.
    package func turn() async throws { try await rate.turn(perSecond: perSecond) }

    /// Asks for one call, whose turn has come. Never ask twice for one attempt.
    package func place(_ request: CallRequest) async -> PlacementResult { await provider.place(request) }

    /// The provider's newest report on a call; nil where it does not know the call.
    package func look(at callID: String) async throws -> CallReport? {
        try await rate.turn(perSecond: perSecond)
        return try await provider.look(at: callID)
    }

    /// The calls to a number since a moment.
    package func find(to number: PhoneNumber, since: Instant) async throws -> [CallReport] {
        try await rate.turn(perSecond: perSecond)
        return try await provider.find(to: number, since: since)
    }

    /// What was said in a call, as answers.
    package func ask(about callID: String) async throws -> AnalysisAnswers {
        try await rate.turn(perSecond: perSecond)
        return try await provider.ask(about: callID)
    }

    /// How the account stands, which says that it works.
    package func account() async throws -> VoiceAccount {
        try await rate.turn(perSecond: perSecond)
        return try await provider.account()
    }
}
