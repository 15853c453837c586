/// The weighing of a report, the answers and the talk against each other.
struct OutcomeClassifier {
    private let report: CallReport
    private let answers: AnalysisAnswers
    private let offered: [OfferedSlot]
    /// Those of them that can still be booked.
    private let held: [OfferedSlot]
    private let context: CallContext
    private let signs: TranscriptCues
    private let tag: Outcome?

    /// A talk shorter than this is none, whatever it is labelled: the shortest time in which a person is asked for, found
    /// and told anything.
    static let shortestTalkSeconds = 20

    init(
        report: CallReport, answers: AnalysisAnswers, offered: [OfferedSlot], held: [OfferedSlot], context: CallContext
    ) {
        self.report = report
        self.answers = answers
        self.offered = offered
        self.held = held
        self.context = context
        signs = TranscriptCues(report.turns)
        tag = report.opinion?.outcome
    }

    /// Who or what was at the other end.
    private enum Contact: Equatable {
        case person
        /// Somebody perhaps, but not for long enough, or without saying anything.
        case doubtful
        case machine
        case nobody(Outcome)
    }

    mutating func conclude() -> Conclusion {
        let contact = contact
        let booking = booking
        var conclusion = Conclusion(
            outcome: .spokeNoResult, answeredBy: answeredBy(contact),
            durationSeconds: max(0, report.durationSeconds ?? 0),
            contactChanges: [], stops: [], tasks: [], note: "", messageLeft: false)
        switch contact {
        case .person: conclusion.outcome = outcomeOfTalk(booking)
        case .doubtful: conclusion.outcome = outcomeOfDoubtfulTalk()
        case .machine:
            // A machine that was talked to without our message is only a machine.
            conclusion.messageLeft =
                context.messageSent
                && (report.answeredBy == .voicemail || report.turns.contains { $0.speaker == .assistant }
                    || tag == .voicemailLeft)
            conclusion.outcome = stop != nil ? .optedOut : conclusion.messageLeft ? .voicemailLeft : .voicemail
        case .nobody(let outcome): conclusion.outcome = stop != nil ? .optedOut : outcome
        }
        if conclusion.outcome == .booked { conclusion.acceptedSlot = booking.slot }
        if conclusion.outcome == .callbackRequested { conclusion.callbackAt = callbackTime }
        addChanges(to: &conclusion)
        addTasks(to: &conclusion, lostSlot: conclusion.acceptedSlot == nil ? booking.slot : nil)
        // That it is gone says more than that the end is unclear.
        if conclusion.outcome == .spokeNoResult, let slot = booking.slot, !held.contains(slot) {
            conclusion.tasks.removeAll { $0 == TaskProposal(.unclearEnd) }
            conclusion.tasks.append(TaskProposal(.acceptedPlaceGone))
        }
        conclusion.note = Self.note(conclusion.outcome)
        return conclusion
    }

    // MARK: Who answered

    private var contact: Contact {
        let isLong = (report.durationSeconds ?? 0) >= Self.shortestTalkSeconds
        if signs.machineWording {
            // A person can pick up while the machine is speaking; then more than one source must say so.
            let spoke = signs.speech >= 3 || signs.speech > 0 && answers.identityConfirmed == true
            let isPerson = report.answeredBy == .human && isLong && spoke
            return isPerson ? .person : .machine
        }
        if report.answeredBy == .voicemail, !(signs.turns >= 2 && signs.speech > 0 && isLong) { return .machine }
        if signs.speech > 0, isLong { return .person }
        if signs.turns > 0, report.answeredBy != .noAnswer { return .doubtful }
        if tag == .voicemail || tag == .voicemailLeft { return .machine }
        return .nobody(outcomeWithoutTalk)
    }

    private var outcomeWithoutTalk: Outcome {
        switch report.fault {
        case .numberRefused: return .numberRefused
        case .lineBusy: return .busy
        case .other: return .failed
        case nil: break
        }
        if report.progress == .givenUp { return .failed }
        switch report.ending {
        case .busy: return .busy
        case .failed: return .failed
        case .noAnswer: return .noAnswer
        case nil: break
        }
        if report.answeredBy == .busy || tag == .busy { return .busy }
        if tag == .failed, report.answeredBy == nil { return .failed }
        return .noAnswer
    }

    private func answeredBy(_ contact: Contact) -> String {
        switch contact {
        case .person: "human"
        case .machine: "voicemail"
        case .doubtful: report.answeredBy == .human ? "human" : "unknown"
        case .nobody: ""
        }
    }

    // MARK: What was said

    /// A wish to stop, from whatever source.
    private var stop: AnalysisAnswers.StopWish? {
        if let wish = answers.stop.value { return wish }
        if let wish = signs.stop { return wish }
        return tag == .optedOut ? .phone : nil
    }

