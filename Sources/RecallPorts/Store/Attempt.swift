package import RecallCore

/// An attempt as stored.
package struct Attempt: Equatable, Sendable {
    package var id: String
    package var recall: String
    package var patient: Int64
    package var practice: String
    package var phone: PhoneNumber
    package var startedAt: Instant
    package var state: AttemptState
    package var callID: String?
    package var leavesMessage: Bool
    package var offered: [OfferedSlot]
    package var unknownSince: Instant?
    /// Whether staff have been told that it is unknown.
    package var unknownTold: Bool
    package var polls: Int
    /// When the call was first seen to be over.
    package var overSince: Instant?
    package var outcome: Outcome?

    package init(
        id: String, recall: String, patient: Int64, practice: String, phone: PhoneNumber, startedAt: Instant,
        state: AttemptState, callID: String? = nil, leavesMessage: Bool, offered: [OfferedSlot],
        unknownSince: Instant? = nil, unknownTold: Bool, polls: Int, overSince: Instant? = nil, outcome: Outcome? = nil
    ) {
        self.id = id
        self.recall = recall
        self.patient = patient
        self.practice = practice
        self.phone = phone
        self.startedAt = startedAt
        self.state = state
        self.callID = callID
        self.leavesMessage = leavesMessage
        self.offered = offered
        self.unknownSince = unknownSince
        self.unknownTold = unknownTold
        self.polls = polls
        self.overSince = overSince
        self.outcome = outcome
    }
}

extension Attempt {
    /// Whether staff have to be told that it cannot be found out whether anybody was called: once.
    package var isToBeTold: Bool { state == .unknown && !unknownTold }
}
