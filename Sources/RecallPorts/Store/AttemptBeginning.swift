package import RecallCore

/// What became of the wish to begin an attempt.
package enum AttemptBeginning: Sendable {
    /// The intent is stored: place the call.
    case begun(CallSubject)
    /// A gate is shut after all.
    case shut(GateDecision)
    /// As many calls are in progress as may be.
    case busy
    /// The recall is gone, or has another attempt in progress.
    case gone
}
