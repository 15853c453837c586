extension GateKeeper {
    /// Every gate in the order of precedence, open or shut, with the reason in words that staff can read out.
    package static func explain(_ input: GateInput, _ decision: GateDecision, _ context: GateContext) -> [GateState] {
        GateCode.allCases.map { code in
            let shut = decision.shut.first { $0.code == code }
            var words = shut.map { sentence($0.cause, input, context) } ?? openWords(code, input, context)
            if let until = shut?.until { words += " This ends on \(MomentWords.moment(until, context.zone))." }
            return GateState(code: code, isOpen: shut == nil, until: shut?.until, words: words)
        }
    }

    /// The sentence of a cause, with what is known of this patient and this moment.
    private static func sentence(_ cause: GateCause, _ input: GateInput, _ context: GateContext) -> String {
        let calling = context.rules.calling
        return switch cause {
        case .futureAppointment:
            "The patient has an appointment\(dateWords([input.facts.nextAppointment, input.diaryAppointment].compactMap { $0 }.max()))."
        case .recentlySeen:
            "The patient was in the practice less than 14 days ago\(dateWords(input.facts.lastVisit))."
        case .notDue: "The recall is not due yet: it falls due\(dateWords(input.assessment.due))."
        case .staleExport:
            "The newest export is \(context.now.seconds(since: input.exportSeenAt) / 86_400) days old: it is of \(MomentWords.moment(input.exportSeenAt, context.zone)), and nobody is called from one of more than \(context.rules.recall.staleAfterDays) days."
        case .attemptLimit
        where counted(input) < calling.maxAttempts && input.callsToNumber.count >= calling.maxAttempts:
            "This telephone was called \(input.callsToNumber.count) times in \(calling.withinDays) days, whoever was meant; \(calling.maxAttempts) are allowed."
        case .attemptLimit:
            "\(counted(input)) of \(calling.maxAttempts) calls have been made, and no more are allowed\(counted(input) < calling.maxAttempts ? ": their \(calling.withinDays) days are over" : "")."
        case .attemptSpacing:
            input.attempts.last?.callbackAt.map {
                "The patient asked to be rung on \(MomentWords.moment($0, context.zone))."
            } ?? "The last call is less than \(calling.minHoursBetweenAttempts) hours ago."
        case .dailyLimit: "The calls of today are used up: \(context.callsToday) of \(context.callsPerDay)."
        default: cause.words.sentence
        }
    }

    /// The calls that count towards the limit.
    private static func counted(_ input: GateInput) -> Int { input.attempts.count { !$0.isSetAside } }

    private static func dateWords(_ day: Day?) -> String { day.map { " on \(MomentWords.date($0))" } ?? "" }

    /// The sentence of an open gate, with what is known of this moment.
    private static func openWords(_ code: GateCode, _ input: GateInput, _ context: GateContext) -> String {
        switch code {
        case .attemptLimit: "\(counted(input)) of \(context.rules.calling.maxAttempts) calls have been made."
        case .dailyLimit: "\(context.callsToday) of \(context.callsPerDay) calls of today have been made."
        case .dryRun where context.isDryRun: "Dry-run mode is on, but other gates hold the recall first."
        default: code.openSentence
        }
    }
}
