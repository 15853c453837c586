/// When a plan's next call would be placed, or why none would be: gathered line by line.
package struct NextCall: Equatable, Sendable {
    /// The earliest moment at which time alone lets a call be placed; nil where something else has to happen first.
    package private(set) var at: Instant?
    /// What holds that call until then; nil where nothing does.
    package private(set) var until: GateCause?
    /// What holds everybody of the practice, whoever comes first, until something else than time opens the way.
    private var ofAll: GateCause?
    /// What holds the recalls that nothing but it holds back, and how many.
    private var held: [GateCause: Int] = [:]
    private var isAnybody = false
    private var inProgress = 0
    private var unsettled = 0

    package init() {}

    /// Gates that hold every recall of a practice alike.
    private static let gatesOfAll: Set<GateCode> = [.inboxStuck, .clockUnsure, .providerStopped, .paused, .dryRun]

    /// Takes the next line of the plan.
    package mutating func add(_ line: PlanLine) {
        isAnybody = true
        let decision = line.decision
        // Who is called now, has been, or waits for somebody to settle a call is not called next.
        if line.state == .dialling || line.state == .inCall {
            inProgress += 1
            return
        }
        if decision.isUnsettled {
            unsettled += 1
            return
        }
        guard !decision.isFinished else { return }
        if let gate = decision.shut.first(where: { Self.gatesOfAll.contains($0.code) && $0.until == nil }) {
            // The real stop is told before the dry run, whose gate comes last.
            if (ofAll ?? .dryRun) == .dryRun { ofAll = gate.cause }
        } else if let next = decision.nextAttemptAt {
            if at.map({ next < $0 }) ?? true {
                at = next
                until = decision.gate?.cause
            }
            return
        }
        if let cause = decision.gate?.cause { held[cause, default: 0] += 1 }
    }

    /// Why no call will be placed until something else than time opens the way; nil where one will be.
    package var noCallBecause: String? {
        guard at == nil else { return nil }
        if let ofAll { return ofAll.words.text }
        guard isAnybody else { return "There is nobody on the list: no patients export has been taken in." }
        guard let most = held.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) else {
            if inProgress > 0 { return "\(inProgress) \(inProgress == 1 ? "call is" : "calls are") in progress." }
            if unsettled > 0 {
                return
                    "\(unsettled) \(unsettled == 1 ? "call has" : "calls have") to be settled first: recalld why, recalld settle."
            }
            return "Every recall has come to its end."
        }
        return "\(most.value) \(most.value == 1 ? "recall waits" : "recalls wait"): \(most.key.words.text)"
    }
}
