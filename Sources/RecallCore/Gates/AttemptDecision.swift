/// What the beginning of an attempt is decided from, read in the transaction that stores it.
package struct AttemptSnapshot: Sendable {
    package var limits: PracticeLimits
    /// The plan's basis for the patient and all who share a number with the patient: on whose turn it is, only they have a
    /// say.
    package var household: PlanSnapshot

    package init(limits: PracticeLimits, household: PlanSnapshot) {
        self.limits = limits
        self.household = household
    }
}

/// The intent to call a patient.
package struct AttemptIntent: Equatable, Sendable {
    package var phone: PhoneNumber
    package var leavesMessage: Bool
    package var offered: [OfferedSlot]
    /// Until when the offered places are kept for the call.
    package var reservedUntil: Instant

    package init(phone: PhoneNumber, leavesMessage: Bool, offered: [OfferedSlot], reservedUntil: Instant) {
        self.phone = phone
        self.leavesMessage = leavesMessage
        self.offered = offered
        self.reservedUntil = reservedUntil
    }
}

extension AttemptIntent: CustomStringConvertible {
    package var description: String { "‹intent to call, \(offered.count) places›" }
}

/// Whether an attempt begins. Every gate is weighed once more, whatever the plan said.
package enum AttemptDecision: Equatable, Sendable {
    case begin(AttemptIntent)
    /// A gate is shut after all.
    case shut(GateDecision)
    /// As many calls are in progress as may be.
    case busy
    /// The recall is no current one of the household.
    case gone

    /// How many calls may be in progress, and how long one may last.
    package struct CallLimits: Equatable, Sendable {
        package var maxConcurrent: Int
        package var maxCallMinutes: Int

        package init(maxConcurrent: Int, maxCallMinutes: Int) {
            self.maxConcurrent = maxConcurrent
            self.maxCallMinutes = maxCallMinutes
        }
    }

    /// Decides whether the attempt of a recall begins, and what it offers.
    ///
    /// - Parameters:
    ///   - recall: The recall's id.
    ///   - snapshot: What holds at the moment.
    ///   - calls: How many calls may be in progress.
    ///   - offer: By which rules places are offered.
    ///   - context: What the gates need to know of the moment.
    ///   - diary: The diary; asked for only where the call begins and is to offer places.
    /// - Returns: The intent to call, or why there is none.
    /// - Throws: What `diary` throws.
    package static func decide(
        recall: String, snapshot: AttemptSnapshot, calls: CallLimits, offer: SlotOffer, context: GateContext,
        diary: () throws -> DiaryView
    ) rethrows -> AttemptDecision {
        let inProgress = snapshot.limits.callsInProgress(at: offer.now, maxCallMinutes: calls.maxCallMinutes)
        guard inProgress < calls.maxConcurrent else { return .busy }
        var found: PlanLine?
        Planner.plan(snapshot.household, context: context) { line in if line.recallID == recall { found = line } }
        guard let line = found else { return .gone }
        guard line.decision.isOpen, let phone = line.decision.phone else { return .shut(line.decision) }
        var offer = offer
        offer.rules.practitioners = offer.rules.practitioners.adding(
            PractitionerList(openings: snapshot.limits.openings))
        var offered: [OfferedSlot] = []
        if offer.rules.offer > 0 {
            offered = offer.choose(from: try diary(), for: line.assessment.type, hours: context.hours)
        }
        return .begin(
            AttemptIntent(
                phone: phone, leavesMessage: line.decision.mayLeaveMessage, offered: offered,
                reservedUntil: offer.reservedUntil))
    }
}
