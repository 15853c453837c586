/// An attempt of a patient as it was stored.
package struct StoredAttempt: Equatable, Sendable {
    package var state: AttemptState
    package var startedAt: Instant
    /// The date of `startedAt` where the practice is.
    package var localDay: Day
    package var phone: PhoneNumber
    package var outcome: Outcome?
    package var callbackAt: Instant?
    /// Whether somebody is on the line.
    package var isInCall: Bool
    /// Whether it belongs to the patient's current recall.
    package var isOfCurrentRecall: Bool
    /// When staff had the recall tried again, if they did.
    package var recallSetAsideAt: Instant?
    /// Whether it was sent with a message for a machine.
    package var messageSent: Bool

    package init(
        state: AttemptState, startedAt: Instant, localDay: Day, phone: PhoneNumber, outcome: Outcome? = nil,
        callbackAt: Instant? = nil, isInCall: Bool = false, isOfCurrentRecall: Bool = true,
        recallSetAsideAt: Instant? = nil, messageSent: Bool = false
    ) {
        self.state = state
        self.startedAt = startedAt
        self.localDay = localDay
        self.phone = phone
        self.outcome = outcome
        self.callbackAt = callbackAt
        self.isInCall = isInCall
        self.isOfCurrentRecall = isOfCurrentRecall
        self.recallSetAsideAt = recallSetAsideAt
        self.messageSent = messageSent
    }
}

extension StoredAttempt: CustomStringConvertible {
    package var description: String { "‹attempt, \(state.rawValue)›" }
}

extension PastAttempt {
    /// An attempt that counts, as the rules see it: one of which nobody knows has that for its outcome, and one made before
    /// staff had the recall tried again is set aside.
    package init(
        state: AttemptState, startedAt: Instant, outcome: Outcome?, callbackAt: Instant?, recallSetAsideAt: Instant?,
        messageSent: Bool
    ) {
        self.init(
            startedAt: startedAt, outcome: state == .unknown ? .unknown : outcome, callbackAt: callbackAt,
            isSetAside: recallSetAsideAt.map { startedAt < $0 } ?? false, messageSent: messageSent)
    }
}

/// What was tried for one patient.
package struct CallHistory: Equatable, Sendable {
    /// Those of the current recall, oldest first.
    package private(set) var attempts: [PastAttempt] = []
    package private(set) var progress: RecallProgress?
    /// The numbers that they called, in their order.
    package private(set) var numbers: [PhoneNumber] = []
    /// The number of the attempt in progress.
    package private(set) var numberInProgress: PhoneNumber?
    /// The numbers that were dialled on the day, for whichever recall.
    package private(set) var dialledToday: [PhoneNumber] = []

    package init() {}

    /// The attempts of the current recall, marked where the record shows another telephone than they called.
    ///
    /// - Parameter number: The first of the record's numbers; nil where it has none, which shows nothing.
    /// - Returns: The attempts, oldest first.
    func attempts(showing number: PhoneNumber?) -> [PastAttempt] {
        guard let number else { return attempts }
        var marked = attempts
        for (place, called) in numbers.enumerated() { marked[place].isOnFormerNumber = called != number }
        return marked
    }

    /// Takes the next attempt, in the order in which they were made. One that reached nobody does not count.
    package mutating func add(_ attempt: StoredAttempt, today: Day) {
        guard attempt.state != .notPlaced else { return }
        if attempt.isOfCurrentRecall {
            attempts.append(
                PastAttempt(
                    state: attempt.state, startedAt: attempt.startedAt, outcome: attempt.outcome,
                    callbackAt: attempt.callbackAt, recallSetAsideAt: attempt.recallSetAsideAt,
                    messageSent: attempt.messageSent))
            numbers.append(attempt.phone)
        }
        if attempt.localDay == today { dialledToday.append(attempt.phone) }
        if attempt.state.isInProgress {
            progress = attempt.isInCall ? .inCall : .dialling
            numberInProgress = attempt.phone
        }
    }
}