    /// What became of the patient, if the sources agree; `conflict` where they do not.
    private var circumstance: (found: AnalysisAnswers.Circumstance?, conflict: Bool) {
        let tagged: AnalysisAnswers.Circumstance? =
            switch tag {
            case .deceasedReported: .deceased
            case .wrongNumber: .wrongNumber
            case .movedAway: .movedAway
            case .seenElsewhere: .seenElsewhere
            default: nil
            }
        if let answer = answers.circumstance.value {
            if let tagged, tagged != answer { return (nil, true) }
            // The patient said yes to the name and took a time: then nobody has died and the number is right.
            if answer != .seenElsewhere, answers.identityConfirmed == true, booking.slot != nil { return (nil, true) }
            return (answer, false)
        }
        let isDenied = answers.circumstance == .nothing && answers.identityConfirmed == true
        if let tagged {
            if isDenied { return (nil, true) }
            if signs.circumstances.isEmpty || signs.circumstances.contains(tagged) {
                // Nobody but the model says so, and the answers say that there was nothing.
                if answers.circumstance == .nothing, !signs.circumstances.contains(tagged) { return (nil, true) }
                if tagged == .seenElsewhere, !signs.circumstances.contains(tagged) { return (nil, true) }
                return (tagged, false)
            }
            return (nil, true)
        }
        if isDenied || signs.circumstances.isEmpty { return (nil, false) }
        if signs.circumstances.count > 1 {
            return signs.circumstances.contains(.deceased) ? (.deceased, false) : (nil, true)
        }
        let spoken = signs.circumstances.first
        return spoken == .seenElsewhere ? (nil, false) : (spoken, false)
    }

    /// Whether an appointment was accepted, and which.
    private var booking: (isClaimed: Bool, slot: OfferedSlot?) {
        switch answers.acceptedSlot {
        case .something(let text):
            return (true, OfferedSlot.named(in: text, among: offered, now: context.placedAt))
        case .nothing: return (tag == .booked, nil)
        case .unknown:
            guard tag == .booked else { return (false, nil) }
            return (true, slotInTalk)
        }
    }

    /// The one offered slot that the assistant named last and the person did not contradict, where no answer says which.
    private var slotInTalk: OfferedSlot? {
        guard let last = report.turns.lastIndex(where: { $0.speaker == .assistant }) else { return nil }
        let confirmed = OfferedSlot.named(in: report.turns[last].text, among: offered, now: context.placedAt)
        let hasReply = report.turns[..<last].last.map { $0.speaker == .user } ?? false
        return hasReply ? confirmed : nil
    }

    /// Whether the person was the right one; nil where nothing decides.
    private var identity: Bool? {
        if tag == .identityNotConfirmed { return answers.identityConfirmed == true ? nil : false }
        if let answer = answers.identityConfirmed { return answer }
        guard signs.affirms else { return nil }
        switch context.identityCheck {
        case .nameOnly: return true
        case .dateOfBirth, .postcode:
            // The answer itself is not known here: that one was given, and that the talk went on to a time, has to do.
            return hasSecondIdentifier ? true : nil
        }
    }

    private var hasSecondIdentifier: Bool {
        report.turns.contains { turn in
            guard turn.speaker == .user else { return false }
            let words = PlainWords(turn.text).words
            switch context.identityCheck {
            case .dateOfBirth:
                return words.contains { word in MonthName.all.contains { $0.lowercased() == word } }
                    && words.count >= 2
            case .postcode:
                return words.contains { word in
                    let letters = Array(word.utf8)
                    return letters.count == 3 && (48...57).contains(letters[0])
                        && letters[1...].allSatisfy { (97...122).contains($0) }
                }
            case .nameOnly: return false
            }
        }
    }

    private var callbackTime: LocalTime? {
        if let words = answers.callback.value {
            return CallbackWords.time(in: words, now: context.placedAt)
        }
        for turn in report.turns.reversed() where turn.speaker == .user {
            if let time = CallbackWords.time(in: turn.text, now: context.placedAt) { return time }
        }
        return nil
    }

    // MARK: What it comes to

    private func outcomeOfTalk(_ booking: (isClaimed: Bool, slot: OfferedSlot?)) -> Outcome {
        let circumstance = circumstance
        switch circumstance.found {
        case .deceased: return .deceasedReported
        case .wrongNumber: return .wrongNumber
        default: break
        }
        if stop != nil { return .optedOut }
        if circumstance.found == .movedAway { return .movedAway }
        if circumstance.conflict { return .spokeNoResult }
        let identity = identity
        if tag == .identityNotConfirmed { return identity == false ? .identityNotConfirmed : .spokeNoResult }

        var claims: Set<Outcome> = []
        if booking.isClaimed { claims.insert(.booked) }
        if answers.callback.value != nil { claims.insert(.callbackRequested) }
        if circumstance.found == .seenElsewhere { claims.insert(.seenElsewhere) }
        if let tag { claims.insert(tag) }
        // Both an appointment and a call-back, two tags' worth of results, or a tag that belongs to a machine.
        guard claims.count <= 1 else { return identity == false ? .identityNotConfirmed : .spokeNoResult }
        guard let claim = claims.first else { return identity == false ? .identityNotConfirmed : .spokeNoResult }
        switch claim {
        case .booked:
            guard identity != false else { return .identityNotConfirmed }
            guard let slot = booking.slot, held.contains(slot), !signs.declines else { return .spokeNoResult }
            return identity == true ? .booked : .spokeNoResult
        case .callbackRequested:
            // Somebody else of the house may say when the patient is in.
            if answers.callback.value != nil { return .callbackRequested }
            return answers.callback == .unknown && signs.asksForCallback ? .callbackRequested : .spokeNoResult
        case .seenElsewhere:
            return identity == false ? .identityNotConfirmed : .seenElsewhere
        case .declined:
            guard identity != false else { return .identityNotConfirmed }
            return identity == true || signs.declines ? .declined : .spokeNoResult
        case .transferred:
            return report.transferredTo != nil ? .transferred : .spokeNoResult
        default:
            return identity == false ? .identityNotConfirmed : .spokeNoResult
        }
    }

