package import Bland
package import RecallCore
import RecallPorts

/// Bland as the services use it: requests are spaced, and what an answer says about the account is noted.
package struct ThrottledClient: Sendable {
    private let client: BlandClient
    private let rate: RequestRate
    private let perSecond: Double

    package init(client: BlandClient, perSecond: Double) {
        self.client = client
        self.rate = RequestRate()
        self.perSecond = perSecond
    }

    /// Asks for one call. Never ask twice for one attempt.
    ///
    /// - Throws: `CancellationError` where the task was cancelled before the request's turn came; nothing was sent.
    package func place(_ request: CallRequest) async throws -> PlacementResult {
        try await rate.turn(perSecond: perSecond)
        return await client.place(request)
    }

    /// Bland's newest report on a call; nil where it does not know the call.
    package func details(callID: String) async throws -> CallReport? {
        try await rate.turn(perSecond: perSecond)
        return try await client.details(callID: callID)
    }

    /// The calls to a number since a moment.
    package func list(to number: PhoneNumber, since: Instant) async throws -> [CallReport] {
        try await rate.turn(perSecond: perSecond)
        return try await client.list(to: number, since: since)
    }

    /// What was said in a call, as answers to the seven questions.
    package func analyze(callID: String) async throws -> AnalysisAnswers {
        try await rate.turn(perSecond: perSecond)
        return try await client.analyze(callID: callID)
    }

    /// Asks whether the account works; the answer is the balance in US dollars, if one is given.
    package func balance() async throws -> Double? {
        try await rate.turn(perSecond: perSecond)
        return try await client.balance()
    }
}
