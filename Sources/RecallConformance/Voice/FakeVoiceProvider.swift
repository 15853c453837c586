package import RecallCore
package import RecallPorts
import Synchronization

/// A provider of calls that nobody telephones for: a test says how each request is met and what happens in each call, and
/// a ledger keeps what was asked.
package final class FakeVoiceProvider: VoiceProvider {
    /// How a request for a call is met.
    package enum Placement: Sendable {
        /// The call is made, and the answer says so.
        case taken
        /// The call is made, and the answer is lost.
        case takenAnswerLost
        /// No call is made, and that is the answer.
        case answered(PlacementResult)
    }

    /// What happens in a call.
    package struct Talk: Sendable {
        /// The report once the call is over; its ids, number and time are filled in.
        package var report: CallReport
        package var answers: AnalysisAnswers

        package init(report: CallReport, answers: AnalysisAnswers = AnalysisAnswers()) {
            self.report = report
            self.answers = answers
        }
    }

    /// A line of the ledger.
    package enum Asked: Equatable, Sendable {
        case place(attempt: String)
        case look(callID: String)
        case find(PhoneNumber)
        case ask(callID: String)
        case account
    }

    private struct Call {
        var request: CallRequest
        var id: String
        var createdAt: Instant
        var isOver: Bool
        /// How many looks and searches do not see it yet.
        var unseen: Int
        var talk: Talk

        var report: CallReport {
            var report = isOver ? talk.report : CallReport(callID: id)
            report.callID = id
            report.attemptIDs = [request.attemptID]
            report.to = request.number
            report.createdAt = createdAt
            return report
        }
    }

    private struct State {
        var ledger: [Asked] = []
        var requests: [CallRequest] = []
        var placements: [Placement] = []
        var troubles: [ProviderError] = []
        var answerTroubles: [ProviderError] = []
        var calls: [Call] = []
        var endsAtOnce = true
        var unseenLooks = 0
        var instead: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Instant
    private let talk: @Sendable (CallRequest) -> Talk
    private let whilePlacing: @Sendable (CallRequest) async -> Void

    /// - Parameters:
    ///   - now: The provider's clock.
    ///   - talk: What happens in the call that is asked for.
    ///   - whilePlacing: What else happens before a request is answered.
    package init(
        now: @escaping @Sendable () -> Instant,
        talk: @escaping @Sendable (CallRequest) -> Talk = { _ in .nobodyAnswers },
        whilePlacing: @escaping @Sendable (CallRequest) async -> Void = { _ in }
    ) {
        self.now = now
        self.talk = talk
        self.whilePlacing = whilePlacing
    }

    // MARK: What a test says and sees

    /// All that was asked, in its order.
    package var ledger: [Asked] { state.withLock { $0.ledger } }

    /// The requests for calls, in their order.
    package var requests: [CallRequest] { state.withLock { $0.requests } }

    /// How many calls were made for an attempt.
    package func callsMade(attempt: String) -> Int {
        state.withLock { $0.calls.count { $0.request.attemptID == attempt } }
    }

    /// Says how the next request is met, behind those that were said before; without a word it is taken.
    package func meetNext(_ placement: Placement) { state.withLock { $0.placements.append(placement) } }

    /// Has the next questions fail, one after the other.
    package func failNext(_ errors: ProviderError...) { state.withLock { $0.troubles += errors } }

    /// Has the next questions about what was said fail, and no others.
    package func failNextAnswers(_ errors: ProviderError...) { state.withLock { $0.answerTroubles += errors } }

    /// Lets calls go on until `endCalls`.
    package func holdCalls() { state.withLock { $0.endsAtOnce = false } }

    /// Ends every call.
    package func endCalls() {
        state.withLock { state in
            state.endsAtOnce = true
            for index in state.calls.indices { state.calls[index].isOver = true }
        }
    }

    /// Calls from now on are not seen by so many looks and searches after they were placed.
    package func hideCalls(looks: Int) { state.withLock { $0.unseenLooks = looks } }

    /// Meets looks at a call with what is known of another, as a provider that has mixed them up would.
    package func answer(_ callID: String, with other: String) { state.withLock { $0.instead[callID] = other } }

    // MARK: What a service asks

    package func place(_ request: CallRequest) async -> PlacementResult {
        let (index, placement) = state.withLock { state in
            state.ledger.append(.place(attempt: request.attemptID))
            state.requests.append(request)
            return (state.requests.count, state.placements.isEmpty ? .taken : state.placements.removeFirst())
        }
        await whilePlacing(request)
        let id = "call-\(index)"
        switch placement {
        case .answered(let result): return result
        case .taken:
            make(request, id: id)
            return .accepted(callID: id, notice: nil)
        case .takenAnswerLost:
            make(request, id: id)
            return .perhapsCalled(reason: "the answer was lost")
        }
    }

    package func look(at callID: String) async throws(ProviderError) -> CallReport? {
        let answer: Result<CallReport?, ProviderError> = state.withLock { state in
            state.ledger.append(.look(callID: callID))
            if !state.troubles.isEmpty { return .failure(state.troubles.removeFirst()) }
            let id = state.instead[callID] ?? callID
            guard let index = state.calls.firstIndex(where: { $0.id == id }) else { return .success(nil) }
            return .success(Self.see(&state.calls[index])?.report)
        }
        return try answer.get()
    }

    package func find(to number: PhoneNumber, since: Instant) async throws(ProviderError) -> [CallReport] {
        let answer: Result<[CallReport], ProviderError> = state.withLock { state in
            state.ledger.append(.find(number))
            if !state.troubles.isEmpty { return .failure(state.troubles.removeFirst()) }
            var found: [CallReport] = []
            for index in state.calls.indices
            where state.calls[index].request.number == number && state.calls[index].createdAt >= since {
                if let call = Self.see(&state.calls[index]) { found.append(call.report) }
            }
            return .success(found)
        }
        return try answer.get()
    }

    package func ask(about callID: String) async throws(ProviderError) -> AnalysisAnswers {
        let answer: Result<AnalysisAnswers, ProviderError> = state.withLock { state in
            state.ledger.append(.ask(callID: callID))
            if !state.answerTroubles.isEmpty { return .failure(state.answerTroubles.removeFirst()) }
            if !state.troubles.isEmpty { return .failure(state.troubles.removeFirst()) }
            guard let call = state.calls.first(where: { $0.id == callID }) else {
                return .failure(.refused(reason: "the call is not known"))
            }
            return .success(call.isOver ? call.talk.answers : AnalysisAnswers())
        }
        return try answer.get()
    }

    package func account() async throws(ProviderError) -> VoiceAccount {
        let error = state.withLock { state -> ProviderError? in
            state.ledger.append(.account)
            return state.troubles.isEmpty ? nil : state.troubles.removeFirst()
        }
        if let error { throw error }
        return VoiceAccount(balanceUSD: 20)
    }

    private func make(_ request: CallRequest, id: String) {
        let talk = talk(request)
        let moment = now()
        state.withLock { state in
            state.calls.append(
                Call(
                    request: request, id: id, createdAt: moment, isOver: state.endsAtOnce, unseen: state.unseenLooks,
                    talk: talk))
        }
    }

    /// The call where a look sees it already.
    private static func see(_ call: inout Call) -> Call? {
        guard call.unseen == 0 else {
            call.unseen -= 1
            return nil
        }
        return call
    }
}

extension FakeVoiceProvider.Talk {
    /// It rings, and nobody takes it.
    package static let nobodyAnswers = Self(
        report: CallReport(
            callID: "", progress: .over, ending: .noAnswer, answeredBy: .noAnswer, durationSeconds: 0,
            opinion: .outcome(.noAnswer)))

    /// The patient confirms who they are and takes the slot with a letter.
    package static func books(_ letter: String) -> Self {
        var answers = AnalysisAnswers()
        answers.identityConfirmed = true
        answers.acceptedSlot = .something(letter)
        answers.callback = .nothing
        answers.stop = .nothing
        answers.circumstance = .nothing
        answers.newNumber = .nothing
        answers.symptoms = false
        return Self(
            report: CallReport(
                callID: "", progress: .over, answeredBy: .human, durationSeconds: 40, opinion: .outcome(.booked),
                summary: "An appointment was agreed.",
                turns: [
                    CallTurn(.assistant, "May I speak to the patient, please?"),
                    CallTurn(.user, "Yes, that is me, my birthday is the fourth of May."),
                    CallTurn(.assistant, "The first of these times would be free."),
                    CallTurn(.user, "I will take that one, thank you."),
                ], priceUSD: 0.08), answers: answers)
    }
}
