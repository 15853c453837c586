/// A patient as the plan needs it: what the import read, and what happened since.
package struct PlanPatient: Sendable {
    package var patientID: String
    package var recallID: String
    package var facts: PatientFacts
    package var isHeldByStaff: Bool
    /// Whether staff have cancelled the recall.
    package var isCancelled = false
    /// Whether an export gives the patient's id to people with different dates of birth.
    package var hasConflict = false
    /// Whether the provider refused the request for the recall, and nobody has let it go on since.
    package var isRequestRefused = false
    /// Whether the patient's number stood for another person before, and nobody has released the recall since.
    package var isAnotherPerson = false
    /// Whether a person has released the recall though the patient stands under another number, too.
    package var isSamePersonReleased = false
    /// For a record whose number another has by now: that number as it is compared.
    package var formerKey: String?
    /// Numbers of the record that are left out of the facts, because they are said to be somebody else's.
    package var wrongNumbers: [PhoneNumber] = []
    /// Numbers that earlier exports gave, and the newest does not.
    package var earlierNumbers: [PhoneNumber] = []
    package var isReleasedByStaff: Bool
    package var isStopped: Bool
    /// The last day to come on which a diary shows the patient.
    package var diaryAppointment: Day?
    /// The last day that is past on which a diary showed the patient.
    package var pastAppointment: Day?
    /// Whether a diary says of the appointment of the record that the patient did not come, or that it was cancelled.
    package var hasMissedNextAppointment = false
    /// The first day on which the recall may be called about again, where its booking came to nothing.
    package var reopensOn: Day?
    package var exportSeenAt: Instant
    package var isMissingFromNewest: Bool
    package var attempts: [PastAttempt]
    /// What the attempt in progress does, if there is one.
    package var progress: RecallProgress?
    /// The number of the attempt in progress.
    package var numberInProgress: PhoneNumber?
    /// Numbers that attempts of this patient have dialled today; where empty, the number that would be dialled is taken
    /// for every attempt of today.
    package var numbersDialledToday: [PhoneNumber]

    package init(
        patientID: String, recallID: String, facts: PatientFacts, isHeldByStaff: Bool = false,
        isReleasedByStaff: Bool = false, isStopped: Bool = false, diaryAppointment: Day? = nil, exportSeenAt: Instant,
        isMissingFromNewest: Bool = false, attempts: [PastAttempt] = [], progress: RecallProgress? = nil,
        numberInProgress: PhoneNumber? = nil, numbersDialledToday: [PhoneNumber] = []
    ) {
        self.patientID = patientID
        self.recallID = recallID
        self.facts = facts
        self.isHeldByStaff = isHeldByStaff
        self.isReleasedByStaff = isReleasedByStaff
        self.isStopped = isStopped
        self.diaryAppointment = diaryAppointment
        self.exportSeenAt = exportSeenAt
        self.isMissingFromNewest = isMissingFromNewest
        self.attempts = attempts
        self.progress = progress
        self.numberInProgress = numberInProgress
        self.numbersDialledToday = numbersDialledToday
    }

    /// All numbers that the record has or had; by them persons are told.
    var recordNumbers: [PhoneNumber] {
        wrongNumbers.isEmpty && earlierNumbers.isEmpty ? facts.numbers : facts.numbers + wrongNumbers + earlierNumbers
    }
}

extension PlanPatient: CustomStringConvertible {
    package var description: String { "‹patient of the plan›" }
}

/// How far an attempt in progress is.
package enum RecallProgress: String, Sendable, Codable {
    case dialling
    case inCall = "in_call"
}

/// Where a recall stands, by the words that files and commands use.
package enum RecallState: String, Sendable, Codable, CaseIterable {
    case queued
    case dialling
    case inCall = "in_call"
    case waiting
    case unknown
    case held
    case suppressed
    case done
}

/// One recall of the plan.
package struct PlanLine: Equatable, Sendable {
    package var practice: String
    package var patientID: String
    package var recallID: String
    package var assessment: Assessment
    package var state: RecallState
    package var attempts: Int
    package var decision: GateDecision
    /// The place in the plan, from 1.
    package var order: Int
    /// The place in the patients that the plan was made of.
    package var index: Int
    /// The other numbers of the same person, where staff are to be asked to join the records.
    package var numbersToJoin: [String] = []

    package init(
        practice: String, patientID: String, recallID: String, assessment: Assessment, state: RecallState,
        attempts: Int,
        decision: GateDecision, order: Int, index: Int
    ) {
        self.practice = practice
        self.patientID = patientID
        self.recallID = recallID
        self.assessment = assessment
        self.state = state
        self.attempts = attempts
        self.decision = decision
        self.order = order
        self.index = index
    }
}

