/// Decides which gates hold a recall. Section 9 of the rule set.
package enum GateKeeper {
    /// Weighs every gate; what cannot be decided is shut.
    package static func decide(_ input: GateInput, _ context: GateContext) -> GateDecision {
        let phone = choosePhone(input, context)
        var retry = RetryDecision(
            finished: false, gate: nil, next: context.nextStart,
            mayLeaveMessage: context.rules.calling.voicemail == .leaveMessage && context.nextStart != nil)
        if !input.attempts.isEmpty {
            retry = RetryRule.decide(
                attempts: input.attempts, calling: context.rules.calling, hours: context.hours, zone: context.zone,
                now: context.now)
        }
        let personHold = hold(of: input, retry: retry, context)
        let isUnsettled =
            !retry.finished
            && input.attempts.contains { !$0.isSetAside && ($0.outcome == nil || $0.outcome == .unknown) }

        var gates = Gates(input: input, context: context, phone: phone, retry: retry)
        gates.personHold = personHold
        gates.weighRecord()
        if !retry.finished, !isUnsettled { gates.weighTime() } else { gates.weighAttempts() }
        var shut = gates.shut
        let next = retry.finished || isUnsettled ? nil : nextAttempt(shut, retry, context, wishes: gates.wishes)
        if shut.isEmpty, context.isDryRun, !retry.finished, !isUnsettled { shut = [ShutGate(.dryRun)] }
        return GateDecision(
            shut: shut, phone: phone, nextAttemptAt: next,
            mayLeaveMessage: retry.mayLeaveMessage && phone != nil, isFinished: retry.finished, isUnsettled: isUnsettled
        )
    }

    /// The number that would be dialled: the best that is neither the practice's own nor blocked. A stopped number is not
    /// passed over for another, it holds the recall.
    package static func choosePhone(_ input: GateInput, _ context: GateContext) -> PhoneNumber? {
        input.facts.numbers.first { $0 != context.rules.phone && !input.blockedNumbers.contains($0) }
    }

    /// What other records of the same person shut: by what stops them, or by calls that count together.
    private static func hold(of input: GateInput, retry: RetryDecision, _ context: GateContext) -> ShutGate? {
        guard let person = input.person else { return nil }
        guard !person.attempts.isEmpty else { return person.hold }
        let shared = RetryRule.decide(
            attempts: input.attempts + person.attempts, calling: context.rules.calling, hours: context.hours,
            zone: context.zone, now: context.now)
        return SamePerson.joined(person.hold, SamePerson.hold(own: retry, shared: shared))
    }

    /// The moment of the next call: after every gate that time opens, while the practice is open.
    private static func nextAttempt(
        _ shut: [ShutGate], _ retry: RetryDecision, _ context: GateContext, wishes: TimeWishes?
    ) -> Instant? {
        guard var moment = retry.next else { return nil }
        for gate in shut {
            guard let until = gate.until else { return nil }
            moment = max(moment, until)
        }
        return wishes.map { context.opening(from: moment, within: $0) } ?? context.opening(from: moment)
    }
}

/// The gates of one recall, weighed in their order.
private struct Gates {
    let input: GateInput
    let context: GateContext
    let phone: PhoneNumber?
    let retry: RetryDecision
    /// What any source of the record names, gathered once.
    private let subjects: SubjectSet
    /// When the patient wishes to be called, unless the patient has since asked for a call at another time.
    let wishes: TimeWishes?
    private(set) var shut: [ShutGate] = []
    /// What other records of the same person shut.
    var personHold: ShutGate?

    init(input: GateInput, context: GateContext, phone: PhoneNumber?, retry: RetryDecision) {
        self.input = input
        self.context = context
        self.phone = phone
        self.retry = retry
        subjects = input.facts.subjects
        wishes = Self.wishes(input, subjects)
    }

    private static func wishes(_ input: GateInput, _ subjects: SubjectSet) -> TimeWishes? {
        guard subjects.contains(.callTimes), !PastAttempt.asksForCall(input.attempts) else { return nil }
        return input.facts.timeWishes
    }

    private mutating func close(_ cause: GateCause, until: Instant? = nil, if isShut: Bool) {
        if isShut { shut.append(ShutGate(cause, until: until)) }
    }

