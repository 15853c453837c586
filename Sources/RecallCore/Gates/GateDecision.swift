/// Whether a recall may be called now, what holds it, and when it would be called.
package struct GateDecision: Equatable, Sendable {
    /// Every gate that is shut, in the order of precedence.
    package var shut: [ShutGate]
    /// The number that would be dialled; nil where none may be.
    package var phone: PhoneNumber?
    /// When the call would start if nothing but time has to pass; nil where something else has to happen.
    package var nextAttemptAt: Instant?
    package var mayLeaveMessage: Bool
    /// Whether no further attempt will be made.
    package var isFinished: Bool
    /// Whether the last attempt has to be settled by a person first, or is still in progress.
    package var isUnsettled: Bool

    package init(
        shut: [ShutGate], phone: PhoneNumber?, nextAttemptAt: Instant?, mayLeaveMessage: Bool, isFinished: Bool,
        isUnsettled: Bool
    ) {
        self.shut = shut
        self.phone = phone
        self.nextAttemptAt = nextAttemptAt
        self.mayLeaveMessage = mayLeaveMessage
        self.isFinished = isFinished
        self.isUnsettled = isUnsettled
    }

    /// The gate to show: the first that holds.
    package var gate: ShutGate? { shut.first }

    /// Whether the call may start now.
    package var isOpen: Bool { shut.isEmpty && !isFinished && !isUnsettled && nextAttemptAt != nil }
}

extension GateDecision: CustomStringConvertible {
    package var description: String { "‹decision, \(gate?.code.rawValue ?? "open")›" }
}

/// One gate as `why` shows it.
package struct GateState: Equatable, Sendable {
    package var code: GateCode
    package var isOpen: Bool
    package var until: Instant?
    /// Why it is open or shut, in plain English.
    package var words: String

    package init(code: GateCode, isOpen: Bool, until: Instant?, words: String) {
        self.code = code
        self.isOpen = isOpen
        self.until = until
        self.words = words
    }
}