extension PlanLine: CustomStringConvertible {
    package var description: String { "‹line \(order) of the plan, \(state.rawValue)›" }
}

/// Makes the plan of a practice: every recall assessed, in order, with what holds it. Section 10 of the rule set.
package enum Planner {
    /// The lines of the plan, in their order.
    ///
    /// - Parameters:
    ///   - patients: The patients of the practice.
    ///   - context: What is the same for all of them.
    ///   - stoppedNumbers: Those on the practice's own stop list.
    ///   - numbersInUse: Those with a call in progress, of whichever practice and patient.
    ///   - numbersDialledToday: Those with a call on the local day, of whichever practice and patient.
    /// - Returns: A line for each patient.
    package static func plan(
        _ patients: [PlanPatient], context: GateContext, stoppedNumbers: Set<PhoneNumber> = [],
        numbersInUse: Set<PhoneNumber> = [],
        numbersDialledToday: Set<PhoneNumber> = []
    ) -> [PlanLine] {
        var lines: [PlanLine] = []
        lines.reserveCapacity(patients.count)
        let snapshot = PlanSnapshot(
            patients: patients, stoppedNumbers: stoppedNumbers, numbersInUse: numbersInUse,
            numbersDialledToday: numbersDialledToday)
        plan(snapshot, context: context) { lines.append($0) }
        return lines
    }

    /// Weighs every recall in the order of the plan, and hands each line on with what its gates were decided from.
    static func weigh(_ snapshot: PlanSnapshot, context: GateContext, body: (PlanLine, GateInput) -> Void) {
        let patients = snapshot.patients
        let counts = numberCounts(of: patients)
        let blocked = sharedNumbers(of: patients, counts: counts)
        let busy = snapshot.numbersInUse.union(
            patients.lazy.compactMap { $0.progress == nil ? nil : $0.numberInProgress })
        // Assessed once for the order and once more in it: to keep the reasons of all takes more than to find them again.
        func assess(_ patient: PlanPatient) -> Assessment {
            Assessor.assess(patient.facts, rules: context.rules, today: context.today)
        }
        func gateInput(_ patient: PlanPatient) -> GateInput {
            var input = GateInput(
                facts: patient.facts, assessment: assess(patient), isHeldByStaff: patient.isHeldByStaff,
                isReleasedByStaff: patient.isReleasedByStaff, isStopped: patient.isStopped,
                stoppedNumbers: snapshot.stoppedNumbers, blockedNumbers: blocked,
                diaryAppointment: patient.diaryAppointment, exportSeenAt: patient.exportSeenAt,
                isMissingFromNewest: patient.isMissingFromNewest, attempts: patient.attempts)
            input.isCancelled = patient.isCancelled
            input.hasConflict = patient.hasConflict
            input.isRequestRefused = patient.isRequestRefused
            input.isAnotherPerson = patient.isAnotherPerson
            input.pastAppointment = patient.pastAppointment
            input.hasMissedNextAppointment = patient.hasMissedNextAppointment
            input.reopensOn = patient.reopensOn
            input.closedNumbers = snapshot.closedNumbers
            return input
        }
        let orders = patients.map { Order(assess($0), patientID: $0.patientID, today: context.today) }
        let sorted = patients.indices.sorted { (orders[$0], $0) < (orders[$1], $1) }
        var turns = Turns(patients, blocked: blocked, dialled: snapshot.numbersDialledToday, context: context)
        let persons = SamePerson.groups(among: patients, counts: counts)
        // What each of several records shuts by itself is asked once, however many there are.
        var shut: [Int: [ShutGate]] = [:]
        func shutAlone(_ index: Int) -> [ShutGate] {
            if let known = shut[index] { return known }
            let gates = GateKeeper.decide(gateInput(patients[index]), context).shut
            shut[index] = gates
            return gates
        }

        for (place, index) in sorted.enumerated() {
            let patient = patients[index]
            var input = gateInput(patient)
            if persons.crowded.contains(index) {
                input.person = SamePerson.Effect(hold: ShutGate(.samePerson))
            } else if let others = persons.others[index] {
                input.person = SamePerson.effect(
                    of: others.map { SamePerson.Other(patient: patients[$0], shut: shutAlone($0)) }, on: patient)
            }
            let phone = GateKeeper.choosePhone(input, context)
            if let phone {
                if patient.progress == nil { input.isNumberInUse = busy.contains(phone) }
                input.callsToNumber = snapshot.callsByNumber[phone] ?? []
            }
            var decision = GateKeeper.decide(input, context)
            if let phone, turns.concern(decision) {
                if let until = turns.take(phone, asked: PastAttempt.asksForCall(patient.attempts)) {
                    input.householdUntil = until
                    decision = GateKeeper.decide(input, context)
                }
            }
            var line = PlanLine(
                practice: context.rules.id, patientID: patient.patientID, recallID: patient.recallID,
                assessment: input.assessment, state: state(patient, decision), attempts: patient.attempts.count,
                decision: decision, order: place + 1, index: index)
            if let person = input.person, person.isToBeJoined {
                let waits = decision.shut.contains { $0.cause == .notDue } && person.hold == nil
                line.numbersToJoin = waits ? [] : person.numbers
            }
            body(line, input)
        }
    }

    private static func numberCounts(of patients: [PlanPatient]) -> [PhoneNumber: Int] {
        var counts: [PhoneNumber: Int] = [:]
        counts.reserveCapacity(patients.count)
        for patient in patients {
            for number in patient.recordNumbers { counts[number, default: 0] += 1 }
        }
        return counts
    }

    /// Numbers that stand on five or more patients of at least three different surnames: a care home's, or the practice's
    /// habit of filling a gap.
    private static func sharedNumbers(
        of patients: [PlanPatient], counts: [PhoneNumber: Int]
    ) -> Set<PhoneNumber> {
        let candidates = counts.filter { $0.value >= 5 }
        guard !candidates.isEmpty else { return [] }
        var many: [PhoneNumber: Int] = [:]
        for patient in patients {
            for number in patient.facts.numbers where candidates[number] != nil { many[number, default: 0] += 1 }
        }
        many = many.filter { $0.value >= 5 }
        var surnames: [PhoneNumber: Set<String>] = [:]
        for patient in patients {
            for number in patient.facts.numbers where many[number] != nil {
                surnames[number, default: []].insert(patient.facts.name.surnameKey)
            }
        }
        return Set(surnames.lazy.filter { $0.value.count >= 3 }.map(\.key))
    }

    private static func state(_ patient: PlanPatient, _ decision: GateDecision) -> RecallState {
        switch patient.progress {
        case .dialling: return .dialling
        case .inCall: return .inCall
        case nil: break
        }
        if patient.isCancelled { return .done }
        if decision.isUnsettled {
            return patient.attempts.contains { !$0.isSetAside && $0.outcome == .unknown } ? .unknown : .dialling
        }
        // A recall that is finished waits for nobody to ring first.
        if let code = decision.gate?.code, let state = code.state {
            return decision.isFinished && code == .humanFirst ? .done : state
        }
        if decision.isFinished { return .done }
        return patient.attempts.isEmpty ? .queued : .waiting
    }
}