    private mutating func close(_ cause: GateCause?) {
        if let cause { shut.append(ShutGate(cause)) }
    }

    /// Whether the outcome of an attempt shuts the gate.
    private func endsWith(_ code: GateCode) -> Bool { retry.gate?.code == code }

    /// Gates 1 to 10: who the patient is, and whether anything speaks against a call at all.
    mutating func weighRecord() {
        let facts = input.facts
        let assessment = input.assessment
        let isLapsed = assessment.legalClass == .lapsedMarketing
        close(deceased)
        close(stopped)
        close(noContact(isLapsed: isLapsed))
        close(reminderSuppressed)
        close(held)
        if let personHold { close(personHold.cause, until: personHold.until, if: true) }
        let isMinor = Minority.isMinor(age: assessment.age, isSaidChild: facts.isSaidChild)
        close(.minor, if: isMinor && !facts.hasGuardian)
        close(.consentRequired, if: isLapsed && facts.automatedConsent != true)
        weighAppointments(facts)
        close(numberless)
    }

    private var deceased: GateCause? {
        switch input.facts.deceased {
        case .column: return .deceasedInRecord
        case .status: return .deceasedByStatus
        case .name: return .deceasedByName
        case nil: break
        }
        guard subjects.contains(.death) || endsWith(.deceased) else { return nil }
        return input.attempts.contains { $0.outcome == .deceasedReported } ? .deceasedReported : .deceasedInNotes
    }

    private var stopped: GateCause? {
        // A number that the provider refused is on our list for that reason, and the patient's gate says which.
        let isNumberStopped = !endsWith(.blockedNumber) && phone.map { input.stoppedNumbers.contains($0) } ?? false
        guard input.isStopped || isNumberStopped || endsWith(.optedOut) else { return nil }
        return input.isStopped || input.attempts.contains { $0.outcome == .optedOut } ? .optedOut : .numberStopped
    }

    private func noContact(isLapsed: Bool) -> GateCause? {
        let facts = input.facts
        if facts.doNotContact || subjects.contains(.refusal) { return .doNotContact }
        if facts.telephoneConsent == false { return .noTelephoneConsent }
        if facts.automatedConsent == false { return .noAutomatedConsent }
        if subjects.contains(.noCalls) { return .noCallsInNotes }
        return facts.isOnPreferenceService && isLapsed ? .preferenceService : nil
    }

    private var reminderSuppressed: GateCause? {
        guard
            input.facts.reminderSuppressed || subjects.contains(.moved) || endsWith(.reminderSuppressed)
        else { return nil }
        return input.attempts.last?.outcome?.saysMoved == true ? .movedAway : .reminderSuppressed
    }

    private var held: GateCause? {
        if input.isCancelled { return .cancelled }
        if input.hasConflict { return .birthDatesConflict }
        if input.isAnotherPerson { return .anotherPerson }
        if input.isHeldByStaff { return .heldByStaff }
        if input.isRequestRefused { return .requestRefused }
        // What staff have looked at and released is known to them.
        if !input.isReleasedByStaff {
            if subjects.contains(.deathUnclear) { return .deathUnclear }
            if subjects.contains(.unreadStop) { return .unreadStop }
        }
        if input.facts.name.isUnspeakable { return .noName }
        if let wishes, !context.leaves(wishes) { return .noPreferredTime }
        if !input.isReleasedByStaff {
            if subjects.contains(.complaint) { return .complaint }
            if subjects.contains(.capacity) { return .capacity }
            if subjects.contains(.powerOfAttorney) { return .powerOfAttorney }
        }
        if input.assessment.due == nil { return .noDueDate }
        return endsWith(.held) ? .unclearEnd : nil
    }

    /// Why there is no number to call.
    private var numberless: GateCause? {
        if let cause = retry.gate?.cause, [.noUsableNumber, .blockedNumber].contains(cause.gate) { return cause }
        if let phone { return input.closedNumbers.contains(phone) ? .telephoneClosed : nil }
        let facts = input.facts
        guard facts.hasReadNumber || !facts.numbers.isEmpty else { return .noUsableNumber }
        if facts.numbers.contains(where: input.blockedNumbers.contains) { return .sharedNumber }
        return facts.numbers.contains(context.rules.phone) ? .ownNumber : .numberKind
    }

