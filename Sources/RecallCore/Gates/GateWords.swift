extension GateKeeper {
    /// Every gate in the order of precedence, open or shut, with the reason in words that staff can read out.
    package static func explain(_ input: GateInput, _ decision: GateDecision, _ context: GateContext) -> [GateState] {
        GateCode.allCases.map { code in
            let shut = decision.shut.first { $0.code == code }
            var words = shut == nil ? openWords(code, input, context) : shutWords(code, input, context)
            if let until = shut?.until { words += " This ends on \(MomentWords.moment(until, context.zone))." }
            return GateState(code: code, isOpen: shut == nil, until: shut?.until, words: words)
        }
    }

    private static func shutWords(_ code: GateCode, _ input: GateInput, _ context: GateContext) -> String {
        switch code {
        case .deceased: deceasedWords(input)
        case .optedOut:
            input.isStopped || input.attempts.contains { $0.outcome == .optedOut }
                ? "The patient has asked not to be called, and is on our own stop list."
                : "The number that would be called is on our own stop list."
        case .doNotContact: noContactWords(input.facts)
        case .reminderSuppressed:
            input.attempts.last?.outcome == .movedAway
                ? "We were told on the telephone that the patient has moved away."
                : "The record is not on recall: recalls are switched off, or the patient has left or moved away."
        case .held: heldWords(input)
        case .minor: "The patient is a child, and no parent or guardian is on record."
        case .consentRequired:
            "The recall is so long overdue that the law counts it as marketing, and no consent to automated calls is recorded."
        case .futureAppointment:
            "The patient has an appointment\(dateWords([input.facts.nextAppointment, input.diaryAppointment].compactMap { $0 }.max()))."
        case .recentlySeen:
            "The patient was in the practice less than 14 days ago\(dateWords(input.facts.lastVisit))."
        case .noUsableNumber:
            input.attempts.last?.outcome == .wrongNumber
                ? "The number belongs to somebody else; a person has to find the right one."
                : "No telephone number could be read."
        case .blockedNumber:
            input.attempts.last?.outcome == .numberRefused
                ? "The provider refuses to call the number."
                : "Every number is of a kind that is never called, is the practice's own, or is shared by many patients."
        case .notDue: "The recall is not due yet: it falls due\(dateWords(input.assessment.due))."
        case .humanFirst: "The recall is urgent: a person rings first, or releases it."
        case .staleExport:
            input.isMissingFromNewest
                ? "The newest export no longer holds the patient."
                : "The export is of \(MomentWords.moment(input.exportSeenAt, context.zone)), and more than \(context.rules.recall.staleAfterDays) days old."
        case .attemptLimit:
            "\(counted(input)) of \(context.rules.calling.maxAttempts) calls have been made, and no more are allowed\(counted(input) < context.rules.calling.maxAttempts ? ": their \(context.rules.calling.withinDays) days are over" : "")."
        case .numberInUse: "A call to this number is in progress."
        case .attemptSpacing:
            input.attempts.last?.callbackAt.map {
                "The patient asked to be rung on \(MomentWords.moment($0, context.zone))."
            } ?? "The last call is less than \(context.rules.calling.minHoursBetweenAttempts) hours ago."
        case .householdToday: "This number has its one call of the day already, or another patient on it goes first."
        case .providerStopped: "The telephone provider takes no calls from us at present."
        case .paused: "Calling is paused."
        case .practiceClosed: "The practice is closed today."
        case .bankHoliday: "Today is a bank holiday."
        case .outsideHours: "It is outside the hours in which the practice's patients are called."
        case .dailyLimit: "The calls of today are used up: \(context.callsToday) of \(context.callsPerDay)."
        case .spendLimit: "The money of today is used up."
        case .dryRun: "Nothing is called in dry-run mode."
        }
    }

    /// The calls that count towards the limit.
    private static func counted(_ input: GateInput) -> Int { input.attempts.count { !$0.isSetAside } }

    private static func dateWords(_ day: Day?) -> String { day.map { " on \(MomentWords.date($0))" } ?? "" }

    private static func deceasedWords(_ input: GateInput) -> String {
        switch input.facts.deceased {
        case .column: "The export says that the patient has died."
        case .status: "The status of the record says that the patient has died."
        case .name: "The name carries a mark that the patient has died."
        case nil:
            input.attempts.contains { $0.outcome == .deceasedReported }
                ? "We were told on the telephone that the patient has died."
                : "The notes say that the patient has died."
        }
    }

    private static func noContactWords(_ facts: PatientFacts) -> String {
        if facts.doNotContact { return "The export says that the patient is not to be contacted." }
        if facts.telephoneConsent == false {
            return "The export says that the patient does not consent to telephone calls."
        }
        if facts.automatedConsent == false {
            return "The export says that the patient does not consent to automated calls."
        }
        if facts.subjects.contains(.noCalls) { return "The notes say that the patient is not to be called." }
        return "The number is registered with the Telephone Preference Service, and the recall counts as marketing."
    }

    private static func heldWords(_ input: GateInput) -> String {
        if input.isCancelled { return "Somebody of the practice has cancelled the recall." }
        if input.hasConflict {
            return
                "The export gives this number to people with different dates of birth; a person has to find out which is right."
        }
        if input.isHeldByStaff { return "Somebody of the practice holds the recall." }
        let subjects = input.facts.subjects
        if subjects.contains(.complaint) { return "The notes speak of a complaint; a person decides." }
        if subjects.contains(.capacity) { return "The notes speak of the patient's capacity; a person decides." }
        if subjects.contains(.powerOfAttorney) { return "The notes speak of a power of attorney; a person decides." }
        if input.assessment.due == nil { return "No due date is known; a person has to look." }
        return "The last call did not come to a clear end; a person decides."
    }

    private static func openWords(_ code: GateCode, _ input: GateInput, _ context: GateContext) -> String {
        switch code {
        case .deceased: "Nothing says that the patient has died."
        case .optedOut: "Neither the patient nor the number is on our own stop list."
        case .doNotContact: "Nothing in the record forbids a call."
        case .reminderSuppressed: "The patient is on recall."
        case .held: "Nobody holds the recall, and nothing calls for a person to decide first."
        case .minor: "The patient is no child, or a parent or guardian is on record."
        case .consentRequired: "The recall counts as care, or consent to automated calls is recorded."
        case .futureAppointment: "No appointment today or later is known."
        case .recentlySeen: "The patient has not been in the practice since, in the last 14 days."
        case .noUsableNumber: "A telephone number could be read."
        case .blockedNumber: "A number is known that may be called."
        case .notDue: "The recall is due, or does not wait for its date."
        case .humanFirst: "The recall is not urgent, or a person has released it."
        case .staleExport: "The export is recent and holds the patient."
        case .attemptLimit: "\(counted(input)) of \(context.rules.calling.maxAttempts) calls have been made."
        case .numberInUse: "No call to this number is in progress."
        case .attemptSpacing: "No earlier attempt stands in the way."
        case .householdToday: "The number has had no call today."
        case .providerStopped: "The telephone provider takes calls."
        case .paused: "Calling is not paused."
        case .practiceClosed: "Today is no closed day of the practice."
        case .bankHoliday: "No bank holiday stands in the way."
        case .outsideHours: "The hours allow a call."
        case .dailyLimit: "\(context.callsToday) of \(context.callsPerDay) calls of today have been made."
        case .spendLimit: "There is money left for today."
        case .dryRun:
            context.isDryRun ? "Dry-run mode is on, but other gates hold the recall first." : "Calls are real."
        }
    }
}