    private func outcomeOfDoubtfulTalk() -> Outcome {
        if signs.speech > 0 {
            switch circumstance.found {
            case .deceased: return .deceasedReported
            case .wrongNumber: return .wrongNumber
            case .movedAway where stop == nil: return .movedAway
            default: break
            }
        }
        if stop != nil { return .optedOut }
        let sources = [answers.callback.value != nil, tag == .callbackRequested, signs.asksForCallback]
        if signs.speech > 0, sources.count(where: { $0 }) >= 2 { return .callbackRequested }
        let claimsByTag: Set<Outcome> = [
            .booked, .callbackRequested, .declined, .seenElsewhere, .wrongNumber, .deceasedReported, .movedAway,
            .transferred, .identityNotConfirmed, .spokeNoResult,
        ]
        let isClaimed =
            answers.identityConfirmed == true || answers.acceptedSlot.value != nil || answers.callback.value != nil
            || answers.circumstance.value != nil || tag.map(claimsByTag.contains) == true
        if isClaimed || signs.symptoms || answers.symptoms == true { return .spokeNoResult }
        // Somebody said hello and was gone: not reached.
        return .noAnswer
    }

    // MARK: What follows

    private func addChanges(to conclusion: inout Conclusion) {
        conclusion.addConsequences(wish: stop, number: context.number)
        if conclusion.outcome == .optedOut, circumstance.found == .movedAway, signs.speech > 0 {
            conclusion.contactChanges.append(ContactChange(.movedAway))
        }
        if let words = answers.newNumber.value, let number = SpokenNumber.number(in: words), number != context.number {
            conclusion.contactChanges.append(ContactChange(.phoneNew, oldNumber: context.number, newNumber: number))
        }
    }

    private func addTasks(to conclusion: inout Conclusion, lostSlot: OfferedSlot?) {
        if answers.symptoms == true || signs.symptoms {
            conclusion.tasks.insert(TaskProposal(.symptoms), at: 0)
        }
        switch conclusion.outcome {
        case .optedOut where lostSlot != nil:
            conclusion.tasks.append(TaskProposal(.bookingAndStop))
        case .callbackRequested where conclusion.callbackAt == nil:
            // A bare "yes" is no time that could be kept.
            let words = answers.callback.value.map { PlainWords($0) }
            if let words, words.count > 1 || words.words.first.map({ !["yes", "true", "later"].contains($0) }) == true {
                conclusion.tasks.append(TaskProposal(.callbackUnreadable))
            }
        default: break
        }
        if signs.asksForPerson, !conclusion.tasks.contains(where: { $0.priority == .today }),
            conclusion.outcome != .wrongNumber, conclusion.outcome != .deceasedReported
        {
            conclusion.tasks.append(TaskProposal(.asksForPerson))
        }
        if let words = answers.newNumber.value, SpokenNumber.number(in: words) == nil {
            conclusion.tasks.append(TaskProposal(.newNumberUnreadable))
        }
    }

    static func note(_ outcome: Outcome) -> String {
        switch outcome {
        case .booked: "Accepted an appointment; to be entered in the diary."
        case .callbackRequested: "Asked to be called back."
        case .declined: "Does not want an appointment at present."
        case .seenElsewhere: "Says that they have been seen elsewhere."
        case .wrongNumber: "Whoever answered said that this is the wrong number."
        case .optedOut: "Asked us to stop; no more calls will be made."
        case .deceasedReported: "Whoever answered said that the patient has died."
        case .movedAway: "Said to have moved away."
        case .transferred: "Put through to the practice."
        case .identityNotConfirmed: "Somebody answered who could not be confirmed as the patient."
        case .spokeNoResult: "Somebody answered, but what was agreed is not sure."
        case .voicemailLeft: "A machine answered; a message was left."
        case .voicemail: "A machine answered; no message was left."
        case .noAnswer: "Nobody was reached."
        case .busy: "The line was busy."
        case .failed: "The call could not be put through."
        case .numberRefused: "The number cannot be called and will not be tried again."
        case .unknown: "It is not known what came of the call."
        }
    }
}