/// Whose turn it is on each number: one call per number and local day.
private struct Turns {
    private let context: GateContext
    /// Until when each number is taken.
    private var taken: [PhoneNumber: Instant?] = [:]
    /// The next opening on a day after that of the next call.
    private let afterNextCall: Instant?

    init(
        _ patients: [PlanPatient], blocked: Set<PhoneNumber>, dialled: Set<PhoneNumber>, context: GateContext
    ) {
        self.context = context
        afterNextCall = context.nextStart.flatMap { context.openingOnAnotherDay(than: $0) }
        let tomorrow = context.openingOnAnotherDay(than: context.now)
        // A patient who was called may have another number by now, and the number another patient.
        for number in dialled { taken[number] = .some(tomorrow) }
        let begin = context.zone.start(of: context.today)
        for patient in patients {
            var numbers = patient.numbersDialledToday
            if numbers.isEmpty,
                patient.attempts.contains(where: { $0.startedAt >= begin && $0.startedAt <= context.now })
            {
                numbers =
                    patient.facts.numbers.first { $0 != context.rules.phone && !blocked.contains($0) }.map { [$0] }
                    ?? []
            }
            for number in numbers { taken[number] = .some(tomorrow) }
        }
    }

    /// Whether the recall would be dialled but for the calendar, limits and a pause, so that it takes or waits for a turn.
    func concern(_ decision: GateDecision) -> Bool {
        guard !decision.isFinished, !decision.isUnsettled else { return false }
        guard let code = decision.gate?.code else { return true }
        return GateCode.afterHousehold.contains(code)
    }

    /// Takes the turn of the number; until when it is taken, if it was. A call that the patient asked for needs no turn.
    mutating func take(_ number: PhoneNumber, asked: Bool) -> Instant? {
        if !asked, let until = taken[number] { return until ?? .distantFuture }
        taken[number] = .some(afterNextCall)
        return nil
    }
}

extension GateCode {
    /// The gates behind `household_today`.
    fileprivate static let afterHousehold: Set<GateCode> = [
        .inboxStuck, .clockUnsure, .providerStopped, .paused, .practiceClosed, .bankHoliday, .outsideHours,
        .preferredTime, .dailyLimit, .spendLimit, .dryRun,
    ]
}

extension Instant {
    /// Later than every moment that matters: for a practice that never opens.
    fileprivate static let distantFuture = Instant(seconds: 253_402_300_799)
}