    private mutating func weighAppointments(_ facts: PatientFacts) {
        let appointments = [facts.nextAppointment, input.diaryAppointment].compactMap { $0 }
        if let last = appointments.max(), last >= context.today {
            close(.futureAppointment, until: context.zone.start(of: last.adding(days: 1)), if: true)
        }
        if let visit = facts.lastVisit, input.assessment.level != .urgent,
            context.today.days(since: visit) < 14, facts.lastTest.map({ visit > $0 }) ?? true
        {
            close(.recentlySeen, until: context.zone.start(of: visit.adding(days: 14)), if: true)
        }
        close(.awaitingExport, if: awaitsExport)
    }

    /// Whether an appointment is past of which nothing is known yet: no export was made on a day after it, and no diary says
    /// that the patient did not come.
    private var awaitsExport: Bool {
        let ofRecord = input.hasMissedNextAppointment ? nil : input.facts.nextAppointment
        let past = [ofRecord, input.pastAppointment].compactMap(\.self).filter { $0 < context.today }
        return past.max().map { context.zone.day(of: input.exportSeenAt) <= $0 } ?? false
    }

    /// Gates 11 to 20: whether it is time.
    mutating func weighTime() {
        let recall = context.rules.recall
        if let due = input.assessment.due, !subjects.contains(.referral) {
            let first = due.adding(days: -recall.leadDays)
            if context.today < first { close(.notDue, until: context.zone.start(of: first), if: true) }
        }
        close(
            .humanFirst,
            if: input.assessment.level == .urgent && !input.isReleasedByStaff
                && context.rules.calling.urgent == .humanFirst)
        let staleAt = input.exportSeenAt.adding(hours: recall.staleAfterDays * 24)
        close(input.isMissingFromNewest ? .missingFromExport : context.now > staleAt ? .staleExport : nil)
        weighAttempts()
        close(.inboxStuck, if: context.isInboxStuck)
        close(.clockUnsure, if: context.isClockUnsure)
        close(.providerStopped, if: context.isProviderStopped)
        close(.paused, if: context.isPaused)
        if let closed = context.closed { close(closed.cause, until: closed.until, if: true) }
        if let wishes, !context.isTime(for: wishes) {
            close(.preferredTime, until: context.opening(from: context.now, within: wishes), if: true)
        }
        let isOverCalls = context.callsToday >= context.callsPerDay
        let isOverSpend = context.spendToday >= context.spendPerDay
        if isOverCalls || isOverSpend {
            let tomorrow = context.openingOnAnotherDay(than: context.now)
            close(.dailyLimit, until: tomorrow, if: isOverCalls)
            close(.spendLimit, until: tomorrow, if: isOverSpend)
        }
    }

    /// Until when the telephone has had as many calls as may go to one, whoever was meant; nil where it has had fewer.
    private var telephoneLimit: Instant? {
        let calling = context.rules.calling
        let hours = calling.withinDays * 24
        let calls = input.callsToNumber.filter { $0.adding(hours: hours) > context.now && $0 <= context.now }.sorted()
        guard calls.count >= calling.maxAttempts, calling.maxAttempts > 0 else { return nil }
        return calls[calls.count - calling.maxAttempts].adding(hours: hours)
    }

    /// Gates 14 to 17: what the attempts so far leave open.
    mutating func weighAttempts() {
        close(.attemptLimit, if: endsWith(.attemptLimit))
        guard !retry.finished else { return }
        if let until = telephoneLimit { close(.attemptLimit, until: until, if: true) }
        close(.numberInUse, if: input.isNumberInUse)
        close(.attemptSpacing, until: retry.gate?.until, if: endsWith(.attemptSpacing))
        if let day = input.reopensOn, context.today < day {
            close(.attemptSpacing, until: context.opening(from: context.zone.start(of: day)), if: true)
        }
        if endsWith(.householdToday) || input.householdUntil != nil {
            let until = [retry.gate.flatMap { $0.code == .householdToday ? $0.until : nil }, input.householdUntil]
                .compactMap { $0 }.max()
            close(.householdToday, until: until, if: true)
        }
    }
}
