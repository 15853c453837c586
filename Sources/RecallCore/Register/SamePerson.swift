/// When two records with different numbers are one person, and what the one has to say about a call of the other.
///
/// A practice may list somebody twice, and a new system gives everybody a new number. What stops or ends the calls of one
/// record does so for the person, and the calls of both count together.
package enum SamePerson {
    /// Whether two records are one person's: the same name, date of birth and a telephone of both, as far as both tell them;
    /// or one of them is an earlier record of the other's number, and tells of nobody else.
    static func isSame(_ one: PlanPatient, _ other: PlanPatient) -> Bool {
        if one.formerKey == PatientIdentity.key(other.patientID)
            || other.formerKey == PatientIdentity.key(one.patientID)
        {
            return !PatientIdentity.isAnotherPerson(one.facts, than: other.facts)
        }
        return PatientIdentity.isSamePerson(one.facts, one.recordNumbers, as: other.facts, other.recordNumbers)
            || PatientIdentity.isLikelySamePerson(one.facts, one.recordNumbers, as: other.facts, other.recordNumbers)
    }

    /// Which records are one person's.
    struct Groups {
        /// The places of the other records of the same person, in their order, for each place that has any.
        var others: [Int: [Int]] = [:]
        /// The places of records that are one of so many of one person that they are none: somebody fills gaps with them.
        var crowded: Set<Int> = []
    }

    /// The most records of one person that there may be: more of one name, date of birth and telephone are a mistake of the list.
    static let mostRecords = 20
    /// The most records of one date of birth on one telephone whose names are compared each with each, so that one who lacks
    /// a word of the name is found too.
    private static let mostCompared = 20

    /// Which of some records are one person's.
    ///
    /// - Parameters:
    ///   - patients: The records.
    ///   - counts: On how many of them each number stands.
    /// - Returns: The groups, by the places among the records.
    static func groups(among patients: [PlanPatient], counts: [PhoneNumber: Int]) -> Groups {
        var sharers: [PhoneNumber: [Int]] = [:]
        var formers: [String: [Int]] = [:]
        for (index, patient) in patients.enumerated() {
            for number in patient.recordNumbers where counts[number] != 1 { sharers[number, default: []].append(index) }
            if let key = patient.formerKey { formers[key, default: []].append(index) }
        }
        var found = Groups()
        var groups: [Int: Set<Int>] = [:]
        func note(_ one: Int, _ other: Int) {
            guard one != other, isSame(patients[one], patients[other]) else { return }
            groups[one, default: []].insert(other)
            groups[other, default: []].insert(one)
        }
        func compare(_ places: [Int]) {
            for (place, one) in places.enumerated() { for other in places[(place + 1)...] { note(one, other) } }
        }
        for places in sharers.values where places.count > 1 {
            // Those of one birth date: a care home has hundreds on its number.
            let byBirth = Dictionary(grouping: places) { patients[$0].facts.birth }
            for same in byBirth.values where same.count > 1 && patients[same[0]].facts.birth != nil {
                guard same.count > mostCompared else {
                    compare(same)
                    continue
                }
                for named in Dictionary(grouping: same, by: { patients[$0].facts.name.key }).values
                where patients[named[0]].facts.name.key != nil {
                    if named.count > mostRecords { found.crowded.formUnion(named) } else { compare(named) }
                }
            }
            // Those without one may be anybody of their name.
            guard let unknown = byBirth[nil] else { continue }
            let named = Dictionary(grouping: places) { patients[$0].facts.name.surnameKey }
            let unknownNamed = Dictionary(grouping: unknown) { patients[$0].facts.name.surnameKey }
            for (surname, ones) in unknownNamed {
                guard ones.count > mostCompared else {
                    for one in ones { for other in named[surname] ?? [] { note(one, other) } }
                    continue
                }
                for same in Dictionary(grouping: ones, by: { patients[$0].facts.name.key }).values {
                    if same.count > mostRecords { found.crowded.formUnion(same) } else { compare(same) }
                }
            }
        }
        if !formers.isEmpty {
            for (index, patient) in patients.enumerated() {
                for former in formers[PatientIdentity.key(patient.patientID)] ?? [] { note(index, former) }
            }
        }
        found.others = groups.mapValues { $0.sorted() }
        return found
    }

    /// Another record of the person, with the gates that hold it by itself.
    struct Other {
        var patient: PlanPatient
        var shut: [ShutGate]
    }

    /// What the other records of a person say about a call of one of them.
    struct Effect: Equatable {
        /// Whether something of another record holds the call, and until when where time alone ends it.
        var hold: ShutGate?
        /// The calls of the other records that count for this one.
        var attempts: [PastAttempt] = []
        /// The other records' numbers.
        var numbers: [String] = []
        /// Whether staff are to be asked to join the records: something of the one counts for the other, or both are in the
        /// newest exports. Told of the newest record alone.
        var isToBeJoined = false
    }

    static func effect(of others: [Other], on patient: PlanPatient) -> Effect {
        var effect = Effect(numbers: others.map(\.patient.patientID).sorted())
        for other in others {
            let isEarlier = isTestedSince(other.patient, patient)
            for gate in other.shut
            where holds(gate.cause, patient, isEarlier: isEarlier) {
                effect.hold = later(effect.hold, ShutGate(.samePerson, until: gate.until))
            }
            if !isEarlier { effect.attempts += other.patient.attempts }
        }
        let counts = effect.hold != nil || !effect.attempts.isEmpty
        let isTwice = !patient.isMissingFromNewest && others.contains { !$0.patient.isMissingFromNewest }
        effect.isToBeJoined = (counts || isTwice) && others.allSatisfy { isNewer(patient, $0.patient) }
        return effect
    }

    /// Whether the patient was tested after all that the other record knows: its calls and their ends are history.
    private static func isTestedSince(_ other: PlanPatient, _ patient: PlanPatient) -> Bool {
        guard let test = patient.facts.lastTest, let before = other.facts.lastTest else { return false }
        return test > before
    }

    private static func isNewer(_ one: PlanPatient, _ other: PlanPatient) -> Bool {
        let ranks = [one, other].map { ($0.isMissingFromNewest ? 0 : 1, $0.exportSeenAt.milliseconds) }
        return ranks[0] == ranks[1] ? one.patientID > other.patientID : ranks[0] > ranks[1]
    }

    /// Of two holds the one that lasts longer; one that time does not end lasts longest.
    private static func later(_ one: ShutGate?, _ other: ShutGate) -> ShutGate {
        guard let one else { return other }
        guard let first = one.until, let second = other.until else { return one.until == nil ? one : other }
        return first < second ? other : one
    }

    /// Whether what holds one record holds the person. What is about the record alone (its number, its age, its due date)
    /// does not. A person may release what a person is to decide on, and no stop.
    private static func holds(_ cause: GateCause, _ patient: PlanPatient, isEarlier: Bool) -> Bool {
        switch cause {
        case .optedOut, .deceasedReported, .deceasedInRecord, .deceasedByStatus, .deceasedByName, .deceasedInNotes,
            .doNotContact, .noTelephoneConsent, .noAutomatedConsent, .noCallsInNotes, .reminderSuppressed, .movedAway,
            .futureAppointment, .recentlySeen, .awaitingExport:
            true
        case .complaint, .capacity, .powerOfAttorney, .deathUnclear, .unreadStop, .heldByStaff:
            !patient.isSamePersonReleased
        case .cancelled: !patient.isSamePersonReleased && !isEarlier
        case .humanFirst: !patient.isSamePersonReleased && !patient.isReleasedByStaff && !isEarlier
        case .noName, .numberStopped, .preferenceService, .birthDatesConflict, .noDueDate, .noPreferredTime,
            .anotherPerson,
            .requestRefused, .unclearEnd, .samePerson, .minor, .consentRequired, .noUsableNumber, .wrongNumber,
            .telephoneClosed, .numberRefused, .ownNumber, .sharedNumber, .numberKind, .notDue,
            .staleExport,
            .missingFromExport, .attemptLimit, .numberInUse, .attemptSpacing, .householdToday, .inboxStuck,
            .clockUnsure,
            .providerStopped, .paused, .practiceClosed, .bankHoliday, .outsideHours, .preferredTime, .dailyLimit,
            .spendLimit, .dryRun:
            false
        }
    }

    /// What the calls of the other records add: an end that holds for the person, or a wait.
    ///
    /// - Parameters:
    ///   - own: What the record's own calls leave open.
    ///   - shared: What all calls of the person leave open.
    /// - Returns: The gate that the other records' calls shut; nil where they shut none.
    static func hold(own: RetryDecision, shared: RetryDecision) -> ShutGate? {
        guard !own.finished else { return nil }
        if shared.finished { return ShutGate(.samePerson) }
        // A call in progress, or one of which nobody knows what came of it.
        if shared.next == nil, own.next != nil { return ShutGate(.samePerson) }
        guard let until = shared.gate?.until else { return nil }
        return own.gate?.until.map { $0 >= until } ?? false ? nil : ShutGate(.samePerson, until: until)
    }

    static func joined(_ one: ShutGate?, _ other: ShutGate?) -> ShutGate? {
        other.map { later(one, $0) } ?? one
    }
}
